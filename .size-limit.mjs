// @ts-check
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * What decoding, judging and signing need beside the entry, with a secret: nothing. The search for tokens in pasted noise
 * (5 kB), the parsers of PEM and other key forms (30 kB), reading aids and the diagnosis are chunks of their own, which the
 * page loads right after its first paint or when a key needs them.
 */
const LOADED_ON_THE_WAY = /** @type {string[]} */ ([]);

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
    name: "script to decode, verify and re-sign (the aim is 100 kB; React alone is 69)",
    path: paths(["index.html", ...LOADED_ON_THE_WAY].reduce((files, module) => filesOf(module, files), new Set())),
    gzip: true,
    limit: "109 kB",
  },
  {
    name: "script of the first page, diagnosis included, Monaco not",
    path: paths(["index.html", ...LOADED_NEXT].reduce((files, module) => filesOf(module, files), new Set())),
    gzip: true,
    // Weighed, not held: it loads after the first paint.
  },
];
