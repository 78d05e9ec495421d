import type * as Monaco from "monaco-editor/editor";

/** Up to this many characters a screen reader gets the text around the caret by the page; beyond, each keystroke would cost. */
const WITHIN_REACH = 64 * 1024;

/** Digits that the line numbers have room for. */
const NUMBERS = 3;

const QUIET: Monaco.editor.IStandaloneEditorConstructionOptions = {
  // A text area is the same in all browsers, and what assistive technology and the platform's own helpers expect.
  editContext: false,
  // What is typed is what the token gets: nothing is added, and a text put in by a tool stays as it is.
  autoClosingBrackets: "never",
  autoClosingQuotes: "never",
  autoSurround: "never",
  autoIndent: "brackets",
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  contextmenu: false,
  copyWithSyntaxHighlighting: false,
  detectIndentation: false,
  dragAndDrop: false,
  emptySelectionClipboard: false,
  find: { addExtraSpaceOnTop: false },
  fixedOverflowWidgets: true,
  folding: true,
  fontLigatures: false,
  glyphMargin: false,
  guides: { indentation: false, bracketPairs: false },
  hideCursorInOverviewRuler: true,
  insertSpaces: true,
  lineNumbersMinChars: NUMBERS,
  links: false,
  matchBrackets: "near",
  minimap: { enabled: false },
  occurrencesHighlight: "off",
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  padding: { top: 8, bottom: 8 },
  // Asked for by its key or button, or begun by a quote; never over what is being typed otherwise.
  acceptSuggestionOnCommitCharacter: false,
  quickSuggestions: false,
  snippetSuggestions: "none",
  suggest: { showWords: false, showIcons: false, localityBonus: false, preview: false },
  suggestSelection: "first",
  tabCompletion: "off",
  wordBasedSuggestions: "off",
  renderControlCharacters: true,
  renderLineHighlight: "none",
  roundedSelection: false,
  scrollBeyondLastLine: false,
  scrollbar: {
    alwaysConsumeMouseWheel: false,
    useShadows: false,
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
  },
  selectionHighlight: false,
  showFoldingControls: "mouseover",
  stickyScroll: { enabled: false },
  tabSize: 2,
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
  unusualLineTerminators: "off",
  wordWrap: "on",
  wordWrapOverride1: "on",
  wrappingIndent: "none",
};

/** Whether a text of so many characters is short enough for a screen reader to get all of what stands around the caret. */
export function isWithinReach(length: number): boolean {
  return length <= WITHIN_REACH;
}

/**
 * Monaco's options for a pane. Options that are set again, even to what they are, make Monaco wrap the whole text again: a
 * pane asks for them only when one of these three changes.
 */
export function optionsFor(
  label: string,
  readOnly: boolean,
  withinReach: boolean,
): Monaco.editor.IStandaloneEditorConstructionOptions {
  return {
    ...QUIET,
    ariaLabel: label,
    readOnly,
    domReadOnly: readOnly,
    accessibilitySupport: withinReach ? "on" : "auto",
    accessibilityPageSize: 500,
    cursorBlinking: matchMedia("(prefers-reduced-motion: reduce)").matches ? "solid" : "blink",
  };
}

/** Font, line height and gutter as the page's style sheet gives them to the plain pane, so that one takes the other's place unseen. */
export function fontOf(box: HTMLElement): Monaco.editor.IEditorOptions {
  const style = getComputedStyle(box);
  const fontSize = Number.parseFloat(style.fontSize);
  const numbers = Math.round(fontSize * 0.6) * NUMBERS;
  const gutter = Number.parseFloat(style.getPropertyValue("--gutter")) || 40;
  return {
    fontFamily: style.fontFamily,
    fontSize,
    lineHeight: Number.parseFloat(style.lineHeight),
    // The folding arrows' 16 pixels are added by Monaco itself.
    lineDecorationsWidth: Math.max(0, gutter - numbers - 16),
  };
}
