import { type ClipboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { Range } from "../core/text/range.ts";
import { exactText } from "../jsx/exact-text.ts";
import { FIELD_ATTRIBUTES } from "./field-attributes.ts";
import type { PaneHandle, PaneProps } from "./pane.ts";
import { type Piece, cutPieces } from "./pieces.ts";

/**
 * A read-only view of a text too long for a textarea, drawn in pieces of which the browser lays out only those in
 * view. Its `textContent` is the whole text. A paste, drop or fill still replaces the whole text; typing is refused.
 */
export function PiecesPane({
  label,
  value,
  onInput,
  stretches,
  describedBy,
  className = "",
  handle,
}: PaneProps & {
  readonly stretches: readonly { readonly range: Range; readonly kind: string }[];
  readonly className?: string;
  readonly handle?: Ref<PaneHandle>;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState(0);
  const pieces = useMemo(() => cutPieces(value, stretches), [value, stretches]);

  /** The end of the last text brought in: the caret goes there after a paste. */
  const end = useRef(0);

  const take = (text: string): void => {
    if (text === "") return;
    end.current = text.length;
    onInput(text, text.length);
  };
  // React's onBeforeInput is synthesised; the browser's event has inputType and can be cancelled.
  useEffect(() => {
    const element = box.current;
    const refuse = (event: InputEvent): void => {
      event.preventDefault();
      const { inputType } = event;
      const text = event.dataTransfer?.getData("text/plain") ?? event.data ?? "";
      if (inputType.startsWith("delete")) {
        if (!coversAll(element)) return;
        end.current = 0;
        onInput("", 0);
      } else if (isWhole(inputType, text) || (inputType === "insertText" && coversAll(element))) take(text);
    };
    element?.addEventListener("beforeinput", refuse);
    return () => element?.removeEventListener("beforeinput", refuse);
  });
  useImperativeHandle(
    handle,
    () => ({
      held: () =>
        box.current === null || document.activeElement !== box.current
          ? null
          : { start: end.current, end: end.current },
      select(range) {
        const element = box.current;
        if (element === null) return;
        element.focus({ preventScroll: true });
        const from = positionAt(element, range.start);
        const to = positionAt(element, range.end);
        if (from === null || to === null) return;
        getSelection()?.setBaseAndExtent(from.node, from.at, to.node, to.at);
        from.node.parentElement?.scrollIntoView({ block: "nearest" });
      },
    }),
    [],
  );

  return (
    <div
      {...FIELD_ATTRIBUTES}
      ref={box}
      className={`code pieces ${className}`}
      role="textbox"
      aria-label={label}
      aria-multiline="true"
      aria-describedby={describedBy}
      tabIndex={0}
      contentEditable
      suppressContentEditableWarning
      onPaste={(event: ClipboardEvent) => {
        event.preventDefault();
        take(event.clipboardData.getData("text/plain"));
      }}
      // An input method cannot be cancelled: what it wrote is undone.
      onInput={() => setDrawing((count) => count + 1)}
    >
      <div key={drawing}>
        {pieces.map((piece) => (
          <PieceView key={piece.start} piece={piece} />
        ))}
      </div>
    </div>
  );
}

function PieceView({ piece }: { readonly piece: Piece<string> }) {
  return (
    <div className="piece">
      {piece.runs.map(({ text, kind }, index) => (
        <span
          key={index}
          data-segment={kind ?? undefined}
          className={kind === null && text === "." ? "dot" : undefined}
        >
          {exactText(text)}
        </span>
      ))}
    </div>
  );
}

/** Whether an input is a text from elsewhere rather than a typed character (Input Events Level 2, section 4.1.2). */
function isWhole(inputType: string, text: string): boolean {
  return inputType.startsWith("insertFrom") || (inputType === "insertText" && Array.from(text.slice(0, 3)).length > 1);
}

/** Whether the selection holds all of an element's text. */
function coversAll(element: HTMLElement | null): boolean {
  const selection = getSelection();
  if (element === null || selection === null || selection.rangeCount === 0) return false;
  const chosen = selection.getRangeAt(0);
  const [before, after] = [document.createRange(), document.createRange()];
  before.selectNodeContents(element);
  before.setEnd(chosen.startContainer, chosen.startOffset);
  after.selectNodeContents(element);
  after.setStart(chosen.endContainer, chosen.endOffset);
  return before.toString() === "" && after.toString() === "";
}

function positionAt(element: Element, offset: number): { readonly node: Text; readonly at: number } | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    if (left <= node.length) return { node, at: left };
    left -= node.length;
  }
  return null;
}
