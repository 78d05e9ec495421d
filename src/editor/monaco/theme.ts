import type * as Monaco from "monaco-editor/editor";

/** The name of the only theme; it is redefined whenever the page's theme changes. */
export const THEME = "page";

/** Whether the system forces its own colours. The browser does not replace Monaco's, so Monaco is given them. */
const forced = matchMedia("(forced-colors: active)");

/** Gives Monaco the page's colours, now and whenever `<html data-theme>` or the system's colours change. */
export function followTheme(monaco: typeof Monaco): void {
  const apply = (): void => {
    monaco.editor.defineTheme(THEME, pageTheme());
    monaco.editor.setTheme(THEME);
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  for (const query of [forced, matchMedia("(prefers-color-scheme: dark)")]) query.addEventListener("change", apply);
}

function pageTheme(): Monaco.editor.IStandaloneThemeData {
  // The page's style sheet sets the system's colours only on the body.
  const style = getComputedStyle(forced.matches ? document.body : document.documentElement);
  const color = (name: string): string => {
    const value = style.getPropertyValue(name).trim();
    return forced.matches ? systemHex(value) : longHex(value);
  };
  const bare = (name: string): string => color(name).slice(1);
  const theme = document.documentElement.dataset["theme"];
  return {
    base: baseOf(theme),
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
      "editor.selectionBackground": forced.matches ? systemHex("Highlight") : color("--selection"),
      ...(forced.matches && { "editor.selectionForeground": systemHex("HighlightText") }),
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

function baseOf(theme: string | undefined): Monaco.editor.BuiltinTheme {
  if (forced.matches) return isDark(systemHex("Canvas")) ? "hc-black" : "hc-light";
  return theme === "high-contrast" ? "hc-black" : theme === "light" ? "vs" : "vs-dark";
}

/** The current value of a system colour such as `CanvasText` in six digits; a colour in digits is returned unchanged. */
function systemHex(name: string): string {
  if (name.startsWith("#")) return longHex(name);
  const probe = document.createElement("i");
  probe.style.color = name;
  document.body.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
  probe.remove();
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** By the green component, which contributes most to perceived brightness. */
function isDark(hex: string): boolean {
  return Number.parseInt(hex.slice(3, 5), 16) < 128;
}
