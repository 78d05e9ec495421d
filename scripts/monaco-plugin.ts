import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { isMonaco, RUNTIME, rewriteMonaco } from "./monaco-styles.ts";

const runtimeFile = fileURLToPath(new URL("./monaco-runtime.js", import.meta.url));
const ownLoader = fileURLToPath(new URL("../src/editor/monaco/loader.ts", import.meta.url));

/**
 * Bundles Monaco so that it runs under the page's policy: without inline styles, Trusted Types policies other than the
 * page's own (`monaco-styles.ts`), or a CDN address (the loader that @monaco-editor/react brings is replaced by one
 * that only returns the bundled Monaco). Adds the notices of the third parties whose code Monaco contains to the
 * package licenses.
 */
export function monacoUnderPolicy(): Plugin {
  return {
    name: "monaco-under-policy",
    enforce: "pre",
    config: () => ({ resolve: { alias: { "@monaco-editor/loader": ownLoader } } }),
    resolveId: (id) => (id === RUNTIME ? runtimeFile : null),
    transform(source, id) {
      const [path = id] = id.split("?");
      if (!isMonaco(path)) return null;
      const rewriting = rewriteMonaco(path, source);
      if (rewriting === null) return null;
      if (rewriting.unknown.length > 0)
        this.error(`unknown code that the page's policy would refuse:\n${rewriting.unknown.join("\n")}`);
      return { code: rewriting.code, map: null };
    },
    async generateBundle() {
      const notices = createRequire(import.meta.url)
        .resolve("monaco-editor/editor")
        .replace(/esm\/vs\/.*$/, "ThirdPartyNotices.txt");
      this.emitFile({
        type: "asset",
        fileName: "monaco-third-party-notices.txt",
        source: await readFile(notices, "utf8"),
      });
    },
  };
}
