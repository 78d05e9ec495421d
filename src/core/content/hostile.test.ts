import { gzipSync } from "node:zlib";
import { Tokenizer } from "cborg";
import { afterEach, expect, test, vi } from "vitest";
import { cborContent } from "./cbor-content.ts";
import { MOST_DEPTH, MOST_ITEMS } from "./cbor.ts";
import { foreignOf } from "./foreign.ts";
import { macaroonContent } from "./macaroon.ts";
import { isQuick } from "../../testing/rounds.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ["arrays of one item", 0x81],
  ["arrays without a length", 0x9f],
  ["tags", 0xc6],
])("2 MB of %s are read to the depth limit, and the reason is given", (_, octet) => {
  const next = vi.spyOn(Tokenizer.prototype, "next");
  const found = cborContent(new Uint8Array(2_000_000).fill(octet));
  expect(next.mock.calls.length).toBeLessThanOrEqual(MOST_DEPTH + 1);
  expect([found?.certain, found?.items]).toEqual([false, []]);
  expect(found?.about).toContain("nests 64 levels deep");
});

test.skipIf(isQuick)("2 MB of items are read up to their limit", () => {
  const next = vi.spyOn(Tokenizer.prototype, "next");
  const found = cborContent(Uint8Array.from([0x9f, ...new Uint8Array(2_000_000), 0xff]));
  expect(next.mock.calls.length).toBeLessThanOrEqual(MOST_ITEMS);
  expect(found?.about).toContain("20,000 items");
});

test.skipIf(isQuick)("2 MB of chunks of a string are one string", () => {
  const next = vi.spyOn(Tokenizer.prototype, "next");
  const chunks = new Uint8Array(2_000_002).fill(0x40);
  chunks.set([0x81, 0x5f]);
  chunks[2_000_001] = 0xff;
  expect(cborContent(chunks)?.items).toEqual([{ name: "0", value: "h''" }]);
  expect(next.mock.calls.length).toBe(2);
});

test("CBOR in CBOR is not read repeatedly", () => {
  const next = vi.spyOn(Tokenizer.prototype, "next");
  // A structure of COSE, whose header is read to tell it, within arrays that could be one.
  let nested = Uint8Array.from([0x84, 0x43, 0xa1, 1, 0x26, 0xa0, 0x41, 1, 0x41, 1]);
  for (let depth = 0; depth < 40; depth += 1)
    nested = Uint8Array.from([0x84, 0x43, 0xa1, 1, 0x26, 0xa0, 0x41, 1, ...nested]);
  cborContent(nested);
  expect(next.mock.calls.length).toBeLessThan(nested.length * 8);
});

test.skipIf(isQuick)("a macaroon of 100,000 caveats lists the first, and gives their number", () => {
  const packet = (word: string, value: string) =>
    `${(value.length + word.length + 6).toString(16).padStart(4, "0")}${word} ${value}\n`;
  const caveats = Array.from({ length: 100_000 }, (_, index) => packet("cid", String(index))).join("");
  const found = macaroonContent(
    new Uint8Array(Buffer.from(packet("identifier", "key") + caveats + packet("signature", "s".repeat(32)))),
  );
  expect(found?.items).toHaveLength(503);
  expect(found?.items[500]).toEqual({ name: "caveat 500", value: "499" });
  expect(found?.items[501]).toEqual({ name: "caveats", value: "99,500 more, which are not listed" });
});

test.skipIf(isQuick)("1 MB of text, and a bomb in Base64, are recognised by their beginning", () => {
  for (const text of ["A", "f", "8J", "HC1:", "v4.public.", "ghp_", "gAAAAA", "s:a."])
    expect(foreignOf(text + "a".repeat(1_000_000))?.certain ?? false).toBe(text === "v4.public.");
  const bomb = foreignOf(gzipSync(new Uint8Array(40_000_000)).toString("base64"))!;
  expect([bomb.kind, bomb.certain]).toEqual(["compressed", false]);
});
