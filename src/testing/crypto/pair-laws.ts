import {
  compactDecrypt,
  CompactEncrypt,
  exportJWK,
  flattenedDecrypt,
  FlattenedEncrypt,
  generateKeyPair,
  importJWK,
  type JWK,
} from "jose";
import { encryptJsonJwe } from "../../core/crypto/jwe/encrypt-json.ts";
import { encryptJwe } from "../../core/crypto/jwe/encrypt.ts";
import { judgeToken } from "../../core/crypto/judge.ts";
import { openSeal } from "../../core/envelope/json-seals.ts";
import { parseToken } from "../../core/envelope/parse.ts";
import { readKeys } from "../../core/keys/read.ts";
import type { KeyInputs } from "../../core/keys/types.ts";
import {
  CONTENT_ENCRYPTIONS,
  contentEncryptionRow,
  KEY_MANAGEMENT_ALGORITHMS,
  keyManagementRow,
} from "../../core/registry/encryption-algorithms.ts";
import { encodeBase64Url } from "../../core/text/base64url.ts";
import { encodeUtf8 } from "../../core/text/utf8.ts";
import { fields, withSecret } from "../keys/inputs.ts";

/** Every `alg` that the page encrypts with, combined with every `enc`. RSA1_5 is only ever decrypted. */
export const PAIRS: readonly (readonly [alg: string, enc: string])[] = KEY_MANAGEMENT_ALGORITHMS.filter(
  (alg) => alg !== "RSA1_5",
).flatMap((alg) => CONTENT_ENCRYPTIONS.map((enc) => [alg, enc] as const));

const rsa = new Map<string, ReturnType<typeof generateKeyPair>>();

/** Keys for a pair, as the fields have them, and as jose needs them on both sides. */
async function keysOf(alg: string, enc: string) {
  const row = keyManagementRow(alg)!;
  if (row.keyTypes.includes("oct")) {
    const octets = row.hash
      ? encodeUtf8("correct horse")
      : crypto.getRandomValues(new Uint8Array(row.wrapKeyBytes ?? contentEncryptionRow(enc)!.keyBytes));
    const keys = row.hash ? withSecret("correct horse") : withSecret(encodeBase64Url(octets), "Base64url");
    return { keys, opens: octets, seals: octets };
  }
  const isRsa = row.keyTypes.includes("RSA");
  const pair = (isRsa ? rsa.get(alg) : undefined) ?? generateKeyPair(alg, { extractable: true });
  if (isRsa) rsa.set(alg, pair);
  const { privateKey, publicKey } = await pair;
  const jwk: JWK = await exportJWK(privateKey);
  return {
    keys: fields({ privateKey: { text: JSON.stringify(jwk) } }),
    opens: await importJWK(jwk, alg),
    seals: publicKey,
  };
}

/** Cases that jose cannot decide, because the engine lacks what it builds on: its second opinion is not asked then. */
export function isBeyondJose(alg: string, enc: string, hasAes192: boolean): boolean {
  return !hasAes192 && /A192/.test(`${alg} ${enc}`);
}

/**
 * What the page encrypts, the page and jose decrypt to the same bytes, and what jose encrypts, the page decrypts: in
 * compact form and in JSON, with protected, shared and per-recipient parameters. Returns what fails; "" if nothing
 * does.
 */
export async function brokenLaw(
  alg: string,
  enc: string,
  content: Uint8Array<ArrayBuffer>,
  asksJose: boolean,
): Promise<string> {
  const { keys, opens, seals } = await keysOf(alg, enc);
  const options = { keyManagementAlgorithms: [alg] };
  const row = keyManagementRow(alg)!;
  // If the algorithm has a hash, a shared key is a password.
  const more = row.hash !== null && row.keyTypes.includes("oct") ? { p2c: 1000 } : {};
  const wrong: string[] = [];
  const same = (octets: Uint8Array | undefined): boolean =>
    octets !== undefined && encodeBase64Url(octets) === encodeBase64Url(content);
  const opened = async (what: string, text: string): Promise<void> => {
    const { state, opened: inside } = await judgeToken(openSeal(parseToken(text), null), keys, readKeys);
    if (state !== "decrypted" || !same(inside?.bytes)) wrong.push(`${what}: the page says ${state}`);
  };
  const byJose = async (what: string, plaintext: () => Promise<{ readonly plaintext: Uint8Array }>): Promise<void> => {
    if (!asksJose) return;
    const answer = await plaintext().catch((error: unknown) => String(error));
    if (typeof answer === "string" || !same(answer.plaintext))
      wrong.push(`${what}: jose says ${JSON.stringify(answer)}`);
  };

  const made = await encryptJwe({ header: JSON.stringify({ alg, enc, ...more }), content }, keys, readKeys);
  if (made.kind !== "encrypted") return `not encrypted: ${JSON.stringify(made)}`;
  await opened("compact, made here", made.token);
  await byJose("compact, made here", () => compactDecrypt(made.token, opens, options));

  const json = await inJson({ alg, enc, ...more }, content, keys);
  await opened("JSON, made here", json);
  await byJose("JSON, made here", () =>
    flattenedDecrypt(JSON.parse(json) as Parameters<typeof flattenedDecrypt>[0], opens, options),
  );
  if (!asksJose) return wrong.join("; ");

  const theirs = await new CompactEncrypt(content).setProtectedHeader({ alg, enc }).encrypt(seals);
  await opened("compact, made by jose", theirs);
  const flat = new FlattenedEncrypt(content).setProtectedHeader({ enc }).setUnprotectedHeader({ alg });
  const sealed = await flat.setAdditionalAuthenticatedData(encodeUtf8("beside")).encrypt(seals);
  await opened("JSON, made by jose", JSON.stringify(sealed));
  return wrong.join("; ");
}

/** A JWE in JSON with `enc` protected, `alg` shared, and authenticated data, encrypted by the page. */
async function inJson(
  { enc, ...rest }: Readonly<Record<string, unknown>>,
  content: Uint8Array<ArrayBuffer>,
  keys: KeyInputs,
) {
  const text = JSON.stringify({
    protected: encodeBase64Url(encodeUtf8(JSON.stringify({ enc }))),
    unprotected: rest,
    aad: encodeBase64Url(encodeUtf8("beside")),
    iv: "AA",
    ciphertext: "AA",
    tag: "AA",
  });
  const made = await encryptJsonJwe({ text, index: 0, content }, keys, readKeys);
  return made.kind === "encrypted" ? made.token : JSON.stringify(made);
}
