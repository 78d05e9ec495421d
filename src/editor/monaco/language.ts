import type * as Monaco from "monaco-editor/editor";
import { beginsAsJson, lineRuns } from "../json-runs.ts";

/** JSON, one language per pane: member names have the colour of the segment that encodes them. */
export type PaneLanguage = "json-header" | "json-payload";

/** Longer lines are not coloured: nobody reads them, and each keystroke would be slow. */
const LONGEST_COLOURED = 20_000;

/** Tells Monaco how to colour JSON (like the layer behind a plain field), match its brackets and indent it. This needs no worker. */
export function defineLanguage(monaco: typeof Monaco, id: PaneLanguage): void {
  monaco.languages.register({ id });
  monaco.languages.setLanguageConfiguration(id, {
    brackets: [
      ["{", "}"],
      ["[", "]"],
    ],
    // Colours have meanings here, so brackets get none.
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

/** The state that a line passes to the next: whether the text began as JSON. */
function stateOf(): Monaco.languages.IState {
  const state: Monaco.languages.IState = { clone: () => state, equals: (other) => other === state };
  return state;
}
