import fc from "fast-check";
import { expect, test } from "vitest";
import { isBinary, octetsOfText, textOfOctets } from "./octets.ts";
import { encodeUtf8 } from "./utf8.ts";

test("any bytes come back from the text that stands for them", () => {
  const mixed = fc.array(fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.string({ unit: "binary" }).map(encodeUtf8)));
  fc.assert(
    fc.property(mixed, (pieces) => {
      const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
      expect([...octetsOfText(textOfOctets(bytes))]).toEqual([...bytes]);
    }),
  );
});

test("ordinary text stands for its UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(isBinary(text)).toBe(false);
      expect(octetsOfText(text)).toEqual(encodeUtf8(text));
      expect(textOfOctets(encodeUtf8(text))).toBe(text);
    }),
  );
});

test("bytes that are not UTF-8 are distinguished from text; a byte order mark and NUL are text", () => {
  expect(isBinary(textOfOctets(Uint8Array.of(0xef, 0xbb, 0xbf, 0)))).toBe(false);
  for (const octets of [[0xff], [0x61, 0x80], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80]])
    expect(isBinary(textOfOctets(Uint8Array.from(octets)))).toBe(true);
});
