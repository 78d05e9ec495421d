import { keepInSight } from "../keep-in-sight.ts";
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { applyEdits } from "../../core/text/edits.ts";
import { editsOf, suggest } from "../../core/fields/suggest.ts";
import type { Suggestion } from "../../core/fields/types.ts";
import { fromShown, toShown } from "../../editor/line-breaks.ts";
import { rectAt } from "../../editor/reveal.ts";
import { useWorkbench } from "../WorkbenchContext.tsx";
import { mendingsAt } from "./mending.ts";
import { surroundingsOf } from "./surroundings.ts";

/** How many are listed; typing narrows them. */
const LISTED = 80;

/** One line of the list. */
interface Item {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly about: string | null;
  readonly spec: string | null;
  /** The text to insert. */
  readonly code: string;
  /** The part of the label already typed. */
  readonly typed: string;
  readonly run: () => void;
}

/**
 * Suggestions at the caret of a plain JSON pane. The field keeps the focus: typing continues, arrows select, Enter
 * inserts, Escape closes. An insertion is one step of the field's own undo.
 */
export function SuggestionList({
  pane,
  area,
  close,
}: {
  readonly pane: "header" | "payload";
  readonly area: HTMLTextAreaElement;
  readonly close: () => void;
}) {
  const { view, actions } = useWorkbench();
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [, look] = useState(0);
  const [chosen, choose] = useState(0);

  const offered = (): readonly Suggestion[] => {
    const now = view.getState();
    const { text } = now[pane];
    return suggest(text, fromShown(text, area.selectionStart), surroundingsOf(now, pane));
  };
  const { text } = view.getState()[pane];
  const offset = fromShown(text, area.selectionStart);
  const take = (suggestion: Suggestion): void => {
    flushSync(close);
    area.focus({ preventScroll: true });
    const next = applyEdits(text, editsOf(suggestion));
    actions.editPane(pane, next);
    const start = suggestion.range.start + suggestion.also.reduce((sum, { insert }) => sum + insert.length, 0);
    const { select } = suggestion;
    area.setSelectionRange(toShown(next, start + select.start), toShown(next, start + select.end));
  };
  const found = mendingsAt(view.getState(), pane, offset);
  const mendings = found.map((mending): Item => ({
    key: `mend ${mending.label}`,
    label: mending.label,
    detail: "fix",
    about: mending.about,
    spec: null,
    code: mending.code,
    typed: "",
    run: () => {
      flushSync(close);
      area.focus({ preventScroll: true });
      if ("fix" in mending.does) actions.applyFix(mending.does.fix);
      else actions.editPane(pane, mending.does.text);
    },
  }));
  const suggested = offered()
    .slice(0, LISTED)
    .map((suggestion): Item => {
      const { label, detail, about, spec, range, inserts } = suggestion;
      const typed = text.slice(range.start, Math.max(range.start, offset)).replace(/^"/, "");
      return {
        key: `${suggestion.kind} ${label}`,
        label,
        detail,
        about,
        spec,
        code: inserts,
        typed: label.toLowerCase().startsWith(typed.toLowerCase()) ? typed : "",
        run: () => take(suggestion),
      };
    });
  // Typing a name, or a comma to add one, lists names first; fixes for the line follow.
  const isWriting = suggested.some(({ typed }) => typed !== "") || found.every(({ isComma }) => isComma);
  const items = isWriting ? [...suggested, ...mendings] : [...mendings, ...suggested];
  const at = Math.min(chosen, items.length - 1);
  const active = items[at];

  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (step !== undefined && items.length > 0) choose((at + step + items.length) % items.length);
    else if (event.key === "Enter" && active !== undefined) active.run();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const typed = useEffectEvent((): void => {
    if (document.activeElement !== area) return;
    // Any other typing closes the list.
    if (offered().length === 0) close();
    else {
      look((count) => count + 1);
      choose(0);
    }
  });
  const leave = useEffectEvent(close);
  useEffect(() => {
    area.addEventListener("keydown", press, true);
    // After the page's own handler, which puts the new text into the state.
    document.addEventListener("input", typed);
    area.addEventListener("pointerdown", leave);
    area.addEventListener("blur", leave);
    return () => {
      area.removeEventListener("keydown", press, true);
      document.removeEventListener("input", typed);
      area.removeEventListener("pointerdown", leave);
      area.removeEventListener("blur", leave);
    };
  }, [area]);

  // Assistive technology learns of the list through the focused field.
  useLayoutEffect(() => {
    area.setAttribute("aria-controls", `${id}-list`);
    if (active === undefined) area.removeAttribute("aria-activedescendant");
    else area.setAttribute("aria-activedescendant", `${id}-${at}`);
  });
  useEffect(
    () => () => {
      area.removeAttribute("aria-controls");
      area.removeAttribute("aria-activedescendant");
    },
    [area],
  );

  useLayoutEffect(() => {
    const put = (): void => {
      if (box.current !== null) placeAtCaret(box.current, area);
    };
    box.current?.showPopover();
    put();
    addEventListener("scroll", put, true);
    addEventListener("resize", put);
    return () => {
      removeEventListener("scroll", put, true);
      removeEventListener("resize", put);
    };
  }, [area]);

  return (
    <div ref={box} popover="manual" className="suggestions" onPointerDown={(event) => event.preventDefault()}>
      {items.length === 0 ? (
        <p className="meta suggestions-none" role="status">
          Nothing to suggest here
        </p>
      ) : (
        <>
          <div className="suggestions-list" role="listbox" id={`${id}-list`} aria-label="Suggestions" translate="no">
            {items.map((item, index) => (
              // The field has the focus, and its keys.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item.key}
                ref={index === at ? keepInSight : undefined}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                aria-describedby={index === at ? `${id}-about` : undefined}
                onMouseDown={(event) => event.preventDefault()}
                onPointerMove={() => choose(index)}
                onClick={item.run}
              >
                <code>
                  {item.typed !== "" && <u>{item.label.slice(0, item.typed.length)}</u>}
                  {item.label.slice(item.typed.length)}
                </code>
                <span className="meta">{item.detail}</span>
              </div>
            ))}
          </div>
          {active !== undefined && (
            <div className="suggestion-about" id={`${id}-about`}>
              <b translate="no">{active.label}</b>
              {active.about !== null && <p>{active.about}</p>}
              {active.code !== "" && (
                <>
                  <p className="meta">{active.spec === null ? "inserts" : `${active.spec} · inserts`}</p>
                  <code>{active.code}</code>
                </>
              )}
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** Puts the list below the caret, or over it if there is more room. */
function placeAtCaret(box: HTMLElement, area: HTMLTextAreaElement): void {
  const layer = area.parentElement?.querySelector(".layer") ?? null;
  const field = area.getBoundingClientRect();
  const caret = (layer === null ? null : rectAt(layer, area.selectionStart)) ?? field;
  const { width, height } = box.getBoundingClientRect();
  const edge = 8;
  const right = document.documentElement.clientWidth - edge - width;
  const below = Math.min(caret.bottom, field.bottom) + 4;
  const fits = below + height <= innerHeight - edge;
  box.style.left = `${Math.max(edge, Math.min(caret.left, right))}px`;
  box.style.top = `${fits ? below : Math.max(edge, caret.top - height - 4)}px`;
}
