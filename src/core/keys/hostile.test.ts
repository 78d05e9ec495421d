import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Grow, growsTooFast, HOSTILE } from "../../testing/growth.ts";
import { armour, bodyOf, PAIRS } from "../../testing/keys/pairs.ts";
import { readKeys } from "./read.ts";
import type { KeyReading } from "./types.ts";
import { rounds, sampled } from "../../testing/rounds.ts";

const pem = String(PAIRS["EC P-256"]?.privateKey.export({ type: "pkcs8", format: "pem" }));
const nested = (count: number): string => {
  let der = Buffer.alloc(0);
  for (let depth = 0; depth < count; depth += 1) {
    const length = Buffer.from([0x84, 0, 0, 0, 0]);
    length.writeUInt32BE(der.length, 1);
    der = Buffer.concat([Buffer.from([0x30]), length, der]);
  }
  return der.toString("base64");
};

function lawsOf(reading: KeyReading, text: string): void {
  if (reading.kind === "empty") {
    expect(text.trim()).toBe("");
    return;
  }
  const problems = reading.kind === "unusable" ? [reading.problem] : reading.unreadable;
  const keys = reading.kind === "keys" ? reading.keys : [];
  for (const range of [...problems, ...keys, ...reading.repairs].map((each) => each.range ?? { start: 0, end: 0 })) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.start).toBeLessThanOrEqual(range.end);
    expect(range.end).toBeLessThanOrEqual(text.length);
  }
  if (reading.kind === "keys") expect(keys.length).toBeGreaterThan(0);
}

/** A text of about this many characters: a repeated piece, with something around it. */
const many =
  (piece: string, before = "", after = "") =>
  (length: number): string =>
    before + piece.repeat(Math.ceil(length / piece.length)) + after;
const inBlock =
  (piece: string) =>
  (length: number): string =>
    armour("PUBLIC KEY", many(piece)(length));

describe("hostile text takes time at most proportional to its length, and never throws", () => {
  test.each(
    sampled<[string, Grow]>([
      ["an endless label", many("A ", "-----BEGIN ")],
      ["BEGIN lines", many("-----BEGIN PUBLIC KEY-----\n")],
      ["Base64 of a sequence", many("B", "MII")],
      ["Base64 in a block", inBlock("MIIB")],
      ["a long hex number", many("30")],
      ["hex with colons", many("30:")],
      ["line breaks in a block", inBlock("\n")],
      ["backslashes in a block", inBlock("\\")],
      ["quotes in a block", inBlock('"')],
      ["spaces in a block", inBlock(" ")],
      ["a JSON string of escapes", many("\\n", '"', '"')],
      ["brackets before a key", many("[", "", '"kty"')],
      ["escaped quotes after a key", many('\\"', '{"kty":1}')],
      ["brackets around a key", (length) => `x${"[".repeat(length / 2)}{"kty":1}${"]".repeat(length / 2)}`],
      ["braces of source code around a key", many("{x}", "", '"kty"')],
      ["an empty C array", (length) => `{0x30${" ".repeat(length / 2)}, ${many("0x30 ")(length / 2)}`],
      ["words in a block", inBlock("a: b ")],
      ["line ends of cat -A in a block", inBlock("^M$")],
      [
        "an RSA key",
        (length) =>
          `308300${(length + 5).toString(16).padStart(4, "0")}0283${length.toString(16).padStart(6, "0")}${"35".repeat(length)}`,
      ],
      ["an array of many", many("0,", "[", "0]")],
      ["objects of many", many("{},", '{"keys":[', "{}]}")],
      ["a Secret of many names", many("a:\n", "kind: Secret\n")],
      ["an assignment of many", many("a=", "", "b")],
      ["nested ASN.1", (length) => armour("PUBLIC KEY", nested(Math.ceil(length / 20)))],
      ["a valid key and a lot after it", many("x ", pem)],
      ["a valid key and a lot before it", many(" x", "", pem)],
    ]),
  )("%s", async (_, grow) => {
    expect(await growsTooFast(readKeys, grow)).toBe(false);
    const text = grow(100_000);
    lawsOf(await readKeys(text), text);
  });

  test.each(sampled(HOSTILE, 40))("any number of %s is read or refused", async (_, grow) => {
    const text = grow(100_000);
    lawsOf(await readKeys(text), text);
  });

  test("Base64 of Base64 of Base64 …", async () => {
    const text = Array.from({ length: 12 }).reduce<string>((inner) => Buffer.from(inner).toString("base64"), pem);
    lawsOf(await readKeys(text), text);
  });

  test("any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) =>
        lawsOf(await readKeys(text), text),
      ),
      { numRuns: rounds(200) },
    );
  });

  test("any bytes in a block, and any that start like a sequence", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), fc.boolean(), async (bytes, isSequence) => {
        const head = isSequence ? [0x30, Math.min(bytes.length, 127)] : [];
        const text = armour("PRIVATE KEY", Buffer.from([...head, ...bytes]).toString("base64"));
        lawsOf(await readKeys(text), text);
      }),
      { numRuns: rounds(300) },
    );
  });

  test("any one changed character of a key: the key, another one, or a refusal", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(pem.length - 1),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
        async (at, character) => {
          const text = pem.slice(0, at) + character + pem.slice(at + 1);
          lawsOf(await readKeys(text), text);
        },
      ),
      { numRuns: rounds(300) },
    );
  });

  test("any changed byte of a key in DER", async () => {
    const der = Buffer.from(bodyOf(pem), "base64");
    await fc.assert(
      fc.asyncProperty(fc.nat(der.length - 1), fc.nat(255), async (at, octet) => {
        const changed = Buffer.from(der);
        changed[at] = octet;
        const text = armour("PRIVATE KEY", changed.toString("base64"));
        lawsOf(await readKeys(text), text);
      }),
      { numRuns: rounds(300) },
    );
  });

  test("work that a passphrase could start is limited before it starts", async () => {
    // PBKDF2 with 2^31 - 1 rounds, AES-256-CBC.
    const hex =
      "305f304b06092a864886f70d01050d303e301d06092a864886f70d01050c301004080102030405060708" +
      "02047fffffff301d060960864801650304012a0410000102030405060708090a0b0c0d0e0f0410000102030405060708090a0b0c0d0e0f";
    const reading = await readKeys(hex, "x");
    expect(reading).toMatchObject({
      kind: "unusable",
      problem: { code: "cipher-unsupported", args: { what: "PBKDF2 with 2147483647 rounds" } },
    });
  });
});
