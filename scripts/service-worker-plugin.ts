import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import type { Site } from "../src/sw/site.ts";
import { compileScript } from "./lib/compile-script.ts";

/** Files for those who host or check the site, which no page requests, and the worker itself. */
const NOT_KEPT = /^(?:sw\.js|manifest\.json|SHA256SUMS|[_.].*)$/;

const ENTRY = fileURLToPath(new URL("../src/sw/sw.ts", import.meta.url));

/** Builds the service worker last, when all the files that it caches are written. */
export function serviceWorker(): Plugin {
  let folder = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved({ root, build: { outDir } }) {
      folder = join(root, outDir);
    },
    writeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        await writeFile(
          join(folder, "sw.js"),
          await compileScript(ENTRY, { JOTSCOPE_SITE: JSON.stringify(await siteOf(folder)) }),
        );
      },
    },
  };
}

/** The contents of a built folder. The same files give the same list and version. */
async function siteOf(folder: string): Promise<Site> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => !NOT_KEPT.test(name))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const files: Record<string, string> = {};
  for (const name of names) {
    // Hosts redirect `/index.html` to `/`.
    files[name === "index.html" ? "./" : name] = createHash("sha256")
      .update(await readFile(join(folder, name)))
      .digest("base64");
  }
  const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
  return { version, files };
}
