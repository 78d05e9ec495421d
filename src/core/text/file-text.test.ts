import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFile } from "./file-text.ts";

const octets = (text: string, encoding: BufferEncoding = "utf8"): Uint8Array =>
  new Uint8Array(Buffer.from(text, encoding));
const swapped = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.from(bytes).swap16());

describe("the text of a file", () => {
  const pem = "-----BEGIN PUBLIC KEY-----\r\nMIIB\r\n";

  test.each([
    ["UTF-8", octets(pem), "UTF-8"],
    ["UTF-8 with a byte order mark", octets(`\uFEFF${pem}`), "UTF-8"],
    ["UTF-16 as PowerShell writes it", octets(`\uFEFF${pem}`, "utf16le"), "UTF-16"],
    ["UTF-16, big-endian", swapped(octets(`\uFEFF${pem}`, "utf16le")), "UTF-16"],
    ["UTF-16 without a mark", octets(pem, "utf16le"), "UTF-16"],
    ["UTF-16 without a mark, big-endian", swapped(octets(pem, "utf16le")), "UTF-16"],
  ])("%s", (_, bytes, encoding) => {
    expect(decodeFile(bytes)).toEqual({ kind: "text", text: pem, encoding, hasControls: false });
  });

  test("with a Windows-1252 letter above the armour", () => {
    const bytes = octets(`friendlyName: jötscope\n${pem}`, "latin1");
    expect(decodeFile(bytes)).toMatchObject({ text: `friendlyName: jötscope\n${pem}`, encoding: "Windows-1252" });
  });

  test("round-trips any text, in every encoding", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        fc.pre(!text.startsWith("\uFEFF"));
        expect(decodeFile(octets(`\uFEFF${text}`, "utf16le"))).toMatchObject({ text });
        const plain = decodeFile(octets(`\uFEFF${text}`));
        expect(plain).toMatchObject({ text, encoding: "UTF-8" });
      }),
    );
  });
});

describe("bytes that are not text", () => {
  test.each([
    ["DER", "30820122300d06092a864886f70d01010105000382010f00"],
    ["a Java keystore", "feedfeed0000000200000001"],
    ["gzip", "1f8b08000000000000ff"],
  ])("stay bytes: %s", (_, hex) => {
    expect(decodeFile(new Uint8Array(Buffer.from(hex, "hex")))).toEqual({ kind: "octets" });
  });

  test("do not include short DER that happens to be UTF-8, which is text with control characters", () => {
    const der = Buffer.from(`302a300506032b6570032100${"41".repeat(32)}`, "hex");
    expect(decodeFile(new Uint8Array(der))).toMatchObject({ kind: "text", hasControls: true });
  });

  test("do not include an empty file, which is an empty text", () => {
    expect(decodeFile(new Uint8Array())).toMatchObject({ kind: "text", text: "" });
  });
});
