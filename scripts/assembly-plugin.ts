import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const SUFFIX = "?assembly";
const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--initialMemory", "4"];

/**
 * Compiles AssemblyScript at build time: `import wasm from "…/hmac.ts?assembly"` gives the module's bytes in Base64.
 * The page's policy forbids fetching even its own files, hence bytes in a script instead of a separate `.wasm`. The
 * same sources and compiler give the same bytes; they are cached in `.cache`, because compiling takes two seconds.
 */
export function assembly(): Plugin {
  return {
    name: "assembly",
    enforce: "pre",
    async resolveId(source, importer, options) {
      if (!source.endsWith(SUFFIX)) return null;
      const entry = await this.resolve(source.slice(0, -SUFFIX.length), importer, { ...options, skipSelf: true });
      return entry && entry.id + SUFFIX;
    },
    async load(id) {
      if (!id.endsWith(SUFFIX)) return null;
      const entry = id.slice(0, -SUFFIX.length);
      for (const file of await sourcesBeside(entry)) this.addWatchFile(file);
      const bytes = await compileOnce(entry);
      return `export default ${JSON.stringify(bytes.toString("base64"))};`;
    },
  };
}

/** Compiles an entry file to a WebAssembly module. Fails with the compiler's own message. */
async function compileOnce(entry: string): Promise<Buffer> {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "..", ".cache", "assembly");
  const cached = join(folder, `${await keyOf(entry)}.wasm`);
  const kept = await readFile(cached).catch(() => null);
  if (kept) return kept;
  const bytes = await compile(entry);
  await mkdir(folder, { recursive: true });
  // Two processes may compile at the same time: neither may see the other's half-written file.
  const own = `${cached}.${process.pid}`;
  await writeFile(own, bytes);
  await rename(own, cached);
  return bytes;
}

async function compile(entry: string): Promise<Buffer> {
  const { default: asc } = await import("assemblyscript/asc");
  const out: { bytes?: Uint8Array } = {};
  const { error, stderr } = await asc.main(["entry.ts", "--outFile", "out.wasm", ...OPTIONS], {
    // The compiler gets plain names, so that no path of the build machine can get into its output.
    readFile: (name) =>
      readFile(join(dirname(entry), name === "entry.ts" ? entry.slice(dirname(entry).length + 1) : name), "utf8").catch(
        () => null,
      ),
    writeFile: (_name, contents) => {
      if (typeof contents !== "string") out.bytes = contents;
    },
    listFiles: () => [],
  });
  if (error ?? !out.bytes)
    // oxlint-disable-next-line typescript/no-base-to-string -- the compiler's stream gives its text so
    throw new Error(`AssemblyScript: ${entry} does not compile\n${stderr.toString()}`, { cause: error });
  return Buffer.from(out.bytes);
}

async function keyOf(entry: string): Promise<string> {
  const { version } = JSON.parse(
    await readFile(new URL("../node_modules/assemblyscript/package.json", import.meta.url), "utf8"),
  ) as { version: string };
  const hash = createHash("sha256").update([version, ...OPTIONS].join(" "));
  for (const file of await sourcesBeside(entry)) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 32);
}

async function sourcesBeside(entry: string): Promise<readonly string[]> {
  const folder = dirname(entry);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).toSorted();
  return names.map((name) => join(folder, name));
}
