import { encode } from "cborg";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromHex, toHex } from "../text/hex.ts";
import { cborContent } from "./cbor-content.ts";
import { readCbor } from "./cbor.ts";
import { withWholeStrings } from "./cbor-strings.ts";

// RFC 8949 appendix A has the first and the third.
test.each([
  ["5f42010243030405ff", "450102030405"],
  ["5fff", "40"],
  ["7f657374726561646d696e67ff", "6973747265616d696e67"],
  ["82015f4101ff", "82014101"],
  ["9f7f6161ffff", "9f6161ff"],
  ["a17f6161ff5f4101ff", "a161614101"],
])("a string in chunks is read as one: %s", (chunked, whole) => {
  expect(toHex(withWholeStrings(fromHex(chunked)))).toBe(whole);
  expect(readCbor(fromHex(chunked))).not.toBeNull();
});

test.each([
  ["a chunk of the other kind", "5f6161ff"],
  ["a chunk without a length of its own", "5f5f4101ffff"],
  ["no break", "5f4101"],
  ["a chunk that is cut off", "5f420101"],
  ["a number as a chunk", "7f01ff"],
  ["a length that is cut off", "5f59ff"],
])("%s is not CBOR", (_, hex) => {
  expect(toHex(withWholeStrings(fromHex(hex)))).toBe(hex);
  expect(readCbor(fromHex(hex))).toBeNull();
});

test("bytes within a string that look like a chunk's mark are content", () => {
  for (const hex of ["425f7f", "635f7f5f", "195f7f", "fb7f5f000000000000"])
    expect(toHex(withWholeStrings(fromHex(hex)))).toBe(hex);
});

test("a string reads the same however it is split", () => {
  const chunk = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 6 }), (chunks) => {
      const cut = Uint8Array.from([0x82, 0x5f, ...chunks.flatMap((one) => [...encode(one)]), 0xff, 0x05]);
      const whole = Uint8Array.from([0x82, ...encode(Uint8Array.from(chunks.flatMap((one) => [...one]))), 0x05]);
      expect(withWholeStrings(cut)).toEqual(whole);
    }),
  );
});

test("a COSE payload in chunks is read as its claims", () => {
  const claims = encode(new Map<number, unknown>([[1, "ada"]]));
  const chunks = [...claims].map((octet) => `41${toHex(Uint8Array.of(octet))}`).join("");
  const found = cborContent(fromHex(`d28443a10126a05f${chunks}ff4101`));
  expect(found?.name).toBe("a CWT (CBOR Web Token), as COSE_Sign1");
  expect(found?.items[2]?.items).toEqual([{ name: "iss (1)", value: '"ada"' }]);
});
