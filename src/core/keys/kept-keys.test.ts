import { describe, expect, it, vi } from "vitest";
import { readKeptKeys } from "./kept-keys.ts";
import { readKeys } from "./read.ts";
import type { KeyReading } from "./types.ts";

vi.mock("./read.ts", () => ({ readKeys: vi.fn(async (): Promise<KeyReading> => ({ kind: "empty" })) }));
const reads = vi.mocked(readKeys);

describe("reading a key field again", () => {
  it("reads once for the same text and passphrase", async () => {
    const first = readKeptKeys("a", "x");
    expect(readKeptKeys("a", "x")).toBe(first);
    expect(readKeptKeys("a", "y")).not.toBe(first);
    expect(readKeptKeys("a")).not.toBe(first);
    expect(reads).toHaveBeenCalledTimes(3);
    await first;
  });

  it("forgets what was not asked for the longest, and keeps what is in use", () => {
    const inUse = readKeptKeys("in use");
    const idle = readKeptKeys("idle");
    for (let count = 0; count < 6; count += 1) {
      void readKeptKeys(`other ${count}`);
      expect(readKeptKeys("in use")).toBe(inUse);
    }
    expect(readKeptKeys("idle")).not.toBe(idle);
  });

  it("tries again after a failure", async () => {
    reads.mockRejectedValueOnce(new Error("not loaded"));
    await expect(readKeptKeys("b")).rejects.toThrow("not loaded");
    await expect(readKeptKeys("b")).resolves.toEqual({ kind: "empty" });
  });
});
