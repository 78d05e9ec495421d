import { CompactEncrypt, exportJWK, generateKeyPair, type JWK } from "jose";
import { deflateRawSync } from "node:zlib";
import { constants, createPublicKey, type JsonWebKey as NodeJwk, publicEncrypt, randomBytes } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import {
  CONTENT_ENCRYPTIONS,
  contentEncryptionRow,
  KEY_MANAGEMENT_ALGORITHMS,
  keyManagementRow,
} from "../../registry/encryption-algorithms.ts";
import { parseToken } from "../../envelope/parse.ts";
import { readKeys } from "../../keys/read.ts";
import type { KeyInputs } from "../../keys/types.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { fields, withSecret } from "../../../testing/keys/inputs.ts";
import { judgeToken } from "../judge.ts";
import { judgeJwe } from "./judge-jwe.ts";
import { isQuick, sampled } from "../../../testing/rounds.ts";

const TEXT = '{"sub":"1234567890","name":"Jane"}';

interface Locked {
  readonly token: string;
  readonly keys: KeyInputs;
}

const judge = (token: string, keys: KeyInputs, openAnyway = false) =>
  judgeToken(parseToken(token), keys, readKeys, { openAnyway });

const rsaKeys = generateKeyPair("RSA-OAEP", { extractable: true });

/** Keys of a row, made once for each curve. */
async function keyFor(
  alg: string,
  enc: string,
  crv = "P-256",
): Promise<{ encryptsWith: Uint8Array | CryptoKey; keys: KeyInputs }> {
  const row = keyManagementRow(alg)!;
  if (row.keyTypes.includes("oct")) {
    const bytes = row.wrapKeyBytes ?? contentEncryptionRow(enc)!.keyBytes;
    if (row.hash) return { encryptsWith: encodeUtf8("correct horse"), keys: withSecret("correct horse") };
    const key = Uint8Array.from(randomBytes(bytes));
    return { encryptsWith: key, keys: withSecret(encodeBase64Url(key), "Base64url") };
  }
  if (row.keyTypes.includes("RSA")) {
    const { privateKey, publicKey } = await rsaKeys;
    const jwk = await exportJWK(privateKey);
    const encryptsWith = await crypto.subtle.importKey(
      "jwk",
      (await exportJWK(publicKey)) as JsonWebKey,
      { name: "RSA-OAEP", hash: row.hash! },
      false,
      ["encrypt"],
    );
    return { encryptsWith, keys: fields({ privateKey: { text: JSON.stringify(jwk) } }) };
  }
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true, crv });
  return {
    encryptsWith: publicKey,
    keys: fields({ privateKey: { text: JSON.stringify(await exportJWK(privateKey)) } }),
  };
}

async function lock(
  alg: string,
  enc: string,
  { crv = "P-256", header = {}, plaintext = encodeUtf8(TEXT) } = {},
): Promise<Locked> {
  const { encryptsWith, keys } = await keyFor(alg, enc, crv);
  const token = await new CompactEncrypt(plaintext).setProtectedHeader({ alg, enc, ...header }).encrypt(encryptsWith);
  return { token, keys };
}

/** The token with another character in the middle of a segment. */
function changed(token: string, segment: number): string {
  const parts = token.split(".");
  const text = parts[segment]!;
  const at = Math.floor(text.length / 2);
  parts[segment] = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  return parts.join(".");
}

function withHeader(token: string, header: object): string {
  return [encodeBase64Url(encodeUtf8(JSON.stringify(header))), ...token.split(".").slice(1)].join(".");
}

const reasonOf = async (token: string, keys: KeyInputs, openAnyway = false) => {
  const { state, reason } = await judge(token, keys, openAnyway);
  return [state, reason];
};

describe("what jose encrypts is decrypted here", () => {
  const algs = KEY_MANAGEMENT_ALGORITHMS.filter((alg) => alg !== "RSA1_5");
  it.each(sampled(algs.flatMap((alg) => CONTENT_ENCRYPTIONS.map((enc) => [alg, enc] as const))))(
    "%s with %s",
    async (alg, enc) => {
      const { token, keys } = await lock(alg, enc);
      expect(await judge(token, keys)).toMatchObject({
        state: "decrypted",
        alg,
        key: { source: keyManagementRow(alg)!.keyTypes.includes("oct") ? "secret" : "private-key" },
        opened: { content: { text: TEXT } },
      });
    },
  );

  it.each(["P-256", "P-384", "P-521", "X25519"])("with a key on %s, and with apu and apv", async (crv) => {
    const { encryptsWith, keys } = await keyFor("ECDH-ES", "A256GCM", crv);
    const encrypt = new CompactEncrypt(encodeUtf8(TEXT)).setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM" });
    const token = await encrypt
      .setKeyManagementParameters({ apu: encodeUtf8("Alice"), apv: encodeUtf8("Bob") })
      .encrypt(encryptsWith);
    expect(await judge(token, keys)).toMatchObject({ state: "decrypted" });
  });

  it("if the browser lacks 192-bit AES, in software, and says so", async () => {
    const { subtle } = crypto;
    const real = subtle.importKey.bind(subtle) as (...args: readonly unknown[]) => Promise<CryptoKey>;
    const without192 = async (...args: readonly unknown[]) => {
      const [, key, mode] = args;
      if (String(mode).startsWith("AES") && (key as Uint8Array).byteLength === 24) throw new DOMException("No AES-192");
      return real(...args);
    };
    for (const [alg, enc] of [
      ["dir", "A192GCM"],
      ["dir", "A192CBC-HS384"],
      ["A192KW", "A128GCM"],
      ["A192GCMKW", "A128GCM"],
    ] as const) {
      const { token, keys } = await lock(alg, enc);
      const lacking = vi.spyOn(subtle, "importKey").mockImplementation(without192 as typeof subtle.importKey);
      const answers = [await judge(token, keys), await judge(changed(token, 3), keys)];
      lacking.mockRestore();
      expect(answers).toMatchObject([
        { state: "decrypted", software: true, opened: { content: { text: TEXT } } },
        { state: "invalid", software: true },
      ]);
    }
  });
});

describe("why a token does not open", () => {
  it("is unknown without a key", async () => {
    const { token: shared } = await lock("dir", "A256GCM");
    expect(await reasonOf(shared, fields())).toEqual(["no-key", { code: "no-secret" }]);
    const { token } = await lock("RSA-OAEP-256", "A256GCM");
    expect(await reasonOf(token, withSecret("x"))).toEqual(["no-key", { code: "no-private-key" }]);
    // A public key only encrypts.
    const publicKey = { text: JSON.stringify(await exportJWK((await rsaKeys).publicKey)) };
    expect(await reasonOf(token, fields({ publicKey }))).toEqual(["no-key", { code: "no-private-key" }]);
    expect(await reasonOf(token, fields({ privateKey: publicKey }))).toMatchObject([
      "key-error",
      { code: "key-unfit", fit: { code: "public-only" } },
    ]);
  });

  it("with a shared key of the wrong length, nothing was tried", async () => {
    const { token } = await lock("dir", "A256GCM");
    expect(await reasonOf(token, withSecret("short"))).toEqual([
      "key-error",
      { code: "secret-length", actual: 5, needed: 32 },
    ]);
    const { token: wrapped } = await lock("A128KW", "A256GCM");
    expect(await reasonOf(wrapped, withSecret("short"))).toEqual([
      "key-error",
      { code: "secret-length", actual: 5, needed: 16 },
    ]);
  });

  it.each(["A128KW", "A192GCMKW", "PBES2-HS256+A128KW", "ECDH-ES+A256KW", "RSA-OAEP"])(
    "%s distinguishes a wrong key from changed content or a changed header",
    async (alg) => {
      const { token, keys } = await lock(alg, "A128CBC-HS256", { header: { kid: "a" } });
      const { keys: otherKeys } =
        alg === "RSA-OAEP"
          ? {
              keys: fields({
                privateKey: {
                  text: JSON.stringify(
                    await exportJWK((await generateKeyPair("RSA-OAEP", { extractable: true })).privateKey),
                  ),
                },
              }),
            }
          : alg.startsWith("PBES2")
            ? { keys: withSecret("another") }
            : await keyFor(alg, "A128CBC-HS256");
      expect(await reasonOf(token, otherKeys)).toEqual(["invalid", { code: "unwrap-failed" }]);
      expect(await reasonOf(changed(token, 1), keys)).toEqual(["invalid", { code: "unwrap-failed" }]);
      expect(await reasonOf(changed(token, 3), keys)).toMatchObject([
        "invalid",
        { code: "tag-mismatch", isKeyRight: true },
      ]);
      const [header] = token.split(".");
      const json = JSON.parse(Buffer.from(header!, "base64url").toString()) as object;
      expect(await reasonOf(withHeader(token, { ...json, kid: "b" }), keys)).toEqual([
        "invalid",
        { code: "tag-mismatch", isKeyRight: true, reads: true },
      ]);
      expect(await reasonOf(changed(token, 4), keys)).toEqual([
        "invalid",
        { code: "tag-mismatch", isKeyRight: true, reads: true },
      ]);
      expect(await reasonOf(withHeader(token, { ...json, enc: "A256CBC-HS512" }), keys)).toMatchObject([
        "invalid",
        { code: "jwe-shape", part: "tag" },
      ]);
      expect(await reasonOf(withHeader(token, { ...json, enc: "A128GCM" }), keys)).toMatchObject([
        "invalid",
        { code: "jwe-shape", part: "iv" },
      ]);
    },
  );

  it("an enc of another length shows in the unwrapped key", async () => {
    const { token, keys } = await lock("A128KW", "A128GCM");
    expect(await reasonOf(withHeader(token, { alg: "A128KW", enc: "A256GCM" }), keys)).toEqual([
      "invalid",
      { code: "content-key-length", actual: 16, needed: 32 },
    ]);
  });

  it("with dir only the content shows whether the key is right", async () => {
    const { token, keys } = await lock("dir", "A256GCM");
    expect(await reasonOf(withHeader(token, { alg: "dir", enc: "A256GCM", kid: "x" }), keys)).toEqual([
      "invalid",
      { code: "tag-mismatch", isKeyRight: true, reads: true },
    ]);
    const { keys: others } = await keyFor("dir", "A256GCM");
    expect(await reasonOf(token, others)).toEqual([
      "invalid",
      { code: "tag-mismatch", isKeyRight: false, reads: false },
    ]);
  });

  it("an RSA key of another size is recognised by the length of the encrypted key", async () => {
    const { token } = await lock("RSA-OAEP", "A128GCM");
    const { privateKey } = await generateKeyPair("RSA-OAEP", { extractable: true, modulusLength: 3072 });
    expect(
      await reasonOf(token, fields({ privateKey: { text: JSON.stringify(await exportJWK(privateKey)) } })),
    ).toEqual(["invalid", { code: "modulus-length", actual: 256, expected: 384 }]);
  });

  it("a key on another curve than epk, or of another type, was not tried", async () => {
    const { token } = await lock("ECDH-ES", "A128GCM");
    const { keys } = await keyFor("ECDH-ES", "A128GCM", "P-384");
    expect(await reasonOf(token, keys)).toMatchObject(["key-error", { code: "key-unfit", fit: { code: "curve" } }]);
    const { keys: rsa } = await keyFor("RSA-OAEP", "A128GCM");
    expect(await reasonOf(token, rsa)).toMatchObject(["key-error", { code: "key-unfit", fit: { code: "type" } }]);
  });

  it("an epk off its curve, or of small order, is never multiplied with the private key", async () => {
    const { token, keys } = await lock("ECDH-ES", "A128GCM");
    const zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE";
    const epk = { kty: "EC", crv: "P-256", x: zeros, y: zeros };
    expect(await reasonOf(withHeader(token, { alg: "ECDH-ES", enc: "A128GCM", epk }), keys)).toEqual([
      "invalid",
      { code: "jwe-shape", part: "epk" },
    ]);
    const { token: edwards, keys: own } = await lock("ECDH-ES", "A128GCM", { crv: "X25519" });
    const small = { kty: "OKP", crv: "X25519", x: "4Ot6fDtBuK4WVuP68Z_EatoJjeucMrH9hmIFFl9JuAA" };
    expect(await reasonOf(withHeader(edwards, { alg: "ECDH-ES", enc: "A128GCM", epk: small }), own)).toEqual([
      "invalid",
      { code: "jwe-shape", part: "epk" },
    ]);
  });

  it("a JWK for signatures contradicts, until the user overrides it", async () => {
    const { token } = await lock("RSA-OAEP", "A128GCM");
    const jwk = { ...(await exportJWK((await rsaKeys).privateKey)), use: "sig" };
    const privateKey = { text: JSON.stringify(jwk) };
    expect(await reasonOf(token, fields({ privateKey }))).toMatchObject([
      "key-error",
      { code: "key-unfit", fit: { kind: "contradiction", code: "use", args: { need: "enc" } } },
    ]);
    expect(await reasonOf(token, fields({ privateKey: { ...privateKey, judgeAnyway: true } }))).toMatchObject([
      "decrypted",
      {},
    ]);
  });

  it("a set opens with the key that the token names, or with the one that works", async () => {
    const { encryptsWith, keys } = await keyFor("ECDH-ES", "A128GCM");
    const own = JSON.parse(keys.privateKey.text) as JWK;
    const other = JSON.parse((await keyFor("ECDH-ES", "A128GCM")).keys.privateKey.text) as JWK;
    const set = {
      keys: [
        { ...other, kid: "other" },
        { ...own, kid: "own" },
      ],
    };
    const privateKey = { text: JSON.stringify(set) };
    const encrypt = (kid: object) =>
      new CompactEncrypt(encodeUtf8(TEXT))
        .setProtectedHeader({ alg: "ECDH-ES", enc: "A128GCM", ...kid })
        .encrypt(encryptsWith);
    expect(await judge(await encrypt({}), fields({ privateKey }))).toMatchObject({
      state: "decrypted",
      key: { material: { jwk: { kid: "own" } } },
      passedOver: [{ kid: "other", reason: "did-not-verify" }],
    });
    expect(await judge(await encrypt({ kid: "other" }), fields({ privateKey }))).toMatchObject({ state: "invalid" });
    expect(await reasonOf(await encrypt({ kid: "third" }), fields({ privateKey }))).toMatchObject([
      "key-error",
      { code: "kid-not-in-set" },
    ]);
  });
});

describe("what is refused, or done only on request", () => {
  it.each([
    ["an unknown alg", { alg: "A512KW", enc: "A128GCM" }, { code: "alg-unknown", alg: "A512KW" }],
    ["none", { alg: "none", enc: "A128GCM" }, { code: "alg-unknown", alg: "none" }],
    ["an unknown enc", { alg: "dir", enc: "A512GCM" }, { code: "enc-unknown", enc: "A512GCM" }],
    ["an unknown compression", { alg: "dir", enc: "A128GCM", zip: "GZIP" }, { code: "zip-unknown" }],
    ["an extension", { alg: "dir", enc: "A128GCM", crit: ["x"], x: 1 }, { code: "crit", names: ["x"] }],
    [
      "an alg for signed tokens",
      { alg: "dir", enc: "A128GCM", crit: ["b64"], b64: true },
      { code: "crit", names: ["b64"] },
    ],
  ])("%s is unsupported, with or without a key", async (_, header, reason) => {
    const { token, keys } = await lock("dir", "A128GCM");
    expect(await reasonOf(withHeader(token, header), keys)).toEqual(["unsupported", reason]);
    expect(await reasonOf(withHeader(token, header), fields())).toEqual(["unsupported", reason]);
  });

  it("without enc the token is malformed", async () => {
    const { token, keys } = await lock("dir", "A128GCM");
    expect(await reasonOf(withHeader(token, { alg: "dir" }), keys)).toEqual(["malformed", { code: "enc-missing" }]);
    expect(await reasonOf(withHeader(token, { alg: "dir", enc: 1 }), keys)).toEqual([
      "malformed",
      { code: "enc-missing" },
    ]);
  });

  it.skipIf(isQuick)(
    "up to a million iterations are done, and more on request",
    async () => {
      const { encryptsWith, keys } = await keyFor("PBES2-HS256+A128KW", "A128GCM");
      const token = await new CompactEncrypt(encodeUtf8(TEXT))
        .setProtectedHeader({ alg: "PBES2-HS256+A128KW", enc: "A128GCM" })
        .setKeyManagementParameters({ p2c: 1_000_001 })
        .encrypt(encryptsWith);
      expect(await reasonOf(token, keys)).toEqual([
        "unsupported",
        { code: "p2c-limit", count: 1_000_001, limit: 1_000_000 },
      ]);
      expect(await reasonOf(token, keys, true)).toMatchObject(["decrypted", {}]);
    },
    30_000,
  );

  it.each([
    ["p2s", { p2c: 1000, p2s: "AAAA" }],
    ["p2c", { p2c: 0, p2s: "AAAAAAAAAAAA" }],
    ["p2c", { p2c: 1.5, p2s: "AAAAAAAAAAAA" }],
  ])("no password opens a token with such a %s", async (part, more) => {
    const { token, keys } = await lock("PBES2-HS256+A128KW", "A128GCM");
    const header = { alg: "PBES2-HS256+A128KW", enc: "A128GCM", ...more };
    expect(await reasonOf(withHeader(token, header), keys)).toEqual(["invalid", { code: "jwe-shape", part }]);
  });

  it("RSA1_5 is decrypted in software on request", async () => {
    const { privateKey, publicKey } = await rsaKeys;
    const cek = randomBytes(32);
    const header = { alg: "RSA1_5", enc: "A256GCM" };
    const aad = encodeBase64Url(encodeUtf8(JSON.stringify(header)));
    const iv = Uint8Array.from(randomBytes(12));
    const key = await crypto.subtle.importKey("raw", cek, "AES-GCM", false, ["encrypt"]);
    const sealed = new Uint8Array(
      await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encodeUtf8(aad) }, key, encodeUtf8(TEXT)),
    );
    const encrypted = publicEncrypt(
      {
        key: createPublicKey({ key: (await exportJWK(publicKey)) as NodeJwk, format: "jwk" }),
        padding: constants.RSA_PKCS1_PADDING,
      },
      cek,
    );
    const token = [
      aad,
      ...[Uint8Array.from(encrypted), iv, sealed.slice(0, -16), sealed.slice(-16)].map(encodeBase64Url),
    ].join(".");
    const keys = fields({ privateKey: { text: JSON.stringify(await exportJWK(privateKey)) } });
    expect(await reasonOf(token, keys)).toEqual(["unsupported", { code: "rsa1_5" }]);
    expect(await judge(token, keys, true)).toMatchObject({
      state: "decrypted",
      software: true,
      opened: { content: { text: TEXT } },
    });
    expect(await reasonOf(changed(token, 1), keys, true)).toEqual(["invalid", { code: "unwrap-failed" }]);
  });
});

describe("compressed content", () => {
  async function zipped(plaintext: Uint8Array): Promise<Locked> {
    const { encryptsWith, keys } = await keyFor("dir", "A256GCM");
    // jose writes no zip, so the header is made here.
    const aad = encodeBase64Url(encodeUtf8(JSON.stringify({ alg: "dir", enc: "A256GCM", zip: "DEF" })));
    const key = await crypto.subtle.importKey("raw", Uint8Array.from(encryptsWith as Uint8Array), "AES-GCM", false, [
      "encrypt",
    ]);
    const iv = Uint8Array.from(randomBytes(12));
    const sealed = new Uint8Array(
      await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: encodeUtf8(aad) },
        key,
        Uint8Array.from(plaintext),
      ),
    );
    return { token: [aad, "", ...[iv, sealed.slice(0, -16), sealed.slice(-16)].map(encodeBase64Url)].join("."), keys };
  }

  it("is unpacked", async () => {
    const bytes = deflateRawSync(TEXT);
    const { token, keys } = await zipped(bytes);
    expect(await judge(token, keys)).toMatchObject({
      state: "decrypted",
      opened: { content: { text: TEXT } },
    });
  });

  it("is never unpacked beyond 10 MB", async () => {
    const fits = await zipped(deflateRawSync(Buffer.alloc(10 * 1024 * 1024, 0x20)));
    expect(await reasonOf(fits.token, fits.keys)).toMatchObject(["decrypted", {}]);
    const bomb = await zipped(deflateRawSync(Buffer.alloc(10 * 1024 * 1024 + 1, 0x20)));
    expect(await reasonOf(bomb.token, bomb.keys)).toEqual(["unsupported", { code: "zip-bomb", limit: 10_485_760 }]);
  });

  it.each([
    ["no DEFLATE", encodeUtf8(TEXT)],
    ["half of it", deflateRawSync(TEXT).subarray(0, 20)],
  ])("that is %s is broken", async (_, bytes) => {
    const { token, keys } = await zipped(bytes);
    expect(await reasonOf(token, keys)).toEqual(["invalid", { code: "content-broken", by: "zip" }]);
  });
});

it("returns nothing of the content if its tag does not match", async () => {
  const { token, keys } = await lock("dir", "A128GCM");
  expect(await judgeJwe(parseToken(changed(token, 4)), keys, readKeys)).not.toHaveProperty("opened");
});
