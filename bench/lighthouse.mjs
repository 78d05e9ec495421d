// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { lighthouse } from "../scripts/lib/lighthouse.mjs";
import { site } from "../scripts/lib/server.mjs";

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
});

/** @typedef {{ name: string, performance: number, metrics: Record<string, number> }} Row */

/**
 * Lighthouse's performance score of the built page, and of the same page with its editor loaded at once: what loading
 * the editor late is worth. Both are served with gzip, as hosts do, one after the other in the same run.
 *
 * @returns {Promise<Row[]>} Milliseconds, and bytes as sent.
 */
export async function lighthouseRows() {
  const editor = readdirSync(join(site, "assets")).filter((name) => name.startsWith("RichPane-"));
  /** @param {string} html */
  const eager = (html) =>
    html.replace(
      "<script",
      `${editor
        .map((name) =>
          name.endsWith(".css")
            ? `<link rel="stylesheet" href="./assets/${name}">`
            : `<script type="module" crossorigin src="./assets/${name}"></script>`,
        )
        .join("")}<script`,
    );
  const rows = [];
  for (const desktop of [false, true]) {
    for (const [name, change] of /** @type {const} */ ([
      ["as it is", (/** @type {string} */ html) => html],
      ["editor loaded at once", eager],
    ])) {
      const server = await serveCompressed(change);
      try {
        const { scores, metrics } = await lighthouse(server.address, ["performance"], { desktop });
        rows.push({
          name: `${desktop ? "desktop" : "phone"}, ${name}`,
          performance: scores["performance"] ?? Number.NaN,
          metrics,
        });
      } finally {
        server.close();
      }
    }
  }
  return rows;
}

/**
 * @param {(html: string) => string} change Turns the built start page into another.
 * @returns {Promise<{ address: string, close: () => void }>}
 */
async function serveCompressed(change) {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const name = path === "/" ? "index.html" : path.slice(1);
    try {
      const file = readFileSync(join(site, name));
      const content = name === "index.html" ? Buffer.from(change(file.toString())) : file;
      response.writeHead(200, {
        "content-type": TYPES[extname(name)] ?? "application/octet-stream",
        "content-encoding": "gzip",
        "cache-control": "no-cache",
      });
      response.end(gzipSync(content));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return {
    address: `http://localhost:${address.port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
