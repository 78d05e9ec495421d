/**
 * Rewrites modules of Monaco so that they run under the page's policy. As it comes, Monaco makes `<style>` elements and
 * writes `style="…"` through innerHTML; both are inline styles to a browser. Here the first become adopted style sheets, and
 * the second become `data-style` attributes that are assigned through CSSOM right after the insertion. What a page may do
 * through CSSOM needs no permission (CSP level 3, section 8.3). And Monaco would make Trusted Types policies under ten names,
 * when it needs them; here it gets the page's own, so no name has to stay open for it.
 */
export interface Rewriting {
  readonly code: string;
  /** What makes inline styles or a Trusted Types policy and is not known here: an upgrade brought it, and the page's policy would refuse it. */
  readonly unknown: readonly string[];
}

/** Modules whose `style="…"` is not markup of the page: text for the clipboard, and a name in a message. */
const NOT_INSERTED: readonly string[] = [
  "editor/common/viewModel/viewModelImpl.js",
  "editor/common/languages/textToHtmlTokenizer.js",
];

const SHEETS = "base/browser/domStylesheets.js";
const TRUSTED_TYPES = "base/browser/trustedTypes.js";
/** Modules that make their own policy: of a sanitizer and of workers, which the page does not start. Their names are refused. */
const REFUSED_POLICIES: readonly string[] = [
  "base/browser/dompurify/dompurify.js",
  "platform/webWorker/browser/webWorkerServiceImpl.js",
  "internal/common/workers.js",
];
/** A listbox has options; Monaco gives it list items on Windows, which no listbox may hold (WAI-ARIA 1.2, listbox). */
const LISTBOX = "editor/contrib/suggest/browser/suggestWidget.js";
const SHADOW = "base/browser/ui/contextview/contextview.js";

/** Finds the functions of `monaco-runtime.js`, which is alongside the rewritten modules. */
export const RUNTIME = "virtual:monaco-under-policy";

/** Whether a module of Monaco has to be looked at. */
export function isMonaco(id: string): boolean {
  return /monaco-editor\/esm\/vs\/.*\.js$/.test(id);
}

/** Rewrites one module; `id` is its path. Null where it can stay as it is. */
export function rewriteMonaco(id: string, source: string): Rewriting | null {
  const path = id.slice(id.indexOf("/esm/vs/") + "/esm/vs/".length);
  if (NOT_INSERTED.includes(path)) return null;
  const imports = new Set<string>();
  let code = source;
  if (path === SHEETS) {
    code = code.replace(/function createStyleSheet\([\s\S]*?\n\}\n/, "");
    imports.add("createStyleSheet");
  }
  if (path === TRUSTED_TYPES) {
    code = code.replace(/function createTrustedTypesPolicy\([\s\S]*?\n\}\n/, "");
    imports.add("createTrustedTypesPolicy");
  }
  if (path === LISTBOX) code = code.replace("isWindows ? 'listitem' : 'option'", "'option'");
  if (path === SHADOW) {
    code = code.replace(
      /const style = document\.createElement\('style'\);\s*style\.textContent = (\w+);\s*this\.shadowRoot\.appendChild\(style\);/,
      "adoptSheet(this.shadowRoot, $1);",
    );
    imports.add("adoptSheet");
  }
  const named = code.replaceAll(/(?<![\w-])style="/g, 'data-style="');
  if (named !== code) code = named;
  code = code.replaceAll(/([\w.]+)\.innerHTML = ([^;\n]+);/g, (_, element: string, html: string) => {
    imports.add("setMarkup");
    return `setMarkup(${element}, ${html});`;
  });
  code = code.replaceAll(
    /([\w.]+)\.insertAdjacentHTML\('(\w+)', ([^;\n]+)\);/g,
    (_, element: string, at: string, html: string) => {
      imports.add("insertMarkup");
      return `insertMarkup(${element}, '${at}', ${html});`;
    },
  );
  const unknown = [
    /createElement\(['"]style['"]\)/,
    /\.(?:inner|outer)HTML\s*[+]?=[^=]/,
    /insertAdjacentHTML\(/,
    /(?<!data-)style=\\?["']/,
    ...(REFUSED_POLICIES.includes(path) ? [] : [/\bcreatePolicy\(/]),
  ]
    .filter((trace) => trace.test(code))
    .map((trace) => `${path}: ${trace.source}`);
  if (code === source && unknown.length === 0) return null;
  const head = imports.size === 0 ? "" : `import { ${[...imports].toSorted().join(", ")} } from "${RUNTIME}";\n`;
  return { code: head + code, unknown };
}
