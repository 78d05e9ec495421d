import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSecret } from "../keys/secret.ts";
import { foundSecret } from "./found-secret.ts";

describe("a secret that was found", () => {
  it("is shown as text if it is text, else in hexadecimal", () => {
    expect(foundSecret(new TextEncoder().encode("schön 🔑"))).toEqual({ text: "schön 🔑", encoding: "UTF-8" });
    expect(foundSecret(Uint8Array.of(0))).toEqual({ text: "00", encoding: "Hex" });
    expect(foundSecret(Uint8Array.of(0xff, 0x61))).toEqual({ text: "ff61", encoding: "Hex" });
    expect(foundSecret(new TextEncoder().encode("a\r"))).toEqual({ text: "610d", encoding: "Hex" });
  });

  it("decodes to the bytes that were found, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => {
        expect(decodeSecret(foundSecret(bytes))).toEqual({ bytes: Uint8Array.from(bytes) });
      }),
    );
  });
});
