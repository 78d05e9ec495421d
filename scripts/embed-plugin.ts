import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";
import { withoutStillFrame } from "./still-frame-plugin.ts";

const MARK = '<html lang="en">';

/**
 * The page for frames, made from the start page: the same files, and a mark that tells the script which page it is on.
 */
export function embedPageOf(indexHtml: string): string {
  if (!indexHtml.includes(MARK))
    throw new Error(`index.html: ${MARK} is not there, so embed.html cannot be told from it`);
  return withoutStillFrame(indexHtml)
    .replace(MARK, '<html lang="en" data-page="embed">')
    .replace(/<title>[^<]*<\/title>/, "<title>Jotscope, attack lab</title>");
}

/**
 * Adds `embed.html`, the page that may be in a frame. It is a copy, not a second entry, which would split the start
 * page's script into many files.
 */
export function embedPage(): Plugin {
  return {
    name: "embed-page",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const index = bundle["index.html"];
        // Workers are bundled separately, without a page.
        if (index?.type !== "asset") return;
        const source = typeof index.source === "string" ? index.source : new TextDecoder().decode(index.source);
        this.emitFile({ type: "asset", fileName: "embed.html", source: embedPageOf(source) });
      },
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!/^\/embed\.html(\?|$)/.test(request.url ?? "")) {
          next();
          return;
        }
        void readFile("index.html", "utf8")
          .then((html) => server.transformIndexHtml("/embed.html", embedPageOf(html)))
          .then((html) => response.setHeader("content-type", "text/html").end(html), next);
      });
    },
  };
}
