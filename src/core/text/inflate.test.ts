import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decompress, inflate } from "./inflate.ts";

const text = JSON.stringify({
  iss: "https://issuer.example",
  roles: Array.from({ length: 200 }, (_, at) => `role-${at}`),
});
const bytes = new TextEncoder().encode(text);

test("inflates what Node compressed, in each of the wrappers", () => {
  expect(decompress(deflateRawSync(bytes))?.form).toBe("raw DEFLATE");
  expect(decompress(deflateSync(bytes))?.form).toBe("zlib");
  expect(decompress(gzipSync(bytes))?.form).toBe("GZIP");
  for (const packed of [
    deflateRawSync(bytes),
    deflateSync(bytes),
    gzipSync(bytes),
    deflateRawSync(bytes, { level: 0 }),
  ])
    expect(new TextDecoder().decode(decompress(packed)?.bytes)).toBe(text);
});

test("round-trips any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 0, max: 9 }), (any, level) => {
      expect(inflate(deflateRawSync(any, { level }), 0, 4000)).toEqual(Uint8Array.from(any));
    }),
  );
});

test("returns nothing, and never throws, for what is not a stream, is cut off or exceeds the limit", () => {
  expect(inflate(deflateRawSync(bytes).subarray(0, 40), 0, 1e6)).toBe(null);
  expect(inflate(deflateRawSync(new Uint8Array(100_000)), 0, 99_999)).toBe(null);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
      expect(() => decompress(any)).not.toThrow();
    }),
  );
});
