import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "vite";
import { expect, it } from "vitest";
import { isQuick } from "../testing/rounds.ts";

interface Heaps {
  readonly before: readonly string[];
  readonly cleared: readonly string[];
  readonly forgotten: readonly string[];
  readonly all: readonly string[];
}

/** What of its secrets a workbench in its own process still refers to: see testing/state/forget-heap.ts. */
async function heaps(): Promise<Heaps> {
  const outDir = await mkdtemp(join(tmpdir(), "forget-"));
  try {
    await build({
      configFile: false,
      logLevel: "error",
      ssr: { noExternal: true },
      build: { ssr: "src/testing/state/forget-heap.ts", outDir, target: "node20" },
    });
    const { stdout } = await promisify(execFile)(process.execPath, [join(outDir, "forget-heap.js")]);
    return JSON.parse(stdout) as Heaps;
  } finally {
    await rm(outDir, { recursive: true });
  }
}

it.skipIf(isQuick)(
  "holds no secret once everything was forgotten, and after Clear all only what Undo brings back",
  async () => {
    const { before, cleared, forgotten, all } = await heaps();
    expect(before, "the search finds what is there").toEqual(all);
    expect(cleared).toEqual(["the secret", "the passphrase", "an edit"]);
    expect(forgotten).toEqual([]);
  },
);
