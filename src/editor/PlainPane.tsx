import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { bringIn } from "./bring-in.ts";
import { FIELD_ATTRIBUTES } from "./field-attributes.ts";
import { insertedCount } from "./inserted.ts";
import { carryOver, fromShown, shownText, toShown } from "./line-breaks.ts";
import type { PaneHandle, PanePlace, PaneProps } from "./pane.ts";

/**
 * A text pane that is a plain textarea. It is uncontrolled, so that the caret and the browser's undo survive; a value
 * from outside is applied as the smallest replacement. With a `layer`, the textarea's letters are transparent and the
 * layer behind it, which must contain the same text, is seen instead.
 */
export function PlainPane({
  label,
  value,
  onInput,
  isHeld,
  onArrive,
  readOnly = false,
  placeholder,
  describedBy,
  invalid = false,
  keepCarriageReturns = false,
  onCaret,
  onPoint,
  layer,
  className = "",
  handle,
}: PaneProps & {
  readonly layer: ReactNode;
  /** Keep a pasted text's carriage returns in the value, although the field cannot hold them: in a secret they count. */
  readonly keepCarriageReturns?: boolean;
  /**
   * Takes what is pasted or dropped, as the whole text with it, instead of `onInput`. The result is applied at once,
   * so that it is one step of the field's undo.
   */
  readonly onArrive?: ((text: string) => void) | undefined;
  readonly className?: string;
  readonly handle?: Ref<PaneHandle & { readonly place: () => PanePlace | null }>;
}) {
  const bare = layer === null;
  const scroller = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(value);
  /** The text before the next input event, and whether the page itself causes such events. */
  const before = useRef(shownText(value));
  const bringing = useRef(false);

  const settle = (): void => {
    if (area.current === null) return;
    bringing.current = true;
    bringIn(area.current, shownText(latest.current));
    bringing.current = false;
    before.current = area.current.value;
  };
  /** Replaces a range of the shown text. */
  const arrive = (take: (text: string) => void, text: string, from: number, to: number): void => {
    const [start, end] = [fromShown(latest.current, from), fromShown(latest.current, to)];
    const rest = latest.current.length - end;
    take(latest.current.slice(0, start) + text + latest.current.slice(end));
    settle();
    const caret = toShown(latest.current, Math.max(latest.current.length - rest, 0));
    area.current?.setSelectionRange(caret, caret);
  };
  /** Whether a drag began in this field: the browser itself moves the field's text. */
  const dragged = useRef(false);

  // The first text is set here too: React would write a default value to the document again with each render.
  const isFilled = useRef(false);
  useLayoutEffect(() => {
    if (isFilled.current && isHeld?.()) return;
    isFilled.current = true;
    latest.current = value;
    settle();
  });

  const tellCaret = useCallback(() => {
    const field = area.current;
    if (field === null || document.activeElement !== field) return;
    const { selectionStart, selectionEnd } = field;
    onCaret?.({ start: fromShown(latest.current, selectionStart), end: fromShown(latest.current, selectionEnd) });
  }, [onCaret]);
  useEffect(() => {
    if (onCaret === undefined) return undefined;
    // Called for every selection change, including those by a script, which React's onSelect misses.
    document.addEventListener("selectionchange", tellCaret);
    return () => document.removeEventListener("selectionchange", tellCaret);
  }, [tellCaret, onCaret]);

  useImperativeHandle(
    handle,
    () => ({
      held() {
        const field = area.current;
        return field === null || document.activeElement !== field
          ? null
          : { start: field.selectionStart, end: field.selectionEnd };
      },
      place() {
        const field = area.current;
        if (field === null || scroller.current === null) return null;
        const { selectionStart: start, selectionEnd: end, scrollTop } = field;
        return { selection: { start, end }, scrollTop: bare ? scrollTop : scroller.current.scrollTop };
      },
      select({ start, end }) {
        const field = area.current;
        if (field === null || scroller.current === null) return;
        const from = toShown(latest.current, start);
        field.focus({ preventScroll: true });
        field.setSelectionRange(from, toShown(latest.current, end));
        const box = scroller.current;
        const behind = box.querySelector(".layer");
        if (behind !== null) {
          void import("./reveal.ts").then(({ rectAt, reveal }) => reveal(box, () => rectAt(behind, start)));
        } else {
          field.scrollTop = (from / field.value.length) * field.scrollHeight - field.clientHeight / 2;
          field.scrollIntoView({ block: "nearest" });
        }
      },
    }),
    [bare],
  );

  return (
    <div ref={scroller} className={`code ${layer === null ? "bare" : "layered"} ${className}`}>
      <div className="code-in">
        {layer !== null && (
          <pre className="layer" aria-hidden="true">
            {layer}
          </pre>
        )}
        <textarea
          {...FIELD_ATTRIBUTES}
          ref={area}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          readOnly={readOnly}
          placeholder={placeholder}
          onBlur={onCaret && (() => onCaret(null))}
          onPointerMove={onPoint && (({ clientX, clientY }) => onPoint(offsetAt(latest.current, clientX, clientY)))}
          onPointerLeave={onPoint && (() => onPoint(null))}
          onInput={({ currentTarget, nativeEvent }) => {
            if (bringing.current) return;
            const facts = nativeEvent as Partial<InputEvent>;
            const inserted = insertedCount(before.current, currentTarget.value, facts);
            before.current = currentTarget.value;
            const text = carryOver(latest.current, currentTarget.value);
            onInput(text, inserted);
            // If the change was refused, the old text is restored; no render does that.
            if (isHeld?.()) latest.current = text;
            else settle();
            // The browser reports it only later, when the text is drawn.
            tellCaret();
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text/plain");
            if (readOnly || pasted === "") return;
            const keeps = keepCarriageReturns && pasted.includes("\r");
            if (onArrive === undefined && !keeps) return;
            event.preventDefault();
            const { selectionStart, selectionEnd } = event.currentTarget;
            const take = onArrive ?? ((text: string) => onInput(text, pasted.length));
            arrive(take, pasted, selectionStart, selectionEnd);
          }}
          onDragStart={() => {
            dragged.current = true;
          }}
          onDragEnd={() => {
            dragged.current = false;
          }}
          onDrop={(event) => {
            const { dataTransfer, currentTarget, clientX, clientY } = event;
            const text = dataTransfer.getData("text/plain");
            if (onArrive === undefined || readOnly || dragged.current || dataTransfer.files.length > 0 || text === "")
              return;
            event.preventDefault();
            currentTarget.focus({ preventScroll: true });
            const at = pointAt(clientX, clientY) ?? currentTarget.value.length;
            arrive(onArrive, text, at, at);
          }}
        />
      </div>
    </div>
  );
}

/** The offset of `text` under a point of the field that shows it; null if the browser cannot tell. */
function offsetAt(text: string, x: number, y: number): number | null {
  const at = pointAt(x, y);
  return at === null ? null : fromShown(text, at);
}

/** The offset of a field's shown text under a point; null if the browser cannot tell. */
function pointAt(x: number, y: number): number | null {
  const at = "caretPositionFromPoint" in document ? document.caretPositionFromPoint(x, y) : null;
  return at?.offsetNode instanceof HTMLTextAreaElement ? at.offset : null;
}
