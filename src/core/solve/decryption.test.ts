import { CompactEncrypt, GeneralEncrypt } from "jose";
import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import { parseToken } from "../envelope/parse.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyInputs, SecretEncoding } from "../keys/types.ts";
import { withSecret } from "../../testing/keys/inputs.ts";
import { solve } from "./solve.ts";
import type { SolveStep } from "./types.ts";
import { isQuick } from "../../testing/rounds.ts";

const clock = () => performance.now();
const CONTENT = new TextEncoder().encode('{"sub":"ada"}');
const octets = (length: number): Buffer => createHash("sha512").update("a key").digest().subarray(0, length);

/** A token that jose encrypts with these bytes. */
const locked = (alg: string, enc: string, key: Uint8Array, p2c?: number): Promise<string> =>
  new CompactEncrypt(CONTENT)
    .setProtectedHeader({ alg, enc })
    .setKeyManagementParameters(p2c === undefined ? {} : { p2c })
    .encrypt(Uint8Array.from(key));

const stateOf = async (token: string, keys: KeyInputs) =>
  (await judgeToken(parseToken(token), keys, readKeys, { openAnyway: false })).state;

/** Expects the steps to be found, and the token to decrypt once the offer is taken, and not before. */
async function expectOpened(token: string, text: string, steps: readonly SolveStep[], encoding?: SecretEncoding) {
  const keys = withSecret(text, encoding);
  expect(await stateOf(token, keys), "it must not open as it is").not.toBe("decrypted");
  const { discovery, tried } = await solve({ token, keys }, clock);
  expect(discovery?.steps).toEqual(steps);
  expect(discovery?.args["act"]).toBe("decrypt");
  expect(tried).toBeGreaterThan(0);
  expect(await stateOf(token, { ...keys, secret: discovery!.secret! })).toBe("decrypted");
}

const SHARED = [
  ["dir", "A256GCM", 32],
  ["dir", "A128CBC-HS256", 32],
  ["A128KW", "A128GCM", 16],
  ["A256KW", "A256GCM", 32],
  ["A256GCMKW", "A256CBC-HS512", 32],
] as const;

describe.each(SHARED)("a shared key of %s with %s, read another way", (alg, enc, length) => {
  const key = octets(length);
  const printable = "an uncommon secret, 32 bytes of!".slice(0, length);
  const cases: [string, Uint8Array, string, readonly SolveStep[], SecretEncoding?][] = [
    ["Base64 taken as text", key, key.toString("base64"), ["base64"]],
    ["hex taken as text", key, key.toString("hex"), ["hex"]],
    ["text taken as Base64url", Buffer.from("A".repeat(length)), "A".repeat(length), ["utf-8"], "Base64url"],
    ["one line break too many", Buffer.from(printable), `${printable}\n`, ["trimmed"]],
    ["one line break too few", Buffer.from(`${printable.slice(1)}\n`), printable.slice(1), ["newline-added"]],
    ["extra quotes", Buffer.from(printable), `"${printable}"`, ["unquoted"]],
    ["a line of a settings file", key, `KEY=${key.toString("base64")}`, ["assignment", "base64"]],
    ["a JWK", key, JSON.stringify({ kty: "oct", k: key.toString("base64url") }), ["jwk"]],
    ["UTF-16", Buffer.from(printable.slice(0, length / 2), "utf16le"), printable.slice(0, length / 2), ["utf-16le"]],
  ];
  it.each(cases)("%s", async (_, bytes, text, steps, encoding) => {
    await expectOpened(await locked(alg, enc, bytes), text, steps, encoding);
  });
});

it("tries other readings of a password", async () => {
  const token = await locked("PBES2-HS256+A128KW", "A128GCM", Buffer.from("correct horse"), 2048);
  await expectOpened(token, '"correct horse"', ["unquoted"]);
  await expectOpened(token, "PASSWORD=correct horse", ["assignment"]);
  await expectOpened(token, Buffer.from("correct horse").toString("base64"), ["base64"]);
});

it("says how many readings have the key's length, and finds nothing if none of them decrypts", async () => {
  const keys = withSecret(octets(48).subarray(16).toString("base64"));
  const token = await locked("A256KW", "A256GCM", octets(32));
  const { discovery, tried, readings, kinds } = await solve({ token, keys }, clock);
  expect(discovery).toBeNull();
  expect(tried).toBeGreaterThan(1);
  expect(readings).toBeGreaterThan(tried);
  expect(kinds).toContain("base64");
  expect(kinds, "no mistake of signing was tried").not.toContain("swapped");
});

it("finds nothing on a token whose header or tag was changed, though the right key is among the readings", async () => {
  const [header, ...rest] = (await locked("dir", "A256GCM", octets(32))).split(".");
  const other = Buffer.from(Buffer.from(header!, "base64url").toString().replace("}", ',"x":1}')).toString("base64url");
  const { discovery, tried } = await solve(
    { token: [other, ...rest].join("."), keys: withSecret(octets(32).toString("base64")) },
    clock,
  );
  expect(discovery).toBeNull();
  expect(tried).toBeGreaterThan(0);
});

it("tries the usual readings first if each password is expensive", async () => {
  const token = await locked("PBES2-HS256+A128KW", "A128GCM", Buffer.from("correct horse"), 600_000);
  const { discovery, tried } = await solve({ token, keys: withSecret('"correct horse"') }, clock);
  expect(discovery?.steps).toEqual(["unquoted"]);
  expect(tried).toBeLessThan(4);
});

it.skipIf(isQuick)(
  "spends no more than six million iterations of PBKDF2, and none on a count that needs consent",
  async () => {
    const token = await locked("PBES2-HS256+A128KW", "A128GCM", Buffer.from("another"), 1000);
    const counted = (p2c: number): string => {
      const [header, ...rest] = token.split(".");
      const other = Buffer.from(header!, "base64url").toString().replace('"p2c":1000', `"p2c":${p2c}`);
      return [Buffer.from(other).toString("base64url"), ...rest].join(".");
    };
    const triedAt = async (p2c: number) =>
      (await solve({ token: counted(p2c), keys: withSecret("a b c") }, clock)).tried;
    expect(await triedAt(1_000_000)).toBe(6);
    expect(await triedAt(1_000_001)).toBe(0);
    expect(await triedAt(1)).toBeLessThanOrEqual(400);
  },
);

it("opens the chosen recipient of a JSON serialisation", async () => {
  const jwe = await new GeneralEncrypt(CONTENT)
    .setProtectedHeader({ enc: "A256GCM" })
    .addRecipient(Uint8Array.from(octets(16)))
    .setUnprotectedHeader({ alg: "A128KW" })
    .addRecipient(Uint8Array.from(octets(32)))
    .setUnprotectedHeader({ alg: "A256KW" })
    .encrypt();
  const keys = withSecret(octets(32).toString("base64"));
  const { discovery } = await solve({ token: JSON.stringify(jwe), seal: 1, keys }, clock);
  expect(discovery?.steps).toEqual(["base64"]);
  const other = await solve({ token: JSON.stringify(jwe), seal: 0, keys }, clock);
  expect(other.discovery).toBeNull();
});

it("has nothing to try for a private key", async () => {
  const token = `${Buffer.from('{"alg":"RSA-OAEP","enc":"A128GCM"}').toString("base64url")}.AAAA.AAAA.AAAA.AAAA`;
  expect(await solve({ token, keys: withSecret("secret") }, clock)).toMatchObject({ tried: 0, discovery: null });
});
