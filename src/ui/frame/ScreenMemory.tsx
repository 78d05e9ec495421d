import { useEffect, useLayoutEffect, useRef } from "react";
import { keepParameters } from "../../page/go-to.ts";
import { onRouteChange, type Screen, SCREENS } from "../../page/route.ts";

import { useWorkbench } from "../WorkbenchContext.tsx";
import { useDueField } from "./use-due-field.ts";
import { useFirstScreen } from "./use-first-screen.ts";

interface Left {
  /** How far the window was scrolled, in CSS pixels. */
  readonly scrolled: number;
  /** The last focused element within the screen. */
  readonly focused: HTMLElement | null;
}

/** Restores a screen's scroll position and focus on return, and names the screen in the title. Renders nothing. */
export function ScreenMemory({ screen }: { readonly screen: Screen }): null {
  const left = useRef<Partial<Record<Screen, Left>>>({});
  const here = useRef<{ screen: Screen; scrolled: number; focused: HTMLElement | null }>({
    screen,
    scrolled: 0,
    focused: null,
  });
  const workbench = useWorkbench();
  useFirstScreen(workbench);
  useDueField(workbench);
  useEffect(keepParameters, []);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest("main") !== null) here.current.focused = target;
    };
    // The first event after a fragment change: the page redraws after it, and the browser limits the scroll position to its height.
    const leave = (): void => {
      here.current.scrolled = window.scrollY;
    };
    document.addEventListener("focusin", note);
    window.addEventListener("popstate", leave, true);
    const stop = onRouteChange(leave);
    return () => {
      document.removeEventListener("focusin", note);
      window.removeEventListener("popstate", leave, true);
      stop();
    };
  }, []);
  useLayoutEffect(() => {
    const before = here.current;
    if (before.screen === screen) return;
    left.current[before.screen] = { scrolled: before.scrolled, focused: before.focused };
    const { scrolled, focused } = left.current[screen] ?? { scrolled: 0, focused: null };
    here.current = { screen, scrolled, focused };
    window.scrollTo(0, scrolled);
    if (focused?.isConnected === true) focused.focus({ preventScroll: true });
  }, [screen]);
  useEffect(() => {
    const name = SCREENS.find(([one]) => one === screen)?.[2];
    if (screen !== "lab") document.title = screen === "workbench" ? TITLE : `${name} · Jotscope`;
  }, [screen]);
  return null;
}

/** The title as the page's markup has it. */
const TITLE = document.title;
