import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJmcm9tIGEgcGlwZSJ9.";

describe("the packed package, installed into an empty folder,", () => {
  let folder = "";
  let files: readonly string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "jotscope-packed-"));
    const packed = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], ROOT);
    const [{ filename, files: list }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
    files = list.map(({ path }) => path);
    await writeFile(join(folder, "package.json"), "{}");
    run("npm", ["install", join(folder, filename), "--prefer-offline", "--no-audit", "--no-fund"], folder);
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it("contains the built page, the command and what npm requires, and nothing else", () => {
    expect(files.filter((path) => !path.startsWith("dist/")).toSorted()).toEqual([
      "LICENSE",
      "README.md",
      "bin/files.mjs",
      "bin/jotscope.mjs",
      "bin/serve.mjs",
      "package.json",
    ]);
    expect(files).toContain("dist/index.html");
    expect(files).toContain("dist/sw.js");
    expect(files).not.toContain("dist/manifest.json");
    expect(files.filter((path) => path.endsWith(".map"))).toEqual([]);
  });

  it("includes the licence of every bundled package, those in workers included", async () => {
    const page = await readFile(join(folder, "node_modules/jotscope/dist/licenses.md"), "utf8");
    const sections = page.split(/^## /m).slice(1);
    for (const name of ["react", "monaco-editor", "@zxcvbn-ts/core", "des.js", "assemblyscript"])
      expect(sections.some((section) => section.startsWith(`${name} - `))).toBe(true);
    expect(sections.filter((section) => section.length < 300)).toEqual([]);
    expect(files).toContain("dist/monaco-third-party-notices.txt");
  });

  it("depends on the static server only", async () => {
    const installed = (await readdir(join(folder, "node_modules"))).filter((name) => !name.startsWith("."));
    expect(installed.toSorted()).toEqual(["@polka", "jotscope", "mrmime", "sirv", "totalist"]);
  });

  it("serves the page and takes a token from standard input, never in an argument or in the output", async () => {
    // In its own process group: npx does not pass on that it is ended.
    const child = spawn("npx", ["--no-install", "jotscope", "-"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
      detached: true,
    });
    try {
      child.stdin.end(`${TOKEN}\n`);
      const output = await new Promise<string>((resolve, reject) => {
        let text = "";
        child.stdout.setEncoding("utf8");
        child.stdout.on("data", (part: string) => {
          text += part;
          if (text.includes("(once)")) resolve(text);
        });
        child.on("exit", () => reject(new Error(`it ended after: ${text}`)));
      });
      expect(output).not.toContain("eyJ");
      const [address = "", handover = ""] = output.match(/http:\S+/g) ?? [];
      expect(await (await fetch(address)).text()).toContain('<div id="root">');
      // Node's own fetch names its destination "empty"; a browser's navigation names a document.
      const page = spawnSync("curl", ["-s", handover], { encoding: "utf8" });
      if (page.error === undefined) expect(page.stdout).toContain(JSON.stringify(TOKEN));
    } finally {
      if (child.pid !== undefined) process.kill(-child.pid);
    }
  });

  it("prints its version, and explains a usage error", async () => {
    const say = (args: readonly string[], input = "") =>
      spawnSync(process.execPath, [join(folder, "node_modules/jotscope/bin/jotscope.mjs"), ...args], {
        input,
        encoding: "utf8",
      });
    expect(say(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(say(["--help"]).stdout).toContain("Usage: jotscope");
    for (const [args, words] of [
      [[TOKEN], "Do not pass a token as an argument"],
      [["--nonsense=eyJ"], "Unknown option"],
      [["--port", "99999"], "from 0 to 65535"],
      [["-"], "Nothing came from standard input"],
    ] as const) {
      const { status, stderr } = say(args);
      expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
      expect(stderr).not.toMatch(/eyJ|at .*\.mjs/);
    }
    const busy = createServer();
    await new Promise<void>((resolve) => void busy.listen(0, "127.0.0.1", resolve));
    const taken = busy.address();
    const port = String(typeof taken === "object" ? taken?.port : "");
    expect(say(["--port", port]).stderr).toContain(`Port ${port} is taken.`);
    busy.close();
  });
});

/** Runs a command to its end and gives its output; a failure is thrown with what it said. */
function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
  return stdout;
}
