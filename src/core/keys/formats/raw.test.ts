import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, test } from "vitest";
import { readKeys } from "../read.ts";
import { readingFor } from "../reading.ts";

const bytes = (member: string | undefined): Buffer => Buffer.from(member ?? "", "base64url");
const jwkOf = (key: KeyObject): JWK => key.export({ format: "jwk" });
const ed = jwkOf(generateKeyPairSync("ed25519").privateKey);
const ec = jwkOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
const point = Buffer.concat([Buffer.of(4), bytes(ec.x), bytes(ec.y)]);
const compressed = Buffer.concat([Buffer.of(2 + ((bytes(ec.y).at(-1) ?? 0) & 1)), bytes(ec.x)]);

const SPELLINGS: readonly (readonly [what: string, spell: (octets: Buffer) => string])[] = [
  ["hex", (octets) => octets.toString("hex")],
  ["hex with a prefix", (octets) => `0x${octets.toString("hex")}`],
  ["Base64", (octets) => octets.toString("base64")],
  ["base64url", (octets) => octets.toString("base64url")],
  ["a Node Buffer", (octets) => `<Buffer ${octets.toString("hex").replaceAll(/..(?!$)/g, "$& ")}>`],
  ["a list of numbers", (octets) => Array.from(octets).join(", ")],
  ["an array", (octets) => JSON.stringify(Array.from(octets))],
  ["a variable", (octets) => `PUBLIC_KEY=${octets.toString("base64")}`],
  ["a JSON member", (octets) => JSON.stringify({ id: "a", publicKey: octets.toString("hex") })],
  ["a PEM block", (octets) => `-----BEGIN PUBLIC KEY-----\n${octets.toString("base64")}\n-----END PUBLIC KEY-----`],
];

describe.each(SPELLINGS)("raw bytes in %s", (_, spell) => {
  test.each([
    ["32 bytes for EdDSA", bytes(ed.x), "EdDSA", { kty: "OKP", crv: "Ed25519", x: ed.x }],
    ["a compressed point for ES256", compressed, "ES256", { kty: "EC", crv: "P-256", x: ec.x, y: ec.y }],
  ])("%s are a public key only next to such a token", async (__, octets, alg, jwk) => {
    const reading = await readKeys(spell(octets));
    expect(readingFor(reading, alg)).toMatchObject({ kind: "keys", keys: [{ jwk, isPrivate: false }] });
    expect(readingFor(reading, "HS256").kind).toBe("unusable");
    expect(readingFor(reading, null).kind).toBe("unusable");
  });

  test("a point with both coordinates is recognised by itself", async () => {
    for (const octets of [point, point.subarray(1)]) {
      const reading = await readKeys(spell(octets));
      expect(reading).toMatchObject({ kind: "keys", keys: [{ jwk: { kty: "EC", crv: "P-256", x: ec.x, y: ec.y } }] });
      if (reading.kind === "keys") expect(reading.repairs.map(({ code }) => code)).toContain("raw");
    }
  });
});

describe("raw bytes in the Private key field", () => {
  test.each([
    ["an Ed25519 seed", bytes(ed.d), "EdDSA", ed],
    ["a P-256 number", bytes(ec.d), "ES256", ec],
  ])("%s", async (_, octets, alg, jwk) => {
    for (const text of [
      octets.toString("hex"),
      octets.toString("base64"),
      `JWT_PRIVATE_KEY=${octets.toString("hex")}`,
    ]) {
      const reading = await readKeys(text);
      expect(readingFor(reading, alg, "private")).toMatchObject({ kind: "keys", keys: [{ jwk, isPrivate: true }] });
    }
  });

  test("a seed followed by its public key, as in NaCl, is recognised; one followed by another key is not", async () => {
    const whole = Buffer.concat([bytes(ed.d), bytes(ed.x)]);
    expect(await readKeys(whole.toString("base64"))).toMatchObject({
      kind: "keys",
      keys: [{ jwk: ed, isPrivate: true }],
    });
    const other = Buffer.concat([bytes(ed.d), bytes(ed.d)]);
    expect(await readKeys(other.toString("base64"))).toMatchObject({ kind: "unusable" });
  });
});
