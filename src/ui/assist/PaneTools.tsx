import { memo, Suspense, useEffect, useRef, useState } from "react";
import { Button } from "../Button.tsx";
import { SuggestionList } from "../late-panels.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { KEEPS_CARET } from "./keeps-caret.ts";
import { useLastPane } from "./last-pane.ts";
import "./assist.css";

const RESTORE = { header: "Restore the header", payload: "Restore the payload" } as const;

/**
 * Writing aids in a JSON pane's head: suggestions at the caret, for the focused pane, and the button that reverts an
 * edit.
 */
export const PaneTools = memo(function PaneTools({ pane }: { readonly pane: "header" | "payload" }) {
  const edited = useView((view) => view[pane].edited);
  const isFixed = useView((view) => view[pane].readOnly !== null);
  const last = useLastPane();
  const { view } = useWorkbench();
  const actions = useActions();
  return (
    <>
      {last === pane && !isFixed && <Suggestions pane={pane} />}
      {edited && (
        <>
          <span className="edited">edited</span>
          <Button
            icon="undo"
            className="icon"
            name={RESTORE[pane]}
            title={RESTORE[pane]}
            onClick={() => actions.editPane(pane, view.getState().put[pane])}
          />
        </>
      )}
    </>
  );
});

/** The button that opens suggestions at the caret, as Ctrl+Space does. The rich editor has its own list. */
function Suggestions({ pane }: { readonly pane: "header" | "payload" }) {
  const [area, setArea] = useState<HTMLTextAreaElement | null>(null);
  const button = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const section = button.current?.closest("section");
    const press = (event: KeyboardEvent): void => {
      const isCalled = event.ctrlKey && !event.altKey && !event.metaKey && (event.key === " " || event.key === ".");
      if (!isCalled || !(event.target instanceof HTMLTextAreaElement) || isRich(event.target)) return;
      event.preventDefault();
      setArea(event.target);
    };
    section?.addEventListener("keydown", press);
    return () => section?.removeEventListener("keydown", press);
  }, []);
  const open = (): void => {
    const field = button.current?.closest("section")?.querySelector<HTMLTextAreaElement>("[data-editor] textarea");
    if (!field) return;
    field.focus({ preventScroll: true });
    if (isRich(field)) field.dispatchEvent(new CustomEvent("suggest", { bubbles: true }));
    else setArea(area === null ? field : null);
  };
  return (
    <span ref={button} className="suggestions-call">
      <Button
        icon="bulb"
        className="icon"
        name="Suggestions"
        title="Suggestions at the caret (Ctrl+Space)"
        aria-haspopup="listbox"
        aria-expanded={area !== null}
        {...KEEPS_CARET}
        onClick={open}
      />
      {area !== null && (
        <Suspense fallback={null}>
          <SuggestionList pane={pane} area={area} close={() => setArea(null)} />
        </Suspense>
      )}
    </span>
  );
}

function isRich(field: Element): boolean {
  return field.closest<HTMLElement>("[data-editor]")?.dataset["editor"] === "rich";
}
