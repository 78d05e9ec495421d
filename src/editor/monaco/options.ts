import type * as Monaco from "monaco-editor/editor";

/** Up to this many characters, the page gives a screen reader the text around the caret; beyond, each keystroke would be slow. */
const WITHIN_REACH = 64 * 1024;

/** How many digits the line numbers have room for. */
const NUMBERS = 3;

const QUIET: Monaco.editor.IStandaloneEditorConstructionOptions = {
  // A textarea works the same in all browsers, and is what assistive technology and platform helpers expect.
  editContext: false,
  // The token gets exactly what is typed: nothing is added, and a text inserted by a tool is unchanged.
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
  // Opened by its key or button, or by a quote; otherwise never while typing.
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

/** Whether a text of this length is short enough for a screen reader to get everything around the caret. */
export function isWithinReach(length: number): boolean {
  return length <= WITHIN_REACH;
}

/**
 * Monaco's options for a pane. Setting options, even to the same values, makes Monaco wrap the whole text again, so a
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

/** Font, line height and gutter of the plain pane, from the page's style sheet, so that swapping the panes moves nothing. */
export function fontOf(box: HTMLElement): Monaco.editor.IEditorOptions {
  const style = getComputedStyle(box);
  const fontSize = Number.parseFloat(style.fontSize);
  const numbers = Math.round(fontSize * 0.6) * NUMBERS;
  const gutter = Number.parseFloat(style.getPropertyValue("--gutter")) || 40;
  return {
    fontFamily: style.fontFamily,
    fontSize,
    lineHeight: Number.parseFloat(style.lineHeight),
    // Monaco itself adds the folding arrows' 16 pixels.
    lineDecorationsWidth: Math.max(0, gutter - numbers - 16),
  };
}
