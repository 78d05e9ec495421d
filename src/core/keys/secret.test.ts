import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asHex, secretHints } from "./secret-hints.ts";
import { secretFromJwk } from "./oct-jwk.ts";
import { decodeSecret } from "./secret.ts";
import type { SecretEncoding } from "./types.ts";

const bytes = (text: string, encoding: SecretEncoding): number[] | null => {
  const decoding = decodeSecret({ text, encoding });
  return "bytes" in decoding ? [...decoding.bytes] : null;
};

/** Texts of any characters that UTF-8 carries, those with a special meaning in secrets above all. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom("\r", "\n", '"', "'", " ", "=", "-", "{", "a", "0", "+"),
      fc.integer({ min: 0, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0xe000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    ),
    { maxLength: 40 },
  )
  .map((characters) => characters.join(""));

describe("a secret", () => {
  it("gives the bytes that Node reads, in each encoding, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (octets) => {
        const buffer = Buffer.from(octets);
        expect(bytes(buffer.toString("base64"), "Base64")).toEqual([...octets]);
        expect(bytes(buffer.toString("base64").replace(/=+$/, ""), "Base64")).toEqual([...octets]);
        expect(bytes(buffer.toString("base64url"), "Base64url")).toEqual([...octets]);
        expect(bytes(buffer.toString("hex"), "Hex")).toEqual([...octets]);
        expect(bytes(buffer.toString("hex").toUpperCase(), "Hex")).toEqual([...octets]);
      }),
    );
  });

  it("is taken exactly in UTF-8: white space, quotes and line ends are part of it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(bytes(text, "UTF-8")).toEqual([...Buffer.from(text, "utf8")]);
      }),
    );
    expect(bytes(" é\r\n", "UTF-8")).toEqual([0x20, 0xc3, 0xa9, 0x0d, 0x0a]);
  });

  it("may be base64url with its padding", () => {
    expect(bytes("_-8=", "Base64url")).toEqual([0xff, 0xef]);
  });

  it.each([
    ["UTF-8", "ab\ud800c", "lone-surrogate", [2, 3]],
    ["Base64", "AAAA\n", "white-space", [4, 5]],
    ["Base64", "AA AA", "white-space", [2, 3]],
    ["Base64", "AA-A", "alphabet", [2, 3]],
    ["Base64url", "AA/A", "alphabet", [2, 3]],
    ["Base64", "AA§A", "character", [2, 3]],
    ["Base64url", "AA🔑A", "character", [2, 4]],
    ["Base64", "AA=A", "padding", [2, 3]],
    ["Base64", "AAA==", "padding", [3, 5]],
    ["Base64", "====", "padding", [0, 4]],
    ["Base64", "AAAAA", "length", [4, 5]],
    ["Base64", "AB==", "trailing-bits", [1, 2]],
    ["Base64url", "AAB", "trailing-bits", [2, 3]],
    ["Hex", "abc", "length", [2, 3]],
    ["Hex", "0xab", "character", [1, 2]],
    ["Hex", "ab:cd", "character", [2, 3]],
    ["Hex", "ab cd", "white-space", [2, 3]],
  ] as const)("in %s cannot be %j: %s", (encoding, text, problem, [start, end]) => {
    expect(decodeSecret({ text, encoding })).toEqual({ problem, range: { start, end } });
  });
});

describe("an oct JWK as a secret", () => {
  it("gives its k, and keeps its own members", () => {
    const text = JSON.stringify({ kty: "oct", k: "AAEC", alg: "HS512", use: "sig", key_ops: ["sign"], kid: "a", x: 1 });
    expect(secretFromJwk(text)).toEqual({
      text: "AAEC",
      encoding: "Base64url",
      jwk: { alg: "HS512", use: "sig", key_ops: ["sign"], kid: "a" },
    });
  });

  it.each([
    ["another kty", '{"kty":"RSA","k":"AAEC"}'],
    ["no k", '{"kty":"oct"}'],
    ["an empty k", '{"kty":"oct","k":""}'],
    ["hex digits that are not base64url", '{"kty":"oct","k":"0xabcd"}'],
    ["a foreign character", '{"kty":"oct","k":"AA!A"}'],
    ["a list", "[1]"],
    ["broken JSON", '{"kty":"oct"'],
    ["text", "secret"],
  ])("is refused with %s", (_, text) => {
    expect(secretFromJwk(text)).toBeNull();
  });
});

it.each([
  ["padding", "zA==", "zA"],
  ["the Base64 alphabet", "zA+/", "zA-_"],
  ["stray bits", "zB", "zA"],
  ["line breaks", "zA\\nEC", "zAEC"],
])("a k with %s in an oct JWK is corrected", (_, k, as) => {
  expect(secretFromJwk(`{"kty":"oct","k":"${k}"}`)).toMatchObject({ text: as, encoding: "Base64url" });
});

describe("what a secret looks like", () => {
  const codes = (text: string, encoding: SecretEncoding = "UTF-8") =>
    secretHints({ text, encoding }).map(({ code }) => code);

  it.each([
    ["looks-base64", "c2VjcmV0LXNlY3JldC1zZWNyZXQtMDEyMzQ1Njc4OQ=="],
    ["looks-base64url", "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"],
    ["looks-hex", "00112233445566778899aabbccddeeff"],
    ["looks-hex", "00112233445566778899AABBCCDDEEFF"],
    ["looks-jwk", '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}'],
    ["looks-pem", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"],
    ["quotes", '"secret"'],
    ["quotes", "'secret'"],
    ["white-space", " secret"],
    ["trailing-newline", "secret\n"],
    ["carriage-return", "secret\r\n"],
  ])("%s: %j", (code, text) => {
    expect(codes(text)).toEqual([code]);
  });

  it.each([
    "a-string-secret-at-least-256-bits-long",
    "your-256-bit-secret",
    "secret",
    "correct horse battery staple",
    "averylongsecretwithoutanything",
    "deadbeef",
    "1234567890123456x",
    "don't",
    "",
    " ",
  ])("nothing but a secret: %j", (text) => {
    expect(codes(text)).toEqual([]);
  });

  it("is not repeated for text that reads well in the chosen encoding", () => {
    expect(codes("00112233445566778899aabbccddeeff", "Hex")).toEqual([]);
    expect(codes("00112233445566778899aabbccddeeff", "Base64")).toEqual([]);
    expect(codes("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T", "Base64")).toEqual(["looks-base64url"]);
  });

  it("is offered as the secret that it would be, with its bytes", () => {
    expect(secretHints({ text: '"secret"', encoding: "UTF-8" })).toEqual([
      { code: "quotes", offer: { text: "secret", encoding: "UTF-8" }, bytes: 6 },
    ]);
    expect(secretHints({ text: "a\r\n", encoding: "UTF-8" })).toEqual([
      { code: "carriage-return", offer: { text: "610d0a", encoding: "Hex" }, bytes: 3 },
    ]);
    expect(secretHints({ text: "-----BEGIN PUBLIC KEY-----", encoding: "UTF-8" })).toEqual([
      { code: "looks-pem", offer: null, bytes: null },
    ]);
  });

  it("is offered only if it decodes, and as hex with exactly the same bytes", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom<SecretEncoding>("UTF-8", "Base64", "Base64url", "Hex"), (text, encoding) => {
        for (const { offer, bytes: count } of secretHints({ text, encoding })) {
          if (offer) expect(bytes(offer.text, offer.encoding)).toHaveLength(count ?? -1);
        }
        expect(bytes(asHex(text).text, "Hex")).toEqual(bytes(text, "UTF-8"));
      }),
    );
  });
});
