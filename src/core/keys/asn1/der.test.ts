import { describe, expect, it } from "vitest";
import { der, objectIdentifier, pem, TAG, unsignedInteger } from "./der.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("DER", () => {
  it.each([
    [[0], "020100"],
    [[0x7f], "02017f"],
    [[0x80], "02020080"],
    [[0xff], "020200ff"],
    [[0, 0, 1], "020101"],
    [[], "020100"],
  ])("writes the unsigned integer %j as %s (X.690 section 8.3)", (octets, expected) => {
    expect(hex(unsignedInteger(Uint8Array.from(octets)))).toBe(expected);
  });

  it.each([
    [127, "047f"],
    [128, "048180"],
    [255, "0481ff"],
    [256, "04820100"],
    [65536, "0483010000"],
  ])("writes the length %i in its shortest form (X.690 section 10.1)", (length, start) => {
    const bytes = der(TAG.octetString, new Uint8Array(length));
    expect(hex(bytes).startsWith(start)).toBe(true);
    expect(bytes).toHaveLength(start.length / 2 + length);
  });

  it.each([
    ["1.2.840.113549.1.1.1", "06092a864886f70d010101"],
    ["1.3.132.0.34", "06052b81040022"],
    ["2.16.840.1.101.3.4.3.17", "0609608648016503040311"],
  ])("writes the identifier %s", (dotted, expected) => {
    expect(hex(objectIdentifier(dotted))).toBe(expected);
  });

  it("is armoured in lines of 64 characters (RFC 7468 section 2)", () => {
    const lines = pem("PUBLIC KEY", new Uint8Array(50)).split("\n");
    expect(lines).toEqual(["-----BEGIN PUBLIC KEY-----", "A".repeat(64), "AAA=", "-----END PUBLIC KEY-----", ""]);
  });
});
