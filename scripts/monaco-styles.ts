/**
 * Rewrites modules of Monaco so that they run under the page's policy. Monaco creates `<style>` elements and writes
 * `style="…"` through innerHTML; browsers treat both as inline styles. Here the elements become adopted style sheets,
 * and the attributes become `data-style` attributes that are applied through CSSOM right after the insertion. Changes
 * through CSSOM need no permission (CSP level 3, section 8.3). Monaco would also create Trusted Types policies under
 * ten names, when it needs them; here it gets the page's own, so that no name has to stay open for it.
 */
export interface Rewriting {
  readonly code: string;
  /**
   * Unknown code that makes inline styles or a Trusted Types policy: it came with an upgrade, and the page's policy
   * would refuse it.
   */
  readonly unknown: readonly string[];
}

/** Modules whose `style="…"` is not inserted into the page: text for the clipboard, and a name in a message. */
const NOT_INSERTED: readonly string[] = [
  "editor/common/viewModel/viewModelImpl.js",
  "editor/common/languages/textToHtmlTokenizer.js",
];

const SHEETS = "base/browser/domStylesheets.js";
const TRUSTED_TYPES = "base/browser/trustedTypes.js";
/**
 * Modules that create their own policy, for a sanitizer and for workers, which the page does not start. Their names are
 * refused.
 */
const REFUSED_POLICIES: readonly string[] = [
  "base/browser/dompurify/dompurify.js",
  "platform/webWorker/browser/webWorkerServiceImpl.js",
  "internal/common/workers.js",
];
/**
 * A listbox contains options; on Windows Monaco gives it list items, which a listbox must not contain (WAI-ARIA 1.2,
 * listbox).
 */
const LISTBOX = "editor/contrib/suggest/browser/suggestWidget.js";
const SHADOW = "base/browser/ui/contextview/contextview.js";
/** Marks and measures in the browser how long each key takes, for VS Code's telemetry: a quarter of a millisecond of each. */
const LATENCY = "base/browser/performance.js";

/** The import name of `monaco-runtime.js`, whose functions the rewritten modules use. */
export const RUNTIME = "virtual:monaco-under-policy";

/** Whether a Monaco module has to be examined. */
export function isMonaco(id: string): boolean {
  return /monaco-editor\/esm\/vs\/.*\.js$/.test(id);
}

/** Rewrites one module; `id` is its path. Null if it can stay as it is. */
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
  if (path === LATENCY) code = code.replaceAll(/function on[A-Z]\w*\(\) \{/g, "$&return;");
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
