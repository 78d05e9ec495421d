import type * as Monaco from "monaco-editor/editor";

/** The name of the only theme; it is redefined whenever the page's theme changes. */
export const THEME = "page";

/** Draws Monaco in the page's colours, now and whenever `<html data-theme>` changes. */
export function followTheme(monaco: typeof Monaco): void {
  const apply = (): void => {
    monaco.editor.defineTheme(THEME, pageTheme());
    monaco.editor.setTheme(THEME);
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

function pageTheme(): Monaco.editor.IStandaloneThemeData {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => longHex(style.getPropertyValue(name).trim());
  const bare = (name: string): string => color(name).slice(1);
  const dark = document.documentElement.dataset["theme"] !== "light";
  const contrast = document.documentElement.dataset["theme"] === "high-contrast";
  return {
    base: contrast ? "hc-black" : dark ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      { token: "", foreground: bare("--ink"), background: bare("--pane") },
      { token: "name.json-header", foreground: bare("--seg-header") },
      { token: "name.json-payload", foreground: bare("--seg-payload") },
      { token: "number", foreground: bare("--ink"), fontStyle: "bold" },
      { token: "punctuation", foreground: bare("--faint") },
    ],
    colors: {
      "editor.background": color("--pane"),
      "editor.foreground": color("--ink"),
      "editor.selectionBackground": color("--selection"),
      "editor.inactiveSelectionBackground": color("--hover"),
      "editor.lineHighlightBackground": "#00000000",
      "editor.lineHighlightBorder": "#00000000",
      "editorCursor.foreground": color("--ink"),
      "editorLineNumber.foreground": color("--faint"),
      "editorLineNumber.activeForeground": color("--ink"),
      "editorGutter.background": color("--pane"),
      "editorGutter.foldingControlForeground": color("--muted"),
      "editor.foldBackground": "#00000000",
      "editorBracketMatch.background": color("--hover"),
      "editorBracketMatch.border": color("--line-2"),
      "editorWidget.background": color("--pane-2"),
      "editorWidget.foreground": color("--ink"),
      "editorWidget.border": color("--line-2"),
      "editorSuggestWidget.background": color("--pane"),
      "editorSuggestWidget.foreground": color("--ink"),
      "editorSuggestWidget.border": color("--line-2"),
      "editorSuggestWidget.selectedBackground": color("--hover"),
      "editorSuggestWidget.selectedForeground": color("--ink"),
      "editorSuggestWidget.highlightForeground": color("--ink"),
      "editorSuggestWidget.focusHighlightForeground": color("--ink"),
      "list.hoverBackground": color("--hover"),
      "list.highlightForeground": color("--ink"),
      descriptionForeground: color("--muted"),
      "widget.shadow": "#00000000",
      "input.background": color("--pane"),
      "input.foreground": color("--ink"),
      "input.border": color("--line-2"),
      "input.placeholderForeground": color("--faint"),
      "inputOption.activeBackground": color("--hover"),
      "inputOption.activeBorder": color("--focus"),
      "inputOption.activeForeground": color("--ink"),
      "editor.findMatchBackground": color("--selection"),
      "editor.findMatchBorder": color("--focus"),
      "editor.findMatchHighlightBackground": color("--hover"),
      "editor.findMatchHighlightBorder": color("--line-2"),
      "icon.foreground": color("--ink"),
      focusBorder: color("--focus"),
      "scrollbarSlider.background": `${color("--line-2")}66`,
      "scrollbarSlider.hoverBackground": `${color("--line-2")}aa`,
      "scrollbarSlider.activeBackground": color("--line-2"),
      "toolbar.hoverBackground": color("--hover"),
    },
  };
}

/** Monaco's token colours accept only six digits. */
function longHex(hex: string): string {
  return /^#[\da-f]{3}$/i.test(hex) ? hex.replaceAll(/[\da-f]/gi, "$&$&") : hex;
}
