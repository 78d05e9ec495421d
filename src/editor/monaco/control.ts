import type * as Monaco from "monaco-editor/editor";
import { smallestEdit } from "../../core/text/edit.ts";
import type { Range } from "../../core/text/range.ts";
import type { Drawing, PaneHelp, PanePlace, PaneProps, TabMeaning } from "../pane.ts";
import { createDecorating, decorationsOf } from "./decorations.ts";
import { keepFieldsQuiet } from "./field.ts";
import { helpFor } from "./help.ts";
import { createHints } from "./hints.ts";
import { fontOf } from "./options.ts";
import { rangeOf } from "./positions.ts";
import { createTabKey } from "./tab-key.ts";
import { takeWholeSelection } from "./whole-selection.ts";

/** What a pane wants from its editor in a render. */
interface Wanted extends Pick<
  PaneProps,
  "value" | "onInput" | "isHeld" | "onCaret" | "onPoint" | "describedBy" | "invalid"
> {
  readonly drawing: Drawing;
  readonly help: PaneHelp | null;
  readonly onTab: (meaning: TabMeaning | null) => void;
}

/** A pane's Monaco editor: it applies what each render wants, and reports what the user does. */
export interface Control {
  readonly follow: (wanted: Wanted) => void;
  /** Lays out the editor and restores the other one's place; only the first call has an effect. */
  readonly show: (place: PanePlace | null) => void;
  readonly select: (range: Range) => void;
  readonly dispose: () => void;
}

/** Controls an editor created in `box`. */
export function createControl(
  box: HTMLElement,
  editor: Monaco.editor.IStandaloneCodeEditor,
  model: Monaco.editor.ITextModel,
  first: Wanted,
): Control {
  let wanted = first;
  /** The model's text, and whether the page is changing it. */
  let held = model.getValue();
  let bringing = false;
  let shown = false;
  let pointed = 0;
  let drawn: { readonly drawing: Drawing; readonly text: string } | null = null;

  const field = editor.getDomNode()?.querySelector("textarea.inputarea");
  const decorate = createDecorating(editor);
  const setHints = createHints(editor);
  helpFor(model, () => wanted.help);
  const call = (): void => editor.trigger("page", "editor.action.triggerSuggest", {});
  box.addEventListener("suggest", call);
  const tab = createTabKey(box, editor, (meaning) => wanted.onTab(meaning));

  /** A text from outside is applied as the smallest replacement, as a separate step in Monaco's undo. */
  const settle = (): void => {
    if (wanted.isHeld?.()) return;
    const edit = smallestEdit(held, wanted.value);
    if (edit === null) return;
    bringing = true;
    model.pushStackElement();
    model.pushEditOperations(
      editor.getSelections(),
      [{ range: rangeOf(model, edit.range), text: edit.insert }],
      () => null,
    );
    model.pushStackElement();
    held = wanted.value;
    bringing = false;
  };
  const draw = (): void => {
    if (drawn?.drawing === wanted.drawing && drawn.text === held) return;
    drawn = { drawing: wanted.drawing, text: held };
    decorate(decorationsOf(model, held, wanted.drawing));
    setHints(wanted.drawing.hints);
  };
  const tellCaret = (): void => {
    const selection = editor.getSelection();
    if (!editor.hasTextFocus() || selection === null) return;
    const offset = (position: Monaco.Position): number => model.getOffsetAt(position);
    wanted.onCaret?.({ start: offset(selection.getStartPosition()), end: offset(selection.getEndPosition()) });
  };
  /**
   * Reports the pointer's place in the next frame, and makes Monaco draw the highlight at once. A highlight still pending when
   * a click comes would be drawn first, which replaces the clicked element, and Monaco would set no caret.
   */
  const tellPoint = (position: Monaco.Position | null): void => {
    cancelAnimationFrame(pointed);
    pointed = requestAnimationFrame(() => {
      wanted.onPoint?.(position === null ? null : model.getOffsetAt(position));
      // After the microtask in which React renders.
      queueMicrotask(() => editor.render());
    });
  };
  const measure = (): void => {
    editor.updateOptions(fontOf(box));
    box.style.height = `${editor.getContentHeight()}px`;
  };
  const sizes = new ResizeObserver(measure);
  sizes.observe(box);
  const parts: readonly Monaco.IDisposable[] = [
    editor.onDidChangeModelContent(({ changes }) => {
      if (bringing) return;
      held = model.getValue();
      tab.typed();
      wanted.onInput(
        held,
        changes.reduce((sum, { text }) => sum + text.length, 0),
      );
      // If the change was refused, the old text is restored; no render does that.
      settle();
    }),
    editor.onDidChangeCursorSelection(tellCaret),
    editor.onDidFocusEditorText(tellCaret),
    editor.onDidBlurEditorText(() => wanted.onCaret?.(null)),
    editor.onMouseMove(({ target: { position } }) => tellPoint(position)),
    editor.onMouseLeave(() => tellPoint(null)),
    { dispose: () => cancelAnimationFrame(pointed) },
    editor.onDidContentSizeChange(measure),
    takeWholeSelection(box, editor),
    keepFieldsQuiet(box),
    tab,
    { dispose: () => sizes.disconnect() },
    { dispose: () => box.removeEventListener("suggest", call) },
  ];
  measure();

  return {
    follow(next) {
      wanted = next;
      settle();
      draw();
      set(field, "aria-describedby", next.describedBy);
      set(field, "aria-invalid", next.invalid === true ? "true" : undefined);
    },
    show(place) {
      if (shown) return;
      shown = true;
      editor.layout();
      if (place !== null) {
        editor.setSelection(rangeOf(model, place.selection));
        editor.setScrollTop(place.scrollTop);
      }
      editor.render(true);
    },
    select(range) {
      editor.setSelection(rangeOf(model, range));
      editor.revealRangeInCenterIfOutsideViewport(rangeOf(model, range));
      editor.focus();
      field?.scrollIntoView({ block: "nearest" });
    },
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}

function set(field: Element | null | undefined, name: string, value: string | undefined): void {
  if (value === undefined) field?.removeAttribute(name);
  else if (field?.getAttribute(name) !== value) field?.setAttribute(name, value);
}
