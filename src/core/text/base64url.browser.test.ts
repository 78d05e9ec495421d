import { describe, expect, it } from "vitest";
import { decodeBase64Url, encodeBase64Url, isStrictBase64Url } from "./base64url.ts";

// Browsers have their own codec (`Uint8Array.fromBase64`, `toBase64`), Node 20 has not: here the other branches run.
describe("base64url with the browser's own functions", () => {
  it("is encoded like btoa, in the other alphabet and without padding", () => {
    expect("toBase64" in Uint8Array.prototype).toBe(true);
    for (let length = 0; length < 300; length += 1) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      const standard = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      expect(encodeBase64Url(bytes)).toBe(standard.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""));
    }
  });

  it("round-trips bytes of every length", () => {
    expect("fromBase64" in Uint8Array).toBe(true);
    for (let length = 0; length < 300; length += 1) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual({ bytes, problems: [] });
    }
  });

  it("passes the browser nothing that it would refuse", () => {
    const characters = ["A", "Z", "-", "_", "9", "Q", "=", "+", " ", "é"];
    for (let number = 0; number < 20_000; number += 1) {
      const text = Array.from(
        { length: number % 7 },
        () => characters[Math.floor(Math.random() * characters.length)],
      ).join("");
      expect(decodeBase64Url(text).problems.length === 0).toBe(isStrictBase64Url(text));
    }
  });
});
