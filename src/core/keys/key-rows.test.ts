import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { JWK } from "jose";
import { keyRows, textOfKey } from "./key-rows.ts";
import { armour } from "../../testing/keys/pairs.ts";
import { CERTIFICATE } from "../../testing/keys/samples.ts";
import { readKeys } from "./read.ts";

const ec = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const [one, two] = [ec(), ec()];
const jwk = (pair: typeof one, more: object = {}): JWK => ({
  ...(pair.publicKey.export({ format: "jwk" }) as JWK),
  ...more,
});
const pem = (pair: typeof one): string => pair.publicKey.export({ format: "pem", type: "spki" }) as string;
const rowsOf = async (text: string, passphrase?: string) => keyRows(await readKeys(text, passphrase));
const set = (...keys: object[]): string => JSON.stringify({ keys }, null, 2);

describe("a field's keys as rows", () => {
  it("exist for a set, however small, and for several keys of any form, but not for a single key or none", async () => {
    expect(await rowsOf(set(jwk(one)))).toHaveLength(1);
    expect(await rowsOf(pem(one) + pem(two))).toHaveLength(2);
    for (const text of ["", "no key", JSON.stringify(jwk(one)), pem(one), '{"keys":[]}'])
      expect(await rowsOf(text), text).toBeNull();
  });

  it("show what each key says about itself, and where it comes from", async () => {
    const rows = await rowsOf(
      set(jwk(one, { kid: "a", use: "sig", alg: "ES256" }), jwk(two, { key_ops: ["verify", "sign"], x5c: ["MIIB"] }), {
        kty: "oct",
        k: "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0",
        kid: 7,
      }),
    );
    expect(rows?.map(({ index, kid, type, size, use, alg, from }) => [index, kid, type, size, use, alg, from])).toEqual(
      [
        [0, "a", "EC", "P-256", "sign", "ES256", "JWK Set"],
        [1, null, "EC", "P-256", "verify, sign", null, "JWK Set with x5c"],
        [2, null, "oct", "216 bits", null, null, "JWK Set"],
      ],
    );
    const pems = await rowsOf(`${pem(one)}\n${pem(two)}`);
    expect(pems?.map(({ from, kid }) => [from, kid])).toEqual([
      ["PEM (SPKI)", null],
      ["PEM (SPKI)", null],
    ]);
  });

  it("are in text order, unreadable ones among them with the reason", async () => {
    const broken = { ...jwk(one), kid: "broken", x: "!!!" };
    const rows = await rowsOf(set(broken, jwk(two, { kid: "b" }), { kty: "DSA", kid: "dsa" }));
    expect(rows?.map(({ kid, material, problem }) => [kid, material !== null, problem?.code])).toEqual([
      ["broken", false, "jwk-invalid"],
      ["b", true, undefined],
      ["dsa", false, "type-unsupported"],
    ]);
    expect((await rowsOf(set(broken)))?.map(({ type, size }) => [type, size])).toEqual([["EC", "P-256"]]);
    const pems = await rowsOf(`${pem(one)}-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n${pem(two)}`);
    expect(pems?.map(({ material }) => material !== null)).toEqual([true, false, true]);
  });
});

describe("a single key of a set", () => {
  it("is the part of the text that it occupies, to the character", async () => {
    const text = set(jwk(one, { kid: "a" }), jwk(two, { kid: "b" }));
    const [, second] = (await rowsOf(text))!;
    const part = await textOfKey(second!, text);
    expect(text).toContain(part);
    expect(JSON.parse(part!)).toEqual(jwk(two, { kid: "b" }));
    const pems = pem(one) + pem(two);
    expect(await textOfKey((await rowsOf(pems))![1]!, pems)).toBe(pem(two).trim());
  });

  it("is a JWK if its part alone is not the same key because the name is outside", async () => {
    const certificate = armour("CERTIFICATE", CERTIFICATE);
    const text = JSON.stringify({ first: certificate, second: certificate });
    const [, second] = (await rowsOf(text))!;
    const alone = (await textOfKey(second!, text))!;
    expect(JSON.parse(alone)).toMatchObject({ kid: "second" });
    expect(await rowsOf(`[${alone},${alone}]`)).toHaveLength(2);
  });

  it("stays locked if it is locked, and is nothing if it cannot be read", async () => {
    const locked = createPrivateKey(one.privateKey.export({ format: "pem", type: "pkcs8" })).export({
      format: "pem",
      type: "pkcs8",
      cipher: "aes-256-cbc",
      passphrase: "p",
    }) as string;
    const text = `${locked}${pem(two)}`;
    const [first] = (await rowsOf(text, "p"))!;
    expect(first?.material?.isPrivate).toBe(true);
    expect(await textOfKey(first!, text)).toContain("ENCRYPTED PRIVATE KEY");
    const [, dead] = (await rowsOf(set(jwk(one), { kty: "EC" })))!;
    expect(await textOfKey(dead!, "")).toBeNull();
  });
});
