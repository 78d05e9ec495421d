import type * as Monaco from "monaco-editor/editor";
import { beginsAsJson, lineRuns } from "../json-runs.ts";

/** JSON, once for each pane: member names carry the colour of the segment that they are encoded in. */
export type PaneLanguage = "json-header" | "json-payload";

/** Lines that are longer are not coloured: a person reads none of it, and each keystroke would cost. */
const LONGEST_COLOURED = 20_000;

/** Tells Monaco how JSON is coloured (like the layer behind a plain field), bracketed and indented. No worker is needed for it. */
export function defineLanguage(monaco: typeof Monaco, id: PaneLanguage): void {
  monaco.languages.register({ id });
  monaco.languages.setLanguageConfiguration(id, {
    brackets: [
      ["{", "}"],
      ["[", "]"],
    ],
    // Colour is for meaning: brackets have none.
    colorizedBracketPairs: [],
    indentationRules: { increaseIndentPattern: /[{[][^{}[\]]*$/, decreaseIndentPattern: /^\s*[}\]]/ },
    wordPattern: /-?\d[\d.eE+-]*|[^\s{}[\],:"]+/,
  });
  const states = { json: stateOf(), text: stateOf(), start: stateOf() };
  monaco.languages.setTokensProvider(id, {
    getInitialState: () => states.start,
    tokenize(line, before) {
      const begins = before === states.start ? beginsAsJson(line) : before === states.json;
      const endState = begins === null ? states.start : begins ? states.json : states.text;
      const tokens: Monaco.languages.IToken[] = [];
      let startIndex = 0;
      for (const { text, kind } of line.length > LONGEST_COLOURED
        ? []
        : lineRuns(line, [], [], endState !== states.text)) {
        tokens.push({ startIndex, scopes: kind === null ? "" : kind === "name" ? `name.${id}` : kind });
        startIndex += text.length;
      }
      return { tokens, endState };
    },
  });
}

/** What a line leaves to the next one: whether the text began as JSON. */
function stateOf(): Monaco.languages.IState {
  const state: Monaco.languages.IState = { clone: () => state, equals: (other) => other === state };
  return state;
}
