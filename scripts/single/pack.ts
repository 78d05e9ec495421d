import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { policyText } from "../policy-plugin.ts";
import { linkChunk, type LinkedChunk, refuseCircles } from "./link.ts";

/** The parts of a built site that the single file includes. */
export interface Parts {
  /** The built start page. */
  readonly html: string;
  /** The name of the entry script. */
  readonly entry: string;
  /** All scripts, including workers, by their names in the bundle. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly css: string;
  /** The page's icon, as SVG. */
  readonly icon: string;
  /** The text of `boot.js`. */
  readonly boot: string;
  /** The licenses of its contents, which must be included. */
  readonly notices: string;
}

/**
 * Packs a built site into one HTML file. The same parts give the same file. Throws if a script imports something that
 * is missing.
 *
 * The policy names the only inline script and the only inline style by their hashes. `blob:` in `script-src` is for the
 * chunks: only script that already runs can make a blob, so it admits nothing from outside. `'strict-dynamic'` would do
 * without it, but would also let a chunk import from any address, which is a way out.
 */
export function packPage(parts: Parts): string {
  const names = new Set(parts.scripts.keys());
  const linked = new Map<string, LinkedChunk>();
  for (const [name, code] of [...parts.scripts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    linked.set(name, linkChunk(name, code, names));
  refuseCircles(linked);

  const table: Record<string, { id: string; sha256: string; needs: readonly string[] }> = {};
  const blocks: string[] = [];
  for (const [name, { code, needs }] of linked) {
    const id = `file-${blocks.length}`;
    table[name] = { id, sha256: sha256(code), needs };
    blocks.push(`<script type="application/gzip" id="${id}">${gzip(code)}</script>`);
  }
  const boot = parts.boot
    .replaceAll(/^\s*\/\/.*\n/gm, "")
    .replace('"JOTSCOPE_FILES"', () => JSON.stringify(table))
    .replace('"JOTSCOPE_ENTRY"', () => JSON.stringify(parts.entry));
  refuseEnd(boot, "script");
  refuseEnd(parts.css, "style");
  const policy = policyText({
    "script-src": [`'sha256-${sha256(boot)}'`, "blob:", "'wasm-unsafe-eval'"],
    "style-src": [`'sha256-${sha256(parts.css)}'`],
    "worker-src": ["blob:"],
    "img-src": ["data:"],
    "font-src": ["data:"],
    "manifest-src": ["'none'"],
  });

  const bare = parts.html
    .replaceAll(/\s*<script type="module"[^>]*><\/script>/g, "")
    .replaceAll(/\s*<link [^>]*rel="(?:stylesheet|modulepreload|icon|apple-touch-icon|manifest)"[^>]*>/g, "");
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${Buffer.from(parts.icon).toString("base64")}" />`,
    `<style>${parts.css}</style>`,
  ];
  const body = [
    ...blocks,
    `<script type="text/plain" id="licenses">\n${parts.notices.replaceAll(/<(?=\/script|!--|script)/gi, "‹")}\n</script>`,
    `<script type="module">${boot}</script>`,
  ];
  const page = insert(bare, '<meta charset="utf-8" />', head, "behind");
  return insert(page, "</body>", body, "before");
}

function insert(html: string, mark: string, lines: readonly string[], where: "before" | "behind"): string {
  if (!html.includes(mark)) throw new Error(`index.html: ${mark} is not there, so the single file cannot be made`);
  const text = lines.join("\n");
  return html.replace(mark, () => (where === "behind" ? `${mark}\n${text}` : `${text}\n${mark}`));
}

function refuseEnd(text: string, element: "script" | "style"): void {
  if (new RegExp(`</${element}|<!--`, "i").test(text)) throw new Error(`text in a ${element} element would end it`);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/**
 * Gzip in Base64, the same on every system: zlib writes its system into byte 9 (RFC 1952, section 2.3.1: 255 is
 * "unknown").
 */
function gzip(text: string): string {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255;
  return bytes.toString("base64");
}
