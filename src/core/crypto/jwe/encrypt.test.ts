import { compactDecrypt, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { randomBytes } from "node:crypto";
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
import { encryptJwe } from "./encrypt.ts";
import { sampled } from "../../../testing/rounds.ts";

const CONTENT = encodeUtf8('{"sub":"1234567890","name":"Jané"}');
const rsa = generateKeyPair("RSA-OAEP", { extractable: true });

/** Keys of a row, as the fields have them, and the private one as jose needs it. */
async function keysFor(alg: string, enc: string, crv = "P-256"): Promise<{ keys: KeyInputs; own: JWK | Uint8Array }> {
  const row = keyManagementRow(alg)!;
  if (row.keyTypes.includes("oct")) {
    if (row.hash) return { keys: withSecret("correct horse"), own: encodeUtf8("correct horse") };
    const own = Uint8Array.from(randomBytes(row.wrapKeyBytes ?? contentEncryptionRow(enc)!.keyBytes));
    return { keys: withSecret(encodeBase64Url(own), "Base64url"), own };
  }
  const { privateKey } = await (row.keyTypes.includes("RSA")
    ? rsa
    : generateKeyPair("ECDH-ES", { extractable: true, crv }));
  const own = await exportJWK(privateKey);
  return { keys: fields({ privateKey: { text: JSON.stringify(own) } }), own };
}

const headerFor = (alg: string, enc: string, more = ""): string =>
  `{"alg":"${alg}","enc":"${enc}"${alg.startsWith("PBES2") ? ',"p2c":1000' : ""}${more}}`;

async function encrypted(header: string, keys: KeyInputs, content = CONTENT): Promise<string> {
  const outcome = await encryptJwe({ header, content }, keys, readKeys);
  if (outcome.kind !== "encrypted") throw new Error(JSON.stringify(outcome.reason));
  return outcome.token;
}

const ALGS = KEY_MANAGEMENT_ALGORITHMS.filter((alg) => alg !== "RSA1_5");

describe("what is encrypted here is decrypted, here and by jose", () => {
  it.each(sampled(ALGS.flatMap((alg) => CONTENT_ENCRYPTIONS.map((enc) => [alg, enc] as const))))(
    "%s with %s",
    async (alg, enc) => {
      const { keys, own } = await keysFor(alg, enc);
      const token = await encrypted(headerFor(alg, enc), keys);
      expect(await judgeToken(parseToken(token), keys, readKeys)).toMatchObject({
        state: "decrypted",
        opened: { bytes: CONTENT },
      });
      const key = own instanceof Uint8Array ? own : await importJWK(own, alg);
      const { plaintext } = await compactDecrypt(token, key, { keyManagementAlgorithms: [alg] });
      expect(plaintext).toEqual(CONTENT);
    },
  );

  it.each(["P-256", "P-384", "P-521", "X25519"])("on %s", async (crv) => {
    const { keys } = await keysFor("ECDH-ES", "A256GCM", crv);
    const token = await encrypted(headerFor("ECDH-ES", "A256GCM", ',"apu":"QQ","apv":"Qg"'), keys);
    expect(await judgeToken(parseToken(token), keys, readKeys)).toMatchObject({ state: "decrypted" });
  });

  it("on X448, in software if the browser lacks it, which is reported", async () => {
    const { newX448 } = await import("../software/agree.ts");
    const keys = fields({ privateKey: { text: JSON.stringify(newX448()) } });
    const header = headerFor("ECDH-ES+A256KW", "A256GCM");
    const native = await encrypted(header, keys);
    const real = crypto.subtle.importKey.bind(crypto.subtle) as (...args: readonly unknown[]) => Promise<CryptoKey>;
    const without = async (...args: readonly unknown[]) => {
      if ((args[2] as { readonly name?: string }).name === "X448") throw new DOMException("No X448");
      return real(...args);
    };
    const lacking = vi.spyOn(crypto.subtle, "importKey").mockImplementation(without as typeof crypto.subtle.importKey);
    const answers = [
      await judgeToken(parseToken(native), keys, readKeys),
      await judgeToken(parseToken(await encrypted(header, keys)), keys, readKeys),
    ];
    lacking.mockRestore();
    expect(answers).toMatchObject([
      { state: "decrypted", software: true },
      { state: "decrypted", software: true },
    ]);
  });

  it("compressed if zip says so", async () => {
    const { keys } = await keysFor("dir", "A128GCM");
    const token = await encrypted(headerFor("dir", "A128GCM", ',"zip":"DEF"'), keys, encodeUtf8("a".repeat(1000)));
    expect(token.length).toBeLessThan(200);
    expect(await judgeToken(parseToken(token), keys, readKeys)).toMatchObject({
      state: "decrypted",
      opened: { content: { text: "a".repeat(1000) } },
    });
  });
});

describe("each encryption", () => {
  it.each(ALGS)("%s has a fresh key and IV, and changes only the required parts of the header", async (alg) => {
    const { keys } = await keysFor(alg, "A128GCM");
    const header = `{ "x": 1, ${headerFor(alg, "A128GCM", ', "kid":"é"').slice(1)}`;
    const [one, other] = await Promise.all([encrypted(header, keys), encrypted(header, keys)]);
    const [[head = "", key, iv, text], [, otherKey, otherIv, otherText]] = [one.split("."), other.split(".")];
    expect(iv).not.toBe(otherIv);
    expect(text).not.toBe(otherText);
    if (key !== "") expect(key).not.toBe(otherKey);
    const made = Buffer.from(head, "base64url").toString();
    if (alg === "dir" || /^A\d+KW$|^RSA/.test(alg)) expect(made).toBe(header);
    const { epk: _, p2s: _salt, iv: _iv, tag: _tag, ...rest } = JSON.parse(made) as Record<string, unknown>;
    expect(rest).toEqual(JSON.parse(header));
    expect(JSON.parse(made)).not.toHaveProperty("epk.d");
  });

  it("goes to Public key, or if that is empty to the public half of Private key", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RSA-OAEP", { extractable: true });
    const mine = (await keysFor("RSA-OAEP", "A128GCM")).keys.privateKey;
    const theirs = { text: JSON.stringify(await exportJWK(publicKey)) };
    const token = await encrypted(headerFor("RSA-OAEP", "A128GCM"), fields({ privateKey: mine, publicKey: theirs }));
    expect((await judgeToken(parseToken(token), fields({ privateKey: mine }), readKeys)).state).toBe("invalid");
    const own = { text: JSON.stringify(await exportJWK(privateKey)) };
    expect((await judgeToken(parseToken(token), fields({ privateKey: own }), readKeys)).state).toBe("decrypted");
  });
});

describe("nothing is encrypted", () => {
  const asked = async (header: string, keys: KeyInputs = fields()) =>
    encryptJwe({ header, content: CONTENT }, keys, readKeys);

  it.each([
    ["with a header that is not an object", "[]", fields(), "header-not-object"],
    ["with an unknown alg", headerFor("HS256", "A128GCM"), fields(), "alg-unknown"],
    ["without enc", '{"alg":"dir"}', fields(), "enc-missing"],
    ["with an unknown enc", headerFor("dir", "A1GCM"), fields(), "enc-unknown"],
    ["with an unknown compression", headerFor("dir", "A128GCM", ',"zip":"x"'), fields(), "zip-unknown"],
    ["with RSA1_5", headerFor("RSA1_5", "A128GCM"), fields(), "rsa1_5"],
    ["without a secret", headerFor("dir", "A128GCM"), fields(), "no-secret"],
    ["with a secret of the wrong length", headerFor("A128KW", "A128GCM"), withSecret("short"), "secret-length"],
    ["without a key", headerFor("ECDH-ES", "A128GCM"), fields(), "no-public-key"],
    [
      "with very many iterations",
      '{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000001}',
      withSecret("x"),
      "p2c-limit",
    ],
  ])("%s", async (_, header, keys, code) => {
    expect(await asked(header, keys)).toMatchObject({ kind: "unavailable", reason: { code } });
  });

  it.each([
    ["apu", "ECDH-ES", '"apu":"Q"'],
    ["apv", "ECDH-ES+A128KW", '"apu":"QQ","apv":7'],
    ["p2s", "PBES2-HS256+A128KW", '"p2s":"AAAA"'],
    ["p2s", "PBES2-HS256+A128KW", '"p2s":"AAAAAAAAAA+A"'],
    ["p2c", "PBES2-HS256+A128KW", '"p2c":"1000"'],
    ["p2c", "PBES2-HS256+A128KW", '"p2c":0'],
  ])("with an invalid %s under %s, which would be taken for none", async (part, alg, parameters) => {
    const { keys } = await keysFor(alg, "A128GCM");
    const header = `{"alg":"${alg}","enc":"A128GCM",${parameters}}`;
    expect(await asked(header, keys)).toMatchObject({ kind: "unavailable", reason: { code: "jwe-shape", part } });
  });

  it("except for parameters that only other algorithms read", async () => {
    const { keys } = await keysFor("dir", "A128GCM");
    expect(await encrypted(headerFor("dir", "A128GCM", ',"apu":7,"p2c":0,"p2s":""'), keys)).toContain("..");
  });

  it("for a key of another type", async () => {
    const { keys } = await keysFor("RSA-OAEP", "A128GCM");
    expect(await asked(headerFor("ECDH-ES", "A128GCM"), keys)).toMatchObject({
      kind: "unavailable",
      reason: { code: "key-unfit", fit: { code: "type" } },
    });
  });
});
