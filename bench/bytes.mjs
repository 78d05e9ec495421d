// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import limits from "../.size-limit.mjs";
import { site } from "../scripts/lib/server.mjs";

/**
 * What the size limits measure, then every script and style sheet of the build from 1 kB on.
 *
 * @returns {{ name: string, raw: number, gzip: number }[]}
 */
export function bytes() {
  const files = readdirSync(join(site, "assets"))
    .filter((name) => /\.(?:js|css)$/.test(name))
    .map((name) => weigh(name, [join(site, "assets", name)]))
    // Dozens of chunks are smaller, and uninteresting one by one.
    .filter(({ gzip }) => gzip >= 1_000)
    .toSorted((a, b) => b.gzip - a.gzip);
  return [...limits.map(({ name, path }) => weigh(name.slice(0, 34), path)), ...files];
}

/** @param {string} name @param {readonly string[]} paths */
function weigh(name, paths) {
  const texts = paths.map((path) => readFileSync(path));
  return {
    name,
    raw: texts.reduce((sum, text) => sum + text.length, 0),
    gzip: texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0),
  };
}
