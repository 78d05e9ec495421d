import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf } from "./digest.ts";
import { forgetKept } from "./forget.ts";
import { createKept } from "./kept.ts";

describe("a digest", () => {
  it("is equal for equal text, and differs for any other", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        fc.string({ unit: "binary", maxLength: 40 }),
        (one, other) => {
          expect(digestOf(one) === digestOf(other)).toBe(one === other);
        },
      ),
    );
    const alike = ["", "\0", "\0\0", "\0\0\0", "a", "a\0", "ab", "ba", "aab", "baa"];
    expect(new Set(alike.map(digestOf)).size).toBe(alike.length);
  });

  it("reveals nothing of its text", () => {
    expect(digestOf("correct horse battery staple")).toMatch(/^\d{1,10} \d{1,10}$/);
  });
});

describe("a cached answer", () => {
  const ask = (kept: ReturnType<typeof createKept<string>>, question: string): boolean => {
    let made = false;
    void kept.get(question, async () => {
      made = true;
      return question;
    });
    return made;
  };

  it("is computed once, and again after it was forgotten", () => {
    const kept = createKept<string>({ entries: 2, bytes: 100 });
    expect([ask(kept, "a"), ask(kept, "a")]).toEqual([true, false]);
    forgetKept();
    expect(kept.size()).toEqual({ entries: 0, bytes: 0 });
    expect(ask(kept, "a")).toBe(true);
  });

  it("is dropped, least recently used first, once there are too many", () => {
    const kept = createKept<string>({ entries: 2, bytes: 100 });
    for (const question of ["a", "b", "a", "c"]) ask(kept, question);
    expect(kept.size().entries).toBe(2);
    expect([ask(kept, "a"), ask(kept, "b")]).toEqual([false, true]);
  });

  it("is dropped once there are too many bytes, and never kept if it alone exceeds them", () => {
    const kept = createKept<string>({ entries: 100, bytes: 20 });
    for (const question of ["aaaa", "bbbb", "cccc"]) ask(kept, question);
    expect(kept.size()).toEqual({ entries: 2, bytes: 16 });
    ask(kept, "d".repeat(11));
    expect(kept.size()).toEqual({ entries: 0, bytes: 0 });
    expect(ask(kept, "d".repeat(11))).toBe(true);
  });

  it("is not a failure, which may succeed another time", async () => {
    const kept = createKept<string>({ entries: 2, bytes: 100 });
    await expect(kept.get("a", () => Promise.reject(new Error("not loaded")))).rejects.toThrow("not loaded");
    expect(kept.size()).toEqual({ entries: 0, bytes: 0 });
    await expect(kept.get("a", async () => "there")).resolves.toBe("there");
  });
});
