import { expect, test } from "vitest";
import { bytesOfDump, hexDump } from "./hex-dump.ts";

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

test("the bytes of a dump are read as xxd, hexdump, od and debuggers print it", () => {
  const text = "eyJhbGciOiJIUzI1NiJ9.e30.";
  const dumps = [
    "00000000: 6579 4a68 6247 6369 4f69 4a49 557a 4931  eyJhbGciOiJIUzI1\n00000010: 4e69 4a39 2e65 3330 2e                    NiJ9.e30.",
    "00000000  65 79 4a 68 62 47 63 69  4f 69 4a 49 55 7a 49 31  |eyJhbGciOiJIUzI1|\n00000010  4e 69 4a 39 2e 65 33 30  2e                       |NiJ9.e30.|\n00000019\n",
    "0000000 65 79 4a 68 62 47 63 69 4f 69 4a 49 55 7a 49 31\r\n0000010 4e 69 4a 39 2e 65 33 30 2e\r\n0000019",
  ];
  for (const dump of dumps) expect(Buffer.from(bytesOfDump(dump) ?? []).toString()).toBe(text);
  expect(bytesOfDump("")).toBeNull();
  expect(bytesOfDump("a line of prose\n00000000: 6579")).toBeNull();
});
