import type * as Monaco from "monaco-editor/editor";
import { suggest } from "../../core/fields/suggest.ts";
import type { Suggestion } from "../../core/fields/types.ts";
import type { PaneHelp, PaneMending } from "../pane.ts";
import type { PaneLanguage } from "./language.ts";
import { rangeOf } from "./positions.ts";

/** What helps in a model: asked when somebody wants it. */
const helps = new WeakMap<Monaco.editor.ITextModel, () => PaneHelp | null>();

/** From now on `help` answers what is asked about a model. */
export function helpFor(model: Monaco.editor.ITextModel, help: () => PaneHelp | null): void {
  helps.set(model, help);
}

/** Longer texts are read-only, or nobody writes in them. */
const LONGEST = 256 * 1024;

/** Puts right what an entry of the list is about. */
const MEND = "jotscope.mend";

/** Lets an entry of the list do more than write: once for all languages. */
export function defineMending(monaco: typeof Monaco): void {
  monaco.editor.addCommand({ id: MEND, run: (_, run: PaneMending["run"]) => run() });
}

/** Tells Monaco what fits at a caret, and what puts its line right: the same that the plain pane lists. */
export function defineHelp(monaco: typeof Monaco, language: PaneLanguage): void {
  monaco.languages.registerCompletionItemProvider(language, {
    triggerCharacters: ['"'],
    async provideCompletionItems(model, position, { triggerKind }) {
      const help = helps.get(model)?.() ?? null;
      if (help === null || model.getValueLength() > LONGEST) return { suggestions: [] };
      const text = model.getValue();
      const offset = model.getOffsetAt(position);
      const isAsked = triggerKind === monaco.languages.CompletionTriggerKind.Invoke;
      const suggestions = suggest(text, offset, help.surroundings());
      // Whoever closes a quote goes on, and wants no list that the next Enter would take from.
      if (!isAsked && suggestions.some(({ range }) => range.end <= offset && isClosed(text, range)))
        return { suggestions: [] };
      const mendings = isAsked ? await help.mendings(offset) : [];
      return {
        // What fits depends on what is typed, and is asked for again with each key.
        incomplete: true,
        suggestions: [
          ...mendings.map((mending, index) => mendingItem(monaco, mending, position, index)),
          ...suggestions.map((one, index) => itemOf(monaco, model, text.slice(one.range.start, offset), one, index)),
        ],
      };
    },
  });
}

function isClosed(text: string, { start, end }: Suggestion["range"]): boolean {
  return end - start > 1 && text[start] === '"' && text[end - 1] === '"';
}

function itemOf(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  before: string,
  { kind, label, detail, about, spec, range, inserts, also, select }: Suggestion,
  index: number,
): Monaco.languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  return {
    label: { label, description: detail },
    kind: kind === "name" ? CompletionItemKind.Property : CompletionItemKind.Value,
    detail: spec ?? "",
    documentation: about ?? "",
    // They are filtered and in their order by now.
    filterText: before,
    sortText: String(index).padStart(4, "0"),
    insertText: `${quoted(inserts.slice(0, select.start))}\${0:${quoted(inserts.slice(select.start, select.end))}}${quoted(inserts.slice(select.end))}`,
    insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet | CompletionItemInsertTextRule.KeepWhitespace,
    range: rangeOf(model, range),
    additionalTextEdits: also.map((edit) => ({ range: rangeOf(model, edit.range), text: edit.insert })),
    ...(kind === "name" && select.end < inserts.length
      ? { command: { id: "editor.action.triggerSuggest", title: "Suggestions" } }
      : {}),
  };
}

/** What it writes is written by the page, as one step of its Undo. */
function mendingItem(
  monaco: typeof Monaco,
  { label, about, run }: PaneMending,
  { lineNumber, column }: Monaco.Position,
  index: number,
): Monaco.languages.CompletionItem {
  return {
    label: { label, description: "fix" },
    kind: monaco.languages.CompletionItemKind.Event,
    documentation: about,
    filterText: "",
    sortText: ` ${String(index).padStart(4, "0")}`,
    insertText: "",
    range: new monaco.Range(lineNumber, column, lineNumber, column),
    command: { id: MEND, title: label, arguments: [run] },
  };
}

/** A text in a snippet, as itself. */
function quoted(text: string): string {
  return text.replace(/[$}\\]/g, "\\$&");
}
