import { useEffect, useState } from "react";
import { useView } from "../WorkbenchContext.tsx";

/** How long it is shown. */
const SAID_MS = 2000;

interface Place {
  readonly left: number;
  readonly top: number;
}

/**
 * Says "Copied" at the pressed button, where the user looks; the page's status line, which is announced, says what. After
 * a keyboard shortcut there is no button, and only the status line says it.
 */
export function CopiedHere() {
  const notice = useView(({ notice }) => notice);
  const [pressed, setPressed] = useState<Place | null>(null);
  const [said, setSaid] = useState<{ readonly id: number; readonly at: Place | null } | null>(null);
  useEffect(() => {
    const remember = ({ target }: Event): void => {
      const button = target instanceof Element ? target.closest("button") : null;
      const rect = button?.getBoundingClientRect();
      setPressed(rect === undefined ? null : { left: rect.left + rect.width / 2, top: rect.bottom });
    };
    const forget = (): void => setPressed(null);
    document.addEventListener("click", remember, true);
    document.addEventListener("keydown", forget, true);
    return () => {
      document.removeEventListener("click", remember, true);
      document.removeEventListener("keydown", forget, true);
    };
  }, []);
  if (notice?.code === "copied" && pressed !== null && said?.id !== notice.id) setSaid({ id: notice.id, at: pressed });
  useEffect(() => {
    if (said === null || said.at === null) return;
    const timer = setTimeout(() => setSaid({ id: said.id, at: null }), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  if (said === null || said.at === null) return null;
  const half = 40;
  const left = Math.min(Math.max(said.at.left, half), document.documentElement.clientWidth - half);
  // Below the button, or over it where the window ends.
  const top = Math.min(said.at.top + 4, window.innerHeight - 32);
  return (
    <span ref={showOnTop} popover="manual" className="copied-here" aria-hidden="true" style={{ left, top }}>
      Copied
    </span>
  );
}

/** Over an open dialog too. */
function showOnTop(said: HTMLElement | null): void {
  if (said?.matches(":popover-open") === false) said.showPopover();
}
