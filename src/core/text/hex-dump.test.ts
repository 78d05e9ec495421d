import { expect, test } from "vitest";
import { hexDump } from "./hex-dump.ts";

test("bytes are in rows, with their offset and readable characters", () => {
  expect(hexDump(Uint8Array.of(0x41, 0, 0xff, 0x7e, 0x7f, 0x20, 0x0a, 0x30, 0x31))).toBe(
    "000000  41 00 ff 7e 7f 20 0a 30  A··~· ·0\n000008  31                       1",
  );
  expect(hexDump(new Uint8Array())).toBe("");
});

test("of many bytes the first rows are written, and the number of the rest", () => {
  const dump = hexDump(new Uint8Array(5000), 2).split("\n");
  expect(dump).toHaveLength(3);
  expect(dump[2]).toBe("… 4,984 more bytes");
});
