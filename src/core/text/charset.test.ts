import { describe, expect, test } from "vitest";
import { readOtherwise } from "./charset.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
/** `{"name":"` and the bytes and `"}`. */
const named = (octets: string): Uint8Array =>
  Uint8Array.from([...Buffer.from('{"name":"'), ...hex(octets), ...Buffer.from('"}')]);

describe("bytes that are not UTF-8 are read in the encoding that they indicate", () => {
  test.each([
    ["GBK", named("b2 e2 ca d4 d6 d0 ce c4"), "测试中文"],
    ["Latin-1 (Windows-1252)", named("4a 6f 73 e9 20 4d 75 f1 6f 7a"), "José Muñoz"],
    ["Windows-1251", named("cf f0 e8 e2 e5 f2"), "Привет"],
    ["Shift_JIS", named("82 b1 82 f1 82 c9 82 bf 82 cd"), "こんにちは"],
    ["EUC-KR", named("be c8 b3 e7"), "안녕"],
    ["Big5", named("c1 63 c5 e9 a4 a4 a4 e5"), "繁體中文"],
    ["Shift_JIS", named("93 fa 96 7b 8c ea"), "日本語"],
    ["Latin-1 (Windows-1252)", named("80 20 35 2c 93 61 94"), "€ 5,“a”"],
    ["Latin-1 (Windows-1252)", named("93 80 35 94 96 61"), "“€5”–a"],
    ["UTF-16LE", Uint8Array.from(Buffer.from('{"a":"b"}', "utf16le")), '{"a":"b"}'],
    ["UTF-16LE", Uint8Array.from(Buffer.from('\ufeff{"a":"b"}', "utf16le")), '{"a":"b"}'],
    ["UTF-16BE", Uint8Array.from(Buffer.from('{"a":"b"}', "utf16le").swap16()), '{"a":"b"}'],
  ])("%s", (encoding, bytes, text) => {
    const reading = readOtherwise(bytes);
    expect(reading?.text).toContain(text);
    expect(reading?.encoding).toBe(encoding);
  });
});

test("a key, or other random bytes, is not text in any encoding", () => {
  expect(readOtherwise(hex("00 81 8d 8f 90 9d ff fe 00 01"))).toBe(null);
});
