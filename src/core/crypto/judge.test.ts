import { createHmac, generateKeyPairSync, type KeyObject, sign as nodeSign } from "node:crypto";
import fc from "fast-check";
import type { JWK } from "jose";
import { describe, expect, it, vi } from "vitest";
import type { KeyInputs } from "../keys/types.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "../envelope/parse.ts";
import { judgeToken } from "./judge.ts";
import { fields, readJwks, withSecret } from "../../testing/keys/inputs.ts";
import { rounds } from "../../testing/rounds.ts";

// RSA keys are slow to make on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const encode = (text: string): string => encodeBase64Url(encodeUtf8(text));
const judge = (text: string, keys: KeyInputs) => judgeToken(parseToken(text), keys, readJwks);
const publicKey = (key: object, more: object = {}): KeyInputs =>
  fields({ publicKey: { text: JSON.stringify(key), ...more } });

const SECRET = "a-string-secret-at-least-256-bits-long";
const PAYLOAD = encode('{"sub":"1"}');

function hs256(key: Uint8Array | string = SECRET, header = '{"alg":"HS256"}', payload = PAYLOAD): string {
  const input = `${encode(header)}.${payload}`;
  return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`;
}

interface Pair {
  readonly half: JWK;
  readonly whole: JWK;
  readonly sign: (header: string) => string;
}

/** A pair made by Node, and tokens signed by Node: none of the code under test is involved. */
function pairOf(
  { publicKey: half, privateKey }: { publicKey: KeyObject; privateKey: KeyObject },
  hash: string | null,
): Pair {
  return {
    half: half.export({ format: "jwk" }),
    whole: privateKey.export({ format: "jwk" }),
    sign(header) {
      const input = `${encode(header)}.${PAYLOAD}`;
      const signature = nodeSign(hash, encodeUtf8(input), { key: privateKey, dsaEncoding: "ieee-p1363" });
      return `${input}.${encodeBase64Url(signature)}`;
    },
  };
}

const rsa = (modulusLength: number): Pair => pairOf(generateKeyPairSync("rsa", { modulusLength }), "sha256");
const ec = (namedCurve: string, hash = "sha256"): Pair => pairOf(generateKeyPairSync("ec", { namedCurve }), hash);
const [one, other, p384] = [ec("P-256"), ec("P-256"), ec("P-384", "sha384")];
const ES = '{"alg":"ES256"}';

describe("HMAC", () => {
  it("is verified with the secret, whose length is reported", async () => {
    expect(await judge(hs256(), withSecret(SECRET))).toMatchObject({
      state: "verified",
      reason: { code: "verified" },
      alg: "HS256",
      key: { source: "secret", material: null, secretBytes: 38 },
      weak: null,
    });
    expect(await judge(hs256(), withSecret("another"))).toMatchObject({
      state: "invalid",
      reason: { code: "mismatch" },
    });
  });

  it("reads the secret in the chosen encoding, and never guesses another", async () => {
    const octets = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);
    const token = hs256(octets);
    const base64 = Buffer.from(octets).toString("base64");
    expect((await judge(token, withSecret(base64, "Base64"))).state).toBe("verified");
    expect((await judge(token, withSecret(encodeBase64Url(octets), "Base64url"))).state).toBe("verified");
    expect((await judge(token, withSecret(Buffer.from(octets).toString("hex"), "Hex"))).state).toBe("verified");
    expect((await judge(token, withSecret(base64, "UTF-8"))).state).toBe("invalid");
  });

  it("never trims the secret", async () => {
    expect((await judge(hs256(), withSecret(`${SECRET}\n`))).state).toBe("invalid");
    expect((await judge(hs256(`${SECRET}\n`), withSecret(`${SECRET}\n`))).state).toBe("verified");
  });

  it("has no key if the secret is empty, and a key error if it is not in its encoding", async () => {
    expect(await judge(hs256(""), withSecret(""))).toMatchObject({ state: "no-key", reason: { code: "no-secret" } });
    expect(await judge(hs256(), withSecret("abc!", "Base64"))).toMatchObject({
      state: "key-error",
      reason: { code: "secret-encoding", encoding: "Base64", at: 3 },
    });
  });

  it("has a key error, in the browser's words, if the browser refuses the secret", async () => {
    const importing = vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(new DOMException("too short"));
    const judgement = await judge(hs256("refused"), withSecret("refused")).finally(() => importing.mockRestore());
    expect(judgement).toMatchObject({
      state: "key-error",
      reason: { code: "import-failed", message: "too short" },
      key: { source: "secret", secretBytes: 7 },
    });
  });

  it("verifies with a secret shorter than the hash, and calls it weak (RFC 7518 section 3.2)", async () => {
    expect(await judge(hs256("short"), withSecret("short"))).toMatchObject({
      state: "verified",
      weak: { bits: 40, needed: 256 },
    });
  });

  it("distinguishes a signature of the wrong length from one that does not match", async () => {
    const [header, payload] = hs256().split(".");
    expect(await judge(`${header}.${payload}.AAAA`, withSecret(SECRET))).toMatchObject({
      state: "invalid",
      reason: { code: "signature-length", actual: 3, expected: 32 },
    });
  });

  it.each([
    ["alg", { alg: "HS512" }, { code: "alg" }],
    ["use", { use: "enc" }, { code: "use" }],
    ["key_ops", { key_ops: ["sign"] }, { code: "key_ops" }],
  ])("is a key error if the %s of the secret's JWK contradicts it", async (_, jwk, fit) => {
    const secret = { text: SECRET, encoding: "UTF-8", jwk } as const;
    expect(await judge(hs256(), fields({ secret }))).toMatchObject({
      state: "key-error",
      reason: { code: "key-unfit", fit: { kind: "contradiction", ...fit } },
    });
  });

  it("never takes a public key for a secret, nor an oct JWK from the Public key field", async () => {
    const text = JSON.stringify(one.half);
    expect((await judge(hs256(text), publicKey(one.half))).state).toBe("no-key");
    const oct = { kty: "oct", k: encode(SECRET) };
    expect((await judge(hs256(), publicKey(oct))).state).toBe("no-key");
    expect(await judge(one.sign(ES), publicKey(oct))).toMatchObject({
      state: "key-error",
      reason: { code: "key-unfit", fit: { kind: "mismatch", code: "oct-as-asymmetric" } },
    });
  });
});

describe("an unencoded payload (RFC 7797)", () => {
  it("is verified as it is in the token, also beyond ASCII, if crit lists b64", async () => {
    const header = '{"alg":"HS256","b64":false,"crit":["b64"]}';
    expect((await judge(hs256(SECRET, header, "$,02 §"), withSecret(SECRET))).state).toBe("verified");
    expect((await judge(hs256(SECRET, header, "payload"), withSecret(SECRET))).state).toBe("verified");
    expect(
      (await judge(hs256(SECRET, header, "payload").replace("payload", "paYload"), withSecret(SECRET))).state,
    ).toBe("invalid");
  });
});

describe("a public key", () => {
  it("verifies", async () => {
    expect(await judge(one.sign(ES), publicKey(one.half))).toMatchObject({
      state: "verified",
      key: { source: "public-key", material: { jwk: one.half } },
      software: false,
    });
    expect((await judge(one.sign(ES), publicKey(other.half))).state).toBe("invalid");
  });

  it("is missing if neither field has one", async () => {
    expect(await judge(one.sign(ES), withSecret(SECRET))).toMatchObject({
      state: "no-key",
      reason: { code: "no-public-key" },
    });
  });

  it("may be the public half of Private key while Public key is empty", async () => {
    const keys = fields({ privateKey: { text: JSON.stringify(one.whole) } });
    expect(await judge(one.sign(ES), keys)).toMatchObject({ state: "verified", key: { source: "private-key" } });
  });

  it("verifies the same whatever is in Private key", async () => {
    for (const text of ["", "no key at all", JSON.stringify(other.whole), JSON.stringify(p384.whole)]) {
      const keys = { ...publicKey(one.half), privateKey: { text } };
      expect(await judge(one.sign(ES), keys), text).toMatchObject({ state: "verified", key: { source: "public-key" } });
    }
    expect((await judge(one.sign(ES), fields({ privateKey: { text: "no key at all" } }))).state).toBe("no-key");
  });

  it("may itself be a private key, whose public half verifies", async () => {
    expect((await judge(one.sign(ES), publicKey(one.whole))).state).toBe("verified");
    expect((await judge(one.sign(ES), publicKey({ ...one.whole, key_ops: ["sign"] }))).state).toBe("verified");
  });

  it("that cannot be read is a key error, with the problem", async () => {
    expect(await judge(one.sign(ES), fields({ publicKey: { text: "hello" } }))).toMatchObject({
      state: "key-error",
      reason: { code: "key-problem", problem: { code: "not-a-key" } },
    });
  });

  it("from the token itself verifies only on request, and is named as such", async () => {
    const keys = { ...publicKey(other.half), tokenKey: { text: JSON.stringify(one.half) } };
    expect(await judge(one.sign(ES), keys)).toMatchObject({ state: "verified", key: { source: "token" } });
  });

  it("that can never fit is a key error, with the data for a sentence", async () => {
    expect(await judge(one.sign(ES), publicKey(p384.half))).toMatchObject({
      state: "key-error",
      reason: {
        code: "key-unfit",
        fit: { kind: "mismatch", code: "curve", args: { have: "P-384", need: "P-256", alg: "ES256" } },
      },
      key: { source: "public-key" },
    });
  });

  it("off the curve is a key error, and no exception", async () => {
    const offCurve = { ...one.half, y: one.half.x };
    expect(await judge(one.sign(ES), publicKey(offCurve))).toMatchObject({
      state: "key-error",
      reason: { code: "key-degenerate" },
    });
  });

  it.each([
    ["alg", { alg: "ES384" }],
    ["use", { use: "enc" }],
    ["key_ops", { key_ops: ["sign"] }],
  ])("whose %s contradicts is a key error, unless the user overrides it", async (code, members) => {
    const key = { ...one.half, ...members };
    expect(await judge(one.sign(ES), publicKey(key))).toMatchObject({
      state: "key-error",
      reason: { code: "key-unfit", fit: { kind: "contradiction", code } },
    });
    expect((await judge(one.sign(ES), publicKey(key, { judgeAnyway: true }))).state).toBe("verified");
    expect((await judge(other.sign(ES), publicKey(key, { judgeAnyway: true }))).state).toBe("invalid");
  });

  it("of RSA under 2,048 bits verifies and is called weak (RFC 7518 section 3.3)", async () => {
    const small = rsa(1024);
    const token = small.sign('{"alg":"RS256"}');
    expect(await judge(token, publicKey(small.half))).toMatchObject({
      state: "verified",
      weak: { bits: 1024, needed: 2048 },
    });
    const bent = token.replace(`.${PAYLOAD}.`, `.${encode('{"sub":"2"}')}.`);
    expect(await judge(bent, publicKey(small.half))).toMatchObject({ state: "invalid", reason: { code: "mismatch" } });
  });

  it("gives its signature's length: the modulus's for RSA, the curve's otherwise", async () => {
    const large = rsa(2048);
    const [header, payload] = large.sign('{"alg":"RS256"}').split(".");
    expect((await judge(`${header}.${payload}.AAAA`, publicKey(large.half))).reason).toEqual({
      code: "signature-length",
      actual: 3,
      expected: 256,
    });
    const ed = pairOf(generateKeyPairSync("ed25519"), null);
    const cut = ed.sign('{"alg":"EdDSA"}').slice(0, -2);
    expect((await judge(cut, publicKey(ed.half))).reason).toMatchObject({ code: "signature-length", expected: 64 });
  });

  it("that the browser refuses is a key error with its words, and software is not said to have checked anything", async () => {
    const refused = ec("P-256");
    const importing = vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(new DOMException("", "DataError"));
    const judgement = await judge(refused.sign(ES), publicKey(refused.half)).finally(() => importing.mockRestore());
    expect(judgement).toMatchObject({
      state: "key-error",
      reason: { code: "import-failed", message: "DataError" },
      key: { source: "public-key", material: { jwk: refused.half } },
      software: false,
    });
  });
});

describe("EdDSA", () => {
  it.each(["EdDSA", "Ed25519"])("is verified under the name %s with a key that calls itself either", async (alg) => {
    const ed = pairOf(generateKeyPairSync("ed25519"), null);
    const token = ed.sign(`{"alg":"${alg}"}`);
    for (const own of ["EdDSA", "Ed25519"]) {
      expect((await judge(token, publicKey({ ...ed.half, alg: own }))).state).toBe("verified");
    }
  });
});

describe("a set of keys", () => {
  const set = (...keys: object[]): KeyInputs => publicKey({ keys });
  const named = (kid: string) => one.sign(`{"alg":"ES256","kid":"${kid}"}`);

  it("verifies with the key of the token's kid, and says why the others were skipped", async () => {
    const keys = set({ ...other.half, kid: "b" }, { ...one.half, kid: "a" }, p384.half);
    expect(await judge(named("a"), keys)).toMatchObject({
      state: "verified",
      key: { material: { jwk: { kid: "a" } } },
      passedOver: [
        { index: 0, kid: "b", reason: "kid" },
        { index: 2, kid: null, reason: "kid" },
      ],
    });
    expect((await judge(named("b"), keys)).state).toBe("invalid");
  });

  it("without the token's kid is a key error that lists what is there, though one key would verify", async () => {
    expect(await judge(named("c"), set({ ...one.half, kid: "a" }, other.half))).toMatchObject({
      state: "key-error",
      reason: { code: "kid-not-in-set", kid: "c", available: ["a", null] },
    });
  });

  it("is tried key by key if the token has no kid, and the one that verifies is named", async () => {
    const keys = set(
      p384.half,
      { kty: "oct", k: encode(SECRET) },
      { ...other.half, kid: "b" },
      { ...one.half, kid: "a" },
    );
    expect(await judge(one.sign(ES), keys)).toMatchObject({
      state: "verified",
      key: { material: { jwk: { kid: "a" } } },
      passedOver: [
        { index: 0, reason: { kind: "mismatch", code: "curve" } },
        { index: 1, reason: { kind: "mismatch", code: "oct-as-asymmetric" } },
        { index: 2, kid: "b", reason: "did-not-verify" },
      ],
    });
  });

  it("is not tried further once a key has verified", async () => {
    const judgement = await judge(one.sign(ES), set(one.half, other.half));
    expect(judgement).toMatchObject({ state: "verified", passedOver: [] });
  });

  it("reports a wrong signature length only if no key was tried in vain", async () => {
    const large = rsa(2048);
    const small = rsa(1024);
    const token = large.sign('{"alg":"RS256"}').replace(`.${PAYLOAD}.`, `.${encode("{}")}.`);
    expect((await judge(token, set(small.half, large.half))).reason).toEqual({ code: "mismatch" });
    expect((await judge(token, set(small.half, { ...small.half, kid: "b" }))).reason).toMatchObject({
      code: "signature-length",
      actual: 256,
      expected: 128,
    });
  });

  it("has all keys of one kid tried", async () => {
    const keys = set({ ...other.half, kid: "a" }, { ...one.half, kid: "a" });
    expect(await judge(named("a"), keys)).toMatchObject({
      state: "verified",
      passedOver: [{ index: 0, reason: "did-not-verify" }],
    });
  });

  it("names no failed key if several were tried in vain", async () => {
    const judgement = await judge(one.sign(ES), set(other.half, ec("P-256").half));
    expect(judgement).toMatchObject({ state: "invalid", reason: { code: "mismatch" }, key: { material: null } });
    expect(judgement.passedOver.map(({ reason }) => reason)).toEqual(["did-not-verify", "did-not-verify"]);
  });

  it("continues past a key that the browser refuses", async () => {
    expect((await judge(one.sign(ES), set({ ...one.half, y: one.half.x }, one.half))).state).toBe("verified");
  });

  it("with no fitting key is a key error", async () => {
    expect(await judge(one.sign(ES), set(p384.half, rsa(1024).half))).toMatchObject({
      state: "key-error",
      reason: { code: "none-fits" },
      passedOver: [{ reason: { code: "curve" } }, { reason: { code: "type" } }],
    });
  });

  it("of one key with another name is still a set, while a lone key is tried whatever its kid", async () => {
    expect((await judge(named("c"), set({ ...one.half, kid: "a" }))).reason.code).toBe("kid-not-in-set");
    expect((await judge(named("c"), publicKey({ ...one.half, kid: "a" }))).state).toBe("verified");
  });
});

describe("whatever is in the fields", () => {
  it("gives a judgement, and never verifies what nobody signed", async () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record(
          {
            kty: fc.constantFrom("RSA", "EC", "OKP", "AKP", "oct", "x"),
            crv: fc.constantFrom("P-256", "Ed25519", ""),
            alg: fc.string(),
            x: fc.string(),
            y: fc.string(),
            n: fc.string(),
            e: fc.string(),
            k: fc.string(),
          },
          { requiredKeys: ["kty"] },
        )
        .map((jwk) => JSON.stringify(jwk)),
    );
    const algs = fc.constantFrom("HS256", "RS256", "PS512", "ES256", "ES256K", "EdDSA", "Ed448", "ML-DSA-44");
    await fc.assert(
      fc.asyncProperty(
        algs,
        hostile,
        fc.constantFrom("UTF-8", "Base64", "Base64url", "Hex"),
        fc.uint8Array({ maxLength: 140 }),
        async (alg, text, encoding, signature) => {
          const token = `${encode(JSON.stringify({ alg }))}.${PAYLOAD}.${encodeBase64Url(signature)}`;
          const keys = { secret: { text, encoding }, publicKey: { text }, privateKey: { text } } as const;
          expect(["no-key", "key-error", "invalid"]).toContain((await judge(token, keys)).state);
        },
      ),
      { numRuns: rounds(300) },
    );
  });
});
