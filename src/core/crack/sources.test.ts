import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eachLine } from "./lines.ts";
import { readMask } from "./mask.ts";
import { bytesReader, keyspaceSource, UnreadableList, wordSource, type Source } from "./sources.ts";

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function wordsOf(source: Source, candidates: number): Promise<string[]> {
  const words: string[] = [];
  for (;;) {
    const unit = await source.take(candidates);
    if (unit === null) return words;
    if (unit.kind !== "words") throw new Error("a list gives words");
    eachLine(
      unit.bytes,
      (bytes, start, end) => words.push(new TextDecoder("latin1").decode(bytes.slice(start, end))) < 0,
    );
    source.learn(unit, candidates);
  }
}

describe("a word list", () => {
  it("yields every line once and in order, however it is split", async () => {
    const line = fc.string({ unit: fc.constantFrom("a", "é", " ", "\t", "-"), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 60 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.integer({ min: 1, max: 50 }),
        async (lines, separator, closed, candidates) => {
          const text = lines.join(separator) + (closed ? separator : "");
          const source = wordSource("file", bytesReader(encode(text)), {}, 1);
          const words = await wordsOf(source, candidates);
          const latin1 = (word: string): string => Buffer.from(word).toString("latin1");
          expect(words).toEqual(lines.filter((word) => word !== "").map(latin1));
          expect(source.remaining()).toBe(0);
        },
      ),
    );
  });

  it("is read in pieces, never as a whole", async () => {
    const bytes = encode("password\n".repeat(200_000));
    let most = 0;
    const source = wordSource(
      "file",
      {
        size: bytes.length,
        read: (from, to) => {
          most = Math.max(most, to - from);
          return Promise.resolve(bytes.slice(from, to));
        },
      },
      {},
      1,
    );
    expect(await wordsOf(source, 5_000)).toHaveLength(200_000);
    expect(most).toBeLessThan(bytes.length / 10);
  });

  it("skips a line too long for a word, and continues after it", async () => {
    const text = `one\n${"x".repeat(300_000)}\ntwo`;
    const words = await wordsOf(wordSource("file", bytesReader(encode(text)), {}, 1), 10);
    expect(words[0]).toBe("one");
    expect(words.at(-1)).toBe("two");
  });

  it("drops the byte order mark of UTF-8, and refuses UTF-16", async () => {
    expect(await wordsOf(wordSource("file", bytesReader(encode("\ufeffone\ntwo")), {}, 1), 10)).toEqual(["one", "two"]);
    const utf16 = Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x0a, 0);
    await expect(wordSource("file", bytesReader(utf16), {}, 1).take(10)).rejects.toMatchObject({ code: "utf-16" });
  });

  it("says if it cannot be read", async () => {
    const source = wordSource("file", { size: 10, read: () => Promise.reject(new Error("gone")) }, {}, 1);
    await expect(source.take(1)).rejects.toBeInstanceOf(UnreadableList);
  });
});

describe("keyspaces", () => {
  it("are split into ranges without gaps", async () => {
    const reading = readMask("?d?d?d");
    if (reading.kind === "unusable") throw new Error("a mask");
    const source = keyspaceSource("mask", [...reading.keyspaces, ...reading.keyspaces]);
    const stretches: (readonly [number, number])[] = [];
    for (let unit = await source.take(400); unit !== null; unit = await source.take(400)) {
      if (unit.kind === "keyspace") stretches.push([unit.from, unit.count]);
    }
    expect(stretches).toEqual([
      [0, 400],
      [400, 400],
      [800, 200],
      [0, 400],
      [400, 400],
      [800, 200],
    ]);
    expect(source.remaining()).toBe(0);
  });
});
