import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, it, vi } from "vitest";
import type { KeyInputs } from "../keys/types.ts";
import { generateKey } from "../keys/generate.ts";
import { SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "../envelope/parse.ts";
import { judgeToken } from "./judge.ts";
import { RFC_SAMPLES } from "../../testing/crypto/rfc-samples.ts";
import { signToken } from "./sign.ts";
import { fields, readJwks, withSecret } from "../../testing/keys/inputs.ts";

// RSA keys are slow to make on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const encode = (text: string): string => encodeBase64Url(encodeUtf8(text));
const input = (alg: string, kid?: string) => `${encode(JSON.stringify({ alg, kid }))}.${encode('{"n":1.0}')}`;
const sign = (alg: string, keys: KeyInputs, kid?: string) =>
  signToken({ alg, signingInput: input(alg, kid) }, keys, readJwks);
const privateKey = (key: object, more: object = {}): KeyInputs =>
  fields({ privateKey: { text: JSON.stringify(key), ...more } });
const ecJwk = (namedCurve = "P-256"): JWK =>
  generateKeyPairSync("ec", { namedCurve }).privateKey.export({ format: "jwk" });

/**
 * A key for an algorithm. RSA keys are slow to make and have a test of their own, so the one in RFC 7515 is used here.
 */
async function keysFor(alg: string): Promise<KeyInputs> {
  if (/^[RP]S/.test(alg)) return privateKey(RFC_SAMPLES.find(({ key }) => key.kty === "RSA")?.key ?? {});
  const made = await generateKey(alg);
  return "secret" in made ? fields({ secret: made.secret }) : privateKey(made.jwk);
}

describe.each(SIGNATURE_ALGORITHMS.filter((alg) => alg !== "none"))("%s", (alg) => {
  it("verifies what it signed with a generated key, and nothing else", async () => {
    const keys = await keysFor(alg);
    const outcome = await sign(alg, keys);
    if (outcome.kind !== "signed") throw new Error(outcome.reason.code);
    const token = `${input(alg)}.${outcome.signature}`;
    const judgement = await judgeToken(parseToken(token), keys, readJwks);
    expect(judgement).toMatchObject({ state: "verified", software: outcome.software, weak: null });
    const bent = token.replace(encode('{"n":1.0}'), encode('{"n":1.1}'));
    expect((await judgeToken(parseToken(bent), keys, readJwks)).state).toBe("invalid");
  });
});

describe("what signs", () => {
  it("is Private key only: a private key in Public key never does", async () => {
    const keys = fields({ publicKey: { text: JSON.stringify(ecJwk()) } });
    expect(await sign("ES256", keys)).toEqual({ kind: "unavailable", reason: { code: "no-public-key" } });
  });

  it("is the secret only for HMAC", async () => {
    expect(await sign("HS256", privateKey(ecJwk()))).toEqual({ kind: "unavailable", reason: { code: "no-secret" } });
    expect((await sign("HS256", withSecret("x"))).kind).toBe("signed");
  });

  it("is nothing for none: the signature is empty", async () => {
    expect(await sign("none", fields())).toMatchObject({ kind: "signed", signature: "" });
  });

  it("in a set is the key of the header's kid, else the first that fits", async () => {
    const [a, b] = [ecJwk(), ecJwk()];
    const keys = privateKey({ keys: [ecJwk("P-384"), { ...a, kid: "a" }, { ...b, kid: "b" }] });
    expect(await sign("ES256", keys, "b")).toMatchObject({ kind: "signed", key: { jwk: { kid: "b" } } });
    expect(await sign("ES256", keys)).toMatchObject({ kind: "signed", key: { jwk: { kid: "a" } } });
    expect(await sign("ES256", keys, "c")).toMatchObject({ reason: { code: "kid-not-in-set" } });
  });

  it("may be an RSA key of n, e and d only", async () => {
    const { kty, n, e, d } = RFC_SAMPLES.find(({ key }) => key.kty === "RSA")?.key ?? {};
    const keys = privateKey({ kty, n, e, d });
    const outcome = await sign("RS256", keys);
    if (outcome.kind !== "signed") throw new Error(JSON.stringify(outcome.reason));
    expect((await judgeToken(parseToken(`${input("RS256")}.${outcome.signature}`), keys, readJwks)).state).toBe(
      "verified",
    );
  });

  it("may be an RSA key under 2,048 bits", async () => {
    const jwk = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ format: "jwk" });
    expect((await sign("PS256", privateKey(jwk))).kind).toBe("signed");
  });
});

describe("what prevents signing", () => {
  it.each([
    ["a public key", (jwk: JWK) => ({ ...jwk, d: undefined }), { kind: "mismatch", code: "public-only" }],
    ["another curve", () => ecJwk("P-384"), { kind: "mismatch", code: "curve" }],
    [
      "key_ops that only verify",
      (jwk: JWK) => ({ ...jwk, key_ops: ["verify"] }),
      { kind: "contradiction", code: "key_ops" },
    ],
    ["ext false", (jwk: JWK) => ({ ...jwk, ext: false }), { kind: "contradiction", code: "ext" }],
  ])("%s", async (_, change, fit) => {
    expect(await sign("ES256", privateKey(change(ecJwk())))).toMatchObject({ reason: { code: "key-unfit", fit } });
  });

  it("a contradiction is ignored if the user overrides it", async () => {
    const jwk = { ...ecJwk(), use: "enc" };
    expect((await sign("ES256", privateKey(jwk))).kind).toBe("unavailable");
    expect((await sign("ES256", privateKey(jwk, { judgeAnyway: true }))).kind).toBe("signed");
  });

  it("a key for which anyone could sign, whatever else it can do", async () => {
    const jwk = ecJwk();
    expect(await sign("ES256", privateKey({ ...jwk, y: jwk.x }))).toEqual({
      kind: "unavailable",
      reason: { code: "key-degenerate", fault: "off-curve" },
    });
  });

  it("an unknown algorithm, text that is not a key, a key that the browser refuses", async () => {
    expect(await sign("XX", fields())).toMatchObject({ reason: { code: "alg-unknown" } });
    expect(await sign("ES256", fields({ privateKey: { text: "x" } }))).toMatchObject({
      reason: { code: "key-problem" },
    });
    const other = ecJwk();
    expect(await sign("ES256", privateKey({ ...ecJwk(), x: other.x, y: other.y }))).toMatchObject({
      reason: { code: "import-failed" },
    });
  });
});

it("signs the bytes as they are: ECDSA signatures are R and S side by side, which Node accepts too", async () => {
  const jwk = ecJwk("P-521");
  const outcome = await sign("ES512", privateKey(jwk));
  expect(outcome).toMatchObject({ kind: "signed" });
  expect(createPrivateKey({ key: jwk as never, format: "jwk" }).asymmetricKeyDetails?.namedCurve).toBe("secp521r1");
  if (outcome.kind === "signed") expect(Buffer.from(outcome.signature, "base64url")).toHaveLength(132);
});
