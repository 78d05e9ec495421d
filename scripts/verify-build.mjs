// @ts-check
// Builds the site and the single file twice, in different folders, time zones and languages, and compares the hashes of
// all files, also with the built site in `dist`, if there is one. `npm run verify:build [-- --sums FILE]` writes the
// hashes in the format of `sha256sum -c`.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../", import.meta.url));
const { values } = parseArgs({ options: { sums: { type: "string" } } });

/** Everything that is not a source: installed, built or cached by tools. */
const LEFT_OUT = new Set([
  "node_modules",
  ".git",
  ".cache",
  "dist",
  "dist-single",
  "test-results",
  "playwright-report",
]);

// Inside the project, since a hard link cannot leave a file system.
const folder = join(root, ".cache", "verify");
rmSync(folder, { recursive: true, force: true });
try {
  const first = build(join(folder, "a"), { TZ: "Pacific/Kiritimati", LANG: "C" });
  const second = build(join(folder, "another", "folder with a longer name"), {
    TZ: "America/St_Johns",
    LANG: "de_DE.UTF-8",
  });
  const site = join(root, "dist");
  const differences = [
    ...compare("the two builds", first.site, second.site),
    ...compare("the two builds of the single file", first.single, second.single),
    ...(existsSync(site) ? compare("a build and dist", first.site, sumsOf(site)) : []),
  ];
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) process.exitCode = 1;
  else {
    const list = [...first.site].map(([file, sum]) => `${sum}  ${file}\n`).join("");
    if (values.sums) writeFileSync(values.sums, list);
    const whole = createHash("sha256").update(list).digest("hex");
    console.log(
      `${first.site.size} files and the single file, byte for byte the same${existsSync(site) ? ", in dist too" : ""}. Sum of the sums: ${whole}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} place @param {Record<string, string>} surroundings
 * @returns {{ site: Map<string, string>, single: Map<string, string> }} The hashes of the built files.
 */
function build(place, surroundings) {
  mkdirSync(place, { recursive: true });
  for (const name of readdirSync(root)) {
    if (!LEFT_OUT.has(name)) cpSync(join(root, name), join(place, name), { recursive: true });
  }
  linkTree(join(root, "node_modules"), join(place, "node_modules"));
  const vite = join(place, "node_modules", "vite", "bin", "vite.js");
  for (const config of ["vite.config.ts", "vite.single.config.ts"]) {
    const { status } = spawnSync(process.execPath, [vite, "build", "--config", config, "--logLevel", "error"], {
      cwd: place,
      stdio: "inherit",
      env: { ...process.env, ...surroundings },
    });
    if (status !== 0) throw new Error(`the build of ${config} in ${place} failed`);
  }
  return { site: sumsOf(join(place, "dist")), single: sumsOf(join(place, "dist-single")) };
}

/**
 * Makes the same files available in another place without copying them; a symbolic link would lead back to the first.
 *
 * @param {string} from @param {string} to
 */
function linkTree(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      try {
        linkSync(source, target);
      } catch {
        cpSync(source, target);
      }
    }
  }
}

/** @param {string} site @returns {Map<string, string>} SHA-256 hashes by file, in order of their names. */
function sumsOf(site) {
  const files = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted((a, b) => (a < b ? -1 : 1));
  return new Map(
    files.map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(site, file)))
        .digest("hex"),
    ]),
  );
}

/**
 * @param {string} what @param {Map<string, string>} one @param {Map<string, string>} other
 * @returns {string[]} One line for each file that differs or is missing.
 */
function compare(what, one, other) {
  const files = new Set([...one.keys(), ...other.keys()]);
  return [...files]
    .filter((file) => one.get(file) !== other.get(file))
    .map((file) => `${what} differ in ${file}: ${one.get(file) ?? "not there"}, ${other.get(file) ?? "not there"}`);
}
