import { beforeAll, describe, expect, it, vi } from "vitest";
import type { readKeys as Read } from "./read.ts";
import type { KeyReading } from "./types.ts";

const { reads } = vi.hoisted(() => ({ reads: vi.fn(async (): Promise<KeyReading> => ({ kind: "empty" })) }));
vi.mock("./read-other.ts", () => ({ readOther: reads }));
let readKeys: typeof Read;
beforeAll(async () => {
  // What another test's page still loads in the same process would not be the mock.
  vi.resetModules();
  ({ readKeys } = await import("./read.ts"));
});

describe("reading a key field again", () => {
  it("happens once for the same text and passphrase", async () => {
    const first = readKeys("a", "x");
    expect(readKeys("a", "x")).toBe(first);
    expect(readKeys("a", "y")).not.toBe(first);
    expect(readKeys("a")).not.toBe(first);
    await first;
    expect(readKeys("a", "x")).toBe(first);
  });

  it("forgets the least recently used text, and keeps those in use", () => {
    const inUse = readKeys("in use");
    const idle = readKeys("idle");
    for (let count = 0; count < 6; count += 1) {
      void readKeys(`other ${count}`);
      expect(readKeys("in use")).toBe(inUse);
    }
    expect(readKeys("idle")).not.toBe(idle);
  });

  it("is tried again after a failure", async () => {
    reads.mockRejectedValueOnce(new Error("not loaded"));
    await expect(readKeys("b")).rejects.toThrow("not loaded");
    await expect(readKeys("b")).resolves.toEqual({ kind: "empty" });
  });
});
