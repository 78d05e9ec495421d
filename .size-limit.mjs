// @ts-check
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * What "paste, decode, verify and re-sign" needs beside the entry: source modules that are loaded on the way, for a key in
 * PEM as for a secret. The diagnosis and its wording are not among them: a token is decoded, judged and signed without.
 */
const LOADED_ON_THE_WAY = ["src/core/keys/read-other.ts"];

/** What the page loads by itself right after its first paint. */
const LOADED_NEXT = ["src/core/rules/diagnosis.ts", "src/ui/later.ts"];

const site = new URL("dist/", import.meta.url);

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[] }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL("manifest.json", site), "utf8"));

/**
 * The files of a module and of all that it imports statically.
 *
 * @param {string} module @param {Set<string>} [files]
 * @returns {Set<string>}
 */
function filesOf(module, files = new Set()) {
  const chunk = manifest[module];
  // A module that was renamed or merged must not fall out of the sum unseen.
  if (!chunk) throw new Error(`${module} has no chunk of its own in the build`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, files);
  return files;
}

/** @param {Iterable<string>} files */
const paths = (files) => [...files].map((file) => fileURLToPath(new URL(file, site)));

export default [
  {
    name: "script to paste, decode, verify and re-sign",
    path: paths(["index.html", ...LOADED_ON_THE_WAY].reduce((files, module) => filesOf(module, files), new Set())),
    gzip: true,
    limit: "100 kB",
  },
  {
    name: "script of the first page, diagnosis included, Monaco not",
    path: paths(["index.html", ...LOADED_NEXT].reduce((files, module) => filesOf(module, files), new Set())),
    gzip: true,
    // Weighed, not held: it loads after the first paint.
  },
];
