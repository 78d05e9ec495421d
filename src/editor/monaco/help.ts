import type * as Monaco from "monaco-editor/editor";
import { suggest } from "../../core/fields/suggest.ts";
import type { Suggestion } from "../../core/fields/types.ts";
import type { PaneHelp, PaneMending } from "../pane.ts";
import type { PaneLanguage } from "./language.ts";
import { rangeOf } from "./positions.ts";

/** The help for each model, computed on request. */
const helps = new WeakMap<Monaco.editor.ITextModel, () => PaneHelp | null>();

/** Makes `help` answer requests for a model. */
export function helpFor(model: Monaco.editor.ITextModel, help: () => PaneHelp | null): void {
  helps.set(model, help);
}

/** Longer texts are read-only, or nobody types in them. */
const LONGEST = 256 * 1024;

/** The command that applies a list entry's fix. */
const MEND = "jotscope.mend";

/** Registers the command for entries that do more than insert text: once for all languages. */
export function defineMending(monaco: typeof Monaco): void {
  monaco.editor.addCommand({ id: MEND, run: (_, run: PaneMending["run"]) => run() });
}

/** Tells Monaco what can be completed at a caret and what fixes its line: the same entries as in the plain pane's list. */
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
      // Whoever closes a quote goes on typing, and does not want a list that captures the next Enter.
      if (!isAsked && suggestions.some(({ range }) => range.end <= offset && isClosed(text, range)))
        return { suggestions: [] };
      const mendings = isAsked ? await help.mendings(offset) : [];
      return {
        // The entries depend on what is typed, and are requested again on each keystroke.
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
    // They are already filtered and sorted.
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

/** The page writes it, as one step of its Undo. */
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

/** Escapes a text for a snippet. */
function quoted(text: string): string {
  return text.replace(/[$}\\]/g, "\\$&");
}
