import { NO_KEYS } from "../keys/no-keys.ts";
import { generateKey } from "../keys/generate.ts";
import { decodeSecret } from "../keys/secret.ts";
import type { KeyInputs } from "../keys/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { keyManagementRow } from "../registry/encryption-algorithms.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { toBase64 } from "../keys/asn1/der.ts";
import { importKey } from "../keys/import/import.ts";
import { importSecret } from "../keys/import/import-secret.ts";
import { hasSubtle } from "./capabilities.ts";
import { signOctets } from "./verify.ts";

/** A generated token, and the keys for the fields. */
export interface Example {
  readonly token: string;
  readonly keys: Partial<KeyInputs>;
  /** The keys of inner tokens, by path; absent: there are none. */
  readonly inside?: Readonly<Record<string, Partial<KeyInputs>>>;
}

/** A named example. `alg:` with any name of an algorithm is an id as well. */
interface ExampleRow {
  readonly id: string;
  readonly alg: string;
  /** It is encrypted, so `alg` is for key management: this is its content encryption. */
  readonly enc?: string;
  /** What is encrypted is a signed token. */
  readonly nested?: true;
  /** What is wrong with it; null if it verifies. */
  readonly flaw: "expired" | "wrong-encoding" | "tampered" | "unsigned" | null;
  /** Its secret is a text, read as UTF-8. */
  readonly textSecret?: true;
}

/** One working example per family, examples of what can go wrong, and encrypted ones. */
export const EXAMPLES: readonly ExampleRow[] = [
  { id: "HS256", alg: "HS256", flaw: null },
  { id: "RS256", alg: "RS256", flaw: null },
  { id: "PS256", alg: "PS256", flaw: null },
  { id: "ES256", alg: "ES256", flaw: null },
  { id: "EdDSA", alg: "EdDSA", flaw: null },
  { id: "ML-DSA-65", alg: "ML-DSA-65", flaw: null },
  { id: "expired", alg: "RS256", flaw: "expired" },
  { id: "invalid", alg: "HS256", flaw: "wrong-encoding" },
  { id: "tampered", alg: "ES256", flaw: "tampered" },
  { id: "text-secret", alg: "HS256", flaw: null, textSecret: true },
  { id: "none", alg: "none", flaw: "unsigned" },
  // Encrypted, one of each family.
  { id: "dir", alg: "dir", enc: "A256GCM", flaw: null },
  { id: "aes-kw", alg: "A256KW", enc: "A128CBC-HS256", flaw: null },
  { id: "aes-gcmkw", alg: "A256GCMKW", enc: "A256GCM", flaw: null },
  { id: "rsa-oaep", alg: "RSA-OAEP-256", enc: "A256GCM", flaw: null },
  { id: "ecdh-es", alg: "ECDH-ES+A256KW", enc: "A256GCM", flaw: null },
  { id: "pbes2", alg: "PBES2-HS256+A128KW", enc: "A128GCM", flaw: null },
  { id: "nested", alg: "RSA-OAEP-256", enc: "A256GCM", flaw: null, nested: true },
];

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * Makes an example: an access token (RFC 9068) with a fresh key and times around `now` (NumericDate, seconds). Takes an id
 * of `EXAMPLES`, or `alg:` and an algorithm. Rejects for other ids and for algorithms that are not available here.
 */
export async function makeExample(id: string, now: number): Promise<Example> {
  const row = EXAMPLES.find((example) => example.id === id) ?? rowOfAlgorithm(id);
  if (row === null) throw new Error(`There is no example ${id}`);
  if (row.enc !== undefined) return encryptedExample(row.alg, row.enc, now, row.nested === true);
  return signedExample(row, now);
}

/** The content for a fresh recipient: claims, or a token that a fresh issuer signed. */
async function encryptedExample(alg: string, enc: string, now: number, nested: boolean): Promise<Example> {
  const [{ generateRecipientKey }, { encryptJwe }] = await Promise.all([
    import("../keys/generate-recipient.ts"),
    import("./jwe/encrypt.ts"),
  ]);
  const inner = nested ? await signedExample({ id: "ES256", alg: "ES256", flaw: null }, now) : null;
  const made = await generateRecipientKey(alg, enc);
  const keys: Partial<KeyInputs> =
    "secret" in made
      ? { secret: made.secret }
      : { publicKey: { text: made.publicKey }, privateKey: { text: made.privateKey } };
  const header = { alg, enc, ...(nested ? { cty: "JWT" } : {}), ...("kid" in made ? { kid: made.kid } : {}) };
  const content = encodeUtf8(inner?.token ?? JSON.stringify(claimsAt(now)));
  const outcome = await encryptJwe({ header: JSON.stringify(header), content }, { ...NO_KEYS, ...keys });
  if (outcome.kind !== "encrypted") throw new Error(`${alg} cannot be done here`);
  return { token: outcome.token, keys, ...(inner ? { inside: { content: inner.keys } } : {}) };
}

async function signedExample(row: ExampleRow, now: number): Promise<Example> {
  const claims = claimsAt(row.flaw === "expired" ? now - 3 * DAY - HOUR : now);
  const { kid, sign, keys } = await freshSigner(row);
  const header = { alg: row.alg, typ: "at+jwt", ...(kid === null ? {} : { kid }) };
  const signature = await sign(signingInput(header, claims));
  // The scope is extended after signing, as an attacker would, which the signature reveals.
  const shown = row.flaw === "tampered" ? { ...claims, scope: `${claims.scope} orders:admin` } : claims;
  return { token: `${signingInput(header, shown)}.${signature}`, keys };
}

/**
 * Makes a token with these claims and a fresh key. `claims` are inserted unchanged, after a header with `alg`, `typ`
 * and the key's `kid`. Rejects if the algorithm is not available here.
 */
export async function makeToken(alg: string, claims: object): Promise<Example> {
  const { kid, sign, keys } = await freshSigner({ id: alg, alg, flaw: null });
  const input = signingInput({ alg, typ: "JWT", ...(kid === null ? {} : { kid }) }, claims);
  return { token: `${input}.${await sign(input)}`, keys };
}

function rowOfAlgorithm(id: string): ExampleRow | null {
  const alg = id.startsWith("alg:") ? id.slice(4) : "";
  if (keyManagementRow(alg) !== null) return { id, alg, enc: "A256GCM", flaw: null };
  if (algorithmRow(alg) === null) return null;
  return { id, alg, flaw: alg === "none" ? "unsigned" : null };
}

function claimsAt(now: number) {
  return {
    iss: "https://id.example.com",
    sub: "248289761001",
    aud: "orders-api",
    client_id: "web-shop",
    iat: now,
    nbf: now,
    exp: now + HOUR,
    jti: encodeBase64Url(globalThis.crypto.getRandomValues(new Uint8Array(12))),
    scope: "orders:read orders:write",
  };
}

function signingInput(header: object, claims: object): string {
  return [header, claims].map((part) => encodeBase64Url(encodeUtf8(JSON.stringify(part)))).join(".");
}

interface Signer {
  /** Null for a secret and for `none`. */
  readonly kid: string | null;
  readonly sign: (signingInput: string) => Promise<string>;
  readonly keys: Partial<KeyInputs>;
}

async function freshSigner({ alg, flaw, textSecret }: ExampleRow): Promise<Signer> {
  const row = algorithmRow(alg);
  if (row === null || row.family === "none") return { kid: null, sign: async () => "", keys: {} };
  const made = await generateKey(alg);
  if ("secret" in made) {
    const secret = textSecret === true ? ({ text: made.secret.text, encoding: "UTF-8" } as const) : made.secret;
    const decoding = decodeSecret(secret);
    const octets = "bytes" in decoding ? decoding.bytes : new Uint8Array();
    return {
      kid: null,
      sign: async (input) => encodeBase64Url(await hmac(alg, octets, encodeUtf8(input))),
      keys: { secret: flaw === "wrong-encoding" ? { text: toBase64(octets), encoding: "UTF-8" } : secret },
    };
  }
  const { kid, jwk, publicKey, privateKey } = made;
  const material = { jwk, isPrivate: true, format: "jwk", description: alg, thumbprint: kid } as const;
  const key = await importKey(material, row, "sign");
  return {
    kid,
    sign: async (input) => encodeBase64Url(await signOctets(encodeUtf8(input), key)),
    keys: { publicKey: { text: publicKey }, privateKey: { text: privateKey } },
  };
}

/** HMAC by the browser, or in software without a secure context, so there is always an example. */
async function hmac(
  alg: string,
  secret: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const row = algorithmRow(alg);
  if (row !== null && hasSubtle()) return signOctets(message, await importSecret(secret, row, "sign"));
  const [hashes, sha2] = await Promise.all([import("@noble/hashes/hmac.js"), import("@noble/hashes/sha2.js")]);
  const hash = { 256: sha2.sha256, 384: sha2.sha384, 512: sha2.sha512 }[row?.hashBits ?? 256];
  return hashes.hmac(hash, secret, message);
}
