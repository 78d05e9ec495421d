import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** Elements that the browser checks by their `integrity`: scripts, style sheets and preloaded modules. */
const CHECKED = /<(?:script|link)\b[^>]*\b(?:src|href)="\.\/([^"]+)"[^>]*>/g;

/**
 * Adds the hash of its content to each script, style sheet and preloaded module that a page names (Subresource
 * Integrity), so that the browser refuses a file that was changed in transit or on the server. What is loaded later has
 * a hash in its name, too, but no browser checks that.
 *
 * @param contentOf The content of a file by its name; null if it is not in the build.
 */
export function withIntegrity(html: string, contentOf: (file: string) => string | Uint8Array | null): string {
  return html.replace(CHECKED, (element: string, file: string) => {
    if (element.startsWith("<link") && !/rel="(?:stylesheet|modulepreload)"/.test(element)) return element;
    const content = contentOf(file);
    if (content === null) throw new Error(`the page refers to ${file}, which is not in the build`);
    const sum = createHash("sha384").update(content).digest("base64");
    return element.replace(/\s*\/?>$/, (end) => ` integrity="sha384-${sum}"${end}`);
  });
}

/** Writes the hashes into the built page, once all files are final. */
export function integrity(): Plugin {
  return {
    name: "integrity",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        // Workers are bundled separately, without a page.
        if (page?.type !== "asset") return;
        const html = typeof page.source === "string" ? page.source : new TextDecoder().decode(page.source);
        page.source = withIntegrity(html, (file) => {
          const output = bundle[file];
          return output === undefined ? null : output.type === "chunk" ? output.code : output.source;
        });
      },
    },
  };
}
