import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { armour, bodyOf, PAIRS } from "./formats/test-keys.ts";
import { readKeys } from "./read.ts";
import type { KeyReading } from "./types.ts";

/** Milliseconds of the processor: far more than a read takes, and far less than anything that is not linear in megabytes. */
const SOON = 5000;
const MEGABYTE = 1_000_000;

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

describe("hostile texts give an answer soon, and never an exception", () => {
  test.each([
    ["dashes", "-".repeat(2 * MEGABYTE)],
    ["BEGINs", "-----BEGIN ".repeat(MEGABYTE / 5)],
    ["BEGIN lines", "-----BEGIN PUBLIC KEY-----\n".repeat(MEGABYTE / 25)],
    ["a label without end", `-----BEGIN ${"A ".repeat(MEGABYTE)}`],
    ["Base64 of nothing", "A".repeat(2 * MEGABYTE)],
    ["Base64 of a sequence", `MII${"B".repeat(2 * MEGABYTE)}`],
    ["Base64 in a block", armour("PUBLIC KEY", "MIIB".repeat(MEGABYTE / 2))],
    ["a long hex number", "30".repeat(MEGABYTE)],
    ["hex with colons", "30:".repeat(MEGABYTE / 2)],
    ["spaces", ` ${" ".repeat(2 * MEGABYTE)}x`],
    ["line breaks in a block", armour("PUBLIC KEY", "\n".repeat(MEGABYTE))],
    ["backslashes", "\\".repeat(MEGABYTE)],
    ["backslashes in a block", armour("PUBLIC KEY", "\\".repeat(MEGABYTE))],
    ["quotes", '"'.repeat(MEGABYTE)],
    ["a JSON string of escapes", `"${"\\n".repeat(MEGABYTE)}"`],
    ["brackets", "[".repeat(MEGABYTE)],
    ["brackets before a key", `${"[".repeat(MEGABYTE)}"kty"`],
    ["brackets around a key", `x${"[".repeat(10_000)}{"kty":1}${"]".repeat(10_000)}`],
    ["braces of source code around a key", `${"{x}".repeat(MEGABYTE / 3)}"kty"`],
    ["an array of C with nothing in it", `{0x30${" ".repeat(MEGABYTE)}, ${"0x30 ".repeat(MEGABYTE / 5)}`],
    ["lines with a number in front", "1 ".repeat(MEGABYTE)],
    ["words in a block", armour("PUBLIC KEY", "a: b ".repeat(MEGABYTE / 5))],
    ["line ends of cat -A in a block", armour("PUBLIC KEY", "^M$".repeat(MEGABYTE / 3))],
    [
      "an RSA key of a megabyte",
      `30830f424a0283${(MEGABYTE - 10).toString(16).padStart(6, "0")}${"35".repeat(MEGABYTE)}`,
    ],
    ["an array of many", `[${"0,".repeat(MEGABYTE / 2)}0]`],
    ["objects of many", `{"keys":[${"{},".repeat(100_000)}{}]}`],
    ["zero-width spaces", "\u200b".repeat(MEGABYTE)],
    ["emoji", "😀".repeat(MEGABYTE / 2)],
    ["a Secret of many names", `kind: Secret\n${"a:\n".repeat(MEGABYTE / 4)}`],
    ["OpenSSH names", "ssh-rsa AAAA ".repeat(MEGABYTE / 20)],
    ["a path of many", "/a".repeat(MEGABYTE)],
    ["words", "key ".repeat(MEGABYTE / 2)],
    ["an assignment of many", `${"a=".repeat(MEGABYTE)}b`],
    ["nested ASN.1", armour("PUBLIC KEY", nested(3000))],
    ["nested Base64", Array.from({ length: 12 }).reduce<string>((text) => Buffer.from(text).toString("base64"), pem)],
    ["a valid key and a megabyte", pem + "x ".repeat(MEGABYTE)],
  ])("%s", { timeout: 60_000 }, async (_, text) => {
    const start = process.cpuUsage();
    lawsOf(await readKeys(text), text);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(SOON);
  });

  test("any text at all", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) =>
        lawsOf(await readKeys(text), text),
      ),
      { numRuns: 200 },
    );
  });

  test("any octets in a block, and any that begin like a sequence", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), fc.boolean(), async (bytes, isSequence) => {
        const head = isSequence ? [0x30, Math.min(bytes.length, 127)] : [];
        const text = armour("PRIVATE KEY", Buffer.from([...head, ...bytes]).toString("base64"));
        lawsOf(await readKeys(text), text);
      }),
      { numRuns: 300 },
    );
  });

  test("any one character of a key changed: the key, another one, or a refusal", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(pem.length - 1),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
        async (at, character) => {
          const text = pem.slice(0, at) + character + pem.slice(at + 1);
          lawsOf(await readKeys(text), text);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("any octet of a key changed in DER", { timeout: 60_000 }, async () => {
    const der = Buffer.from(bodyOf(pem), "base64");
    await fc.assert(
      fc.asyncProperty(fc.nat(der.length - 1), fc.nat(255), async (at, octet) => {
        const changed = Buffer.from(der);
        changed[at] = octet;
        const text = armour("PRIVATE KEY", changed.toString("base64"));
        lawsOf(await readKeys(text), text);
      }),
      { numRuns: 300 },
    );
  });

  test("work that a passphrase could start is bounded before it starts", async () => {
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
