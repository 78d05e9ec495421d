// @ts-check
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What the page loads by itself right after its first paint, by the names of the chunks (`scripts/chunks.ts`). */
const LOADED_NEXT = ["next", "diagnosis", "later"];

const site = new URL("dist/", import.meta.url);

/** @typedef {{ file: string, name?: string, src?: string, isEntry?: boolean, imports?: string[] }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL("manifest.json", site), "utf8"));

/**
 * The files of a chunk and of all that it imports statically.
 *
 * @param {string} name The chunk's own name, or its key in the manifest. @param {Set<string>} [files]
 * @returns {Set<string>}
 */
function filesOf(name, files = new Set()) {
  const chunk = manifest[name] ?? Object.values(manifest).find((one) => one.name === name);
  // A renamed or merged chunk must not drop out of the sum unnoticed.
  if (!chunk) throw new Error(`${name} is not a chunk of the build`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, files);
  return files;
}

/** @param {Iterable<string>} files */
const paths = (files) => [...files].map((file) => fileURLToPath(new URL(file, site)));

/** @param {readonly string[]} names */
const together = (names) => paths(names.reduce((files, name) => filesOf(name, files), new Set()));

// The limits only fall. React alone is 69 kB.
export default [
  {
    name: "script to decode and judge a pasted token",
    path: together(["index.html"]),
    gzip: true,
    limit: "98.5 kB",
  },
  {
    name: "script to do so with one from the address",
    path: together(["index.html", "address"]),
    gzip: true,
    limit: "99.5 kB",
  },
  {
    name: "script of the first page, diagnosis included, Monaco not",
    path: together(["index.html", ...LOADED_NEXT]),
    gzip: true,
    // Measured without a limit: it loads after the first paint.
  },
];
