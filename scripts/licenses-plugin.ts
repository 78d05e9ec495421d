import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** A package whose code is in the build. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** The folder of the package that a module belongs to; null if it is the project's own. */
export function packageFolder(id: string): string | null {
  return /^(?!\0).*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replaceAll("\\", "/"))?.[0] ?? null;
}

/**
 * A package by its folder, with the text of its license, from its license file or a section of its README. Throws if it
 * has none.
 */
export function readPackage(folder: string): Bundled {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Bundled;
  const files = readdirSync(folder).toSorted();
  const texts = files.filter((file) => /^(?:licen[cs]e|copying|notice)(?:\.(?:txt|md))?$/i.test(file));
  const readme = files.find((file) => /^readme\.md$/i.test(file));
  const text =
    texts.length > 0
      ? texts.map((file) => readFileSync(`${folder}/${file}`, "utf8").trim()).join("\n\n")
      : licenseSection(readme === undefined ? "" : readFileSync(`${folder}/${readme}`, "utf8"));
  if (text === "") throw new Error(`${name} is in the build but has no license text`);
  return { name, version, license, text };
}

/** The text below the heading "License" of a README, up to the next heading; empty if there is none. */
export function licenseSection(readme: string): string {
  const lines = readme.split("\n");
  const start = lines.findIndex((line) => /^#{1,6} {1,9}licen[cs]e\s{0,9}$/i.test(line));
  if (start < 0) return "";
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith("#"));
  return lines
    .slice(start + 1, length < 0 ? undefined : start + 1 + length)
    .join("\n")
    .trim();
}

/** All licenses as one Markdown page, by name. */
export function licensePage(packages: readonly Bundled[]): string {
  const sorted = packages.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return [
    "# Licenses\n\nThe code of these packages is in this build. What Monaco contains is in monaco-third-party-notices.txt.",
    ...sorted.map(({ name, version, license, text }) => `## ${name} - ${version} (${license})\n\n${text}`),
  ]
    .join("\n\n")
    .concat("\n");
}

/** AssemblyScript's own library is compiled into the WebAssembly module. */
const ASSEMBLYSCRIPT = fileURLToPath(new URL("../node_modules/assemblyscript", import.meta.url));

/**
 * Writes `licenses.md` into the build: the license of every package whose code is in one of its scripts. Workers are
 * bundled separately, so `ofWorkers` listens there; the page comes last and writes for all.
 */
export function licenses(): { readonly page: Plugin; readonly ofWorkers: Plugin } {
  const folders = new Set<string>();
  const listen: Plugin["generateBundle"] = (_, bundle) => {
    for (const output of Object.values(bundle)) {
      if (output.type !== "chunk") continue;
      for (const [id, { renderedLength }] of Object.entries(output.modules)) {
        const folder = id.includes("?assembly") ? ASSEMBLYSCRIPT : packageFolder(id);
        if (folder !== null && renderedLength > 0) folders.add(folder);
      }
    }
  };
  return {
    ofWorkers: { name: "licenses-of-workers", apply: "build", generateBundle: listen },
    page: {
      name: "licenses",
      apply: "build",
      generateBundle(options, bundle, isWrite) {
        void listen.call(this, options, bundle, isWrite);
        const source = licensePage([...folders].map(readPackage));
        this.emitFile({ type: "asset", fileName: "licenses.md", source });
      },
    },
  };
}
