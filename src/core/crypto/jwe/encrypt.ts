import { random } from "../../base/random.ts";
import type { JWK } from "jose";
import { setMember } from "../../json/edit.ts";
import { parseJson } from "../../json/parse.ts";
import { stringMember } from "../../json/query.ts";
import { chooseKeys } from "../../keys/fit/choose.ts";
import { contradictionOf } from "../../keys/fit/usage.ts";
import { bareJwk } from "../../keys/import/import.ts";
import { keyFault } from "../../keys/numbers/degenerate.ts";
import { isBlank } from "../../keys/reading.ts";
import { readKeys } from "../../keys/read.ts";
import { decodeSecret } from "../../keys/secret.ts";
import type { KeyInputs, KeyMaterial } from "../../keys/types.ts";
import {
  contentEncryptionRow,
  type KeyManagementAlgorithm,
  keyManagementRow,
} from "../../registry/encryption-algorithms.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { applyEdit } from "../../text/edit.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import type { ReadKeys } from "../judge-with-keys.ts";
import { messageOf } from "../thrown.ts";
import type { JudgementReason } from "../types.ts";
import { sealGcm, wrapAes } from "./aes.ts";
import { sealContent } from "./content.ts";
import { type KeyedToken, fromAgreedSecret, fromPassword, newEphemeralKey } from "./content-key.ts";
import { recipientFitting } from "./fit-recipient.ts";
import { headerOf, type JweHeader } from "./header.ts";
import { LEAST_SALT, MOST_ITERATIONS } from "./limits.ts";
import type { ShapePart } from "./types.ts";
import { deflate } from "./unzip.ts";

type Octets = Uint8Array<ArrayBuffer>;

/** The input of encryption: the header's exact JSON text, and the content. */
interface EncryptRequest {
  readonly header: string;
  readonly content: Octets;
}

/** The result of encrypting; `reason` says what is missing or wrong. */
export type EncryptOutcome =
  | {
      readonly kind: "encrypted";
      readonly token: string;
      /** The recipient's key, if one was used. */
      readonly key: KeyMaterial | null;
      readonly software: boolean;
    }
  | { readonly kind: "unavailable"; readonly reason: JudgementReason };

/** Iterations for a password if the header has none: OWASP's recommendation for PBKDF2 with SHA-256. */
const ITERATIONS = 600_000;

/**
 * Encrypts a content with a fresh key and IV (RFC 7516 section 5.1): for the secret, or for Public key, otherwise the
 * public half of Private key. The algorithm's header parameters (`epk`, `iv`, `tag`, `p2s`) are generated again;
 * every other character of the header stays. Never rejects, whatever header and fields contain.
 */
export async function encryptJwe(
  { header: text, content }: EncryptRequest,
  keys: KeyInputs,
  read: ReadKeys = readKeys,
): Promise<EncryptOutcome> {
  const { root, problems } = parseJson(text);
  if (root?.type !== "object" || problems.length > 0) return unavailable({ code: "header-not-object" });
  const header = headerOf(root);
  const [alg, encName] = [header.string("alg") ?? "", header.string("enc")];
  const row = keyManagementRow(alg);
  if (row === null) return unavailable({ code: "alg-unknown", alg });
  if (encName === null) return unavailable({ code: "enc-missing" });
  const enc = contentEncryptionRow(encName);
  if (enc === null) return unavailable({ code: "enc-unknown", enc: encName });
  // It is decrypted on request, but no new token should use it.
  if (row.mode === "key encryption" && row.hash === null) return unavailable({ code: "rsa1_5" });
  const zip = header.value("zip");
  if (zip !== null && header.string("zip") !== "DEF") return unavailable({ code: "zip-unknown" });
  const part = unusable(row, header);
  if (part !== null) return unavailable({ code: "jwe-shape", part });
  const keyed: KeyedToken = { row, enc, encName, header, encryptedKey: new Uint8Array() };
  try {
    const sealed = await sealKey(keyed, text, keys, read);
    if ("reason" in sealed) return unavailable(sealed.reason);
    const { key, encryptedKey, header: made, material, software } = sealed;
    const protectedHeader = encodeBase64Url(encodeUtf8(made));
    const packed = zip === null ? content : await deflate(content);
    const iv = random(enc.ivBytes);
    const { ciphertext, tag, software: both } = await sealContent(enc, key, iv, encodeUtf8(protectedHeader), packed);
    const parts = [encryptedKey, iv, ciphertext, tag].map(encodeBase64Url);
    return {
      kind: "encrypted",
      token: [protectedHeader, ...parts].join("."),
      key: material,
      software: software || both,
    };
  } catch (error) {
    return unavailable({ code: "import-failed", message: messageOf(error) });
  }
}

/**
 * A parameter with an invalid value that affects the key or is generated again; null if there is none. Ignoring it
 * would lose it silently, or derive a different key from the recipient's.
 */
function unusable({ mode }: KeyManagementAlgorithm, header: JweHeader): ShapePart | null {
  if (mode.includes("agreement"))
    return PARTIES.find((name) => header.value(name) !== null && header.octets(name) === null) ?? null;
  if (mode !== "key wrapping by a password") return null;
  if (header.value("p2s") !== null && (header.octets("p2s")?.length ?? 0) < LEAST_SALT) return "p2s";
  const count = header.value("p2c");
  return count === null || (count.type === "number" && Number.isInteger(count.value) && count.value > 0) ? null : "p2c";
}

const PARTIES = ["apu", "apv"] as const;

/** Whether encrypting under a header is slow by design: a key is derived from a password. */
export function isSlow(header: string): boolean {
  return keyManagementRow(stringMember(parseJson(header), "alg") ?? "")?.mode === "key wrapping by a password";
}

/** Makes the content encryption key, or uses the given one, and encrypts it for the recipient whose key is in the fields; `text` is the header. */
export function sealKey(keyed: KeyedToken, text: string, keys: KeyInputs, read: ReadKeys): Promise<Sealing> {
  return keyed.row.keyTypes.includes("oct") ? withSecret(keyed, text, keys) : forRecipient(keyed, text, keys, read);
}

/** The content encryption key, and what the recipient derives it from. */
interface SealedKey {
  readonly key: Octets;
  readonly encryptedKey: Octets;
  readonly header: string;
  readonly material: KeyMaterial | null;
  readonly software: boolean;
}

type Sealing = SealedKey | { readonly reason: JudgementReason };

async function withSecret(keyed: KeyedToken, header: string, { secret }: KeyInputs): Promise<Sealing> {
  const { row, enc } = keyed;
  const decoding = decodeSecret(secret);
  if (!("bytes" in decoding)) {
    return { reason: { code: "secret-encoding", encoding: secret.encoding, at: decoding.range.start } };
  }
  const { bytes } = decoding;
  if (bytes.length === 0) return { reason: { code: "no-secret" } };
  const isDirect = row.mode === "direct encryption";
  const named = secret.jwk && (secret.jwk.alg === keyed.encName && isDirect ? row.alg : secret.jwk.alg);
  const fit = secret.jwk ? contradictionOf({ ...secret.jwk, alg: named }, row.alg, "encrypt") : null;
  if (fit) return { reason: { code: "key-unfit", fit } };
  const none = { header, material: null, software: false };
  if (row.mode === "key wrapping by a password") {
    const count = keyed.header.value("p2c");
    const asked = count?.type === "number" ? count.value : null;
    if (asked !== null && asked > MOST_ITERATIONS) {
      return { reason: { code: "p2c-limit", count: asked, limit: MOST_ITERATIONS } };
    }
    const salt = random(16);
    const iterations = asked ?? ITERATIONS;
    const made = setAll(header, { p2s: encodeBase64Url(salt), ...(asked === null ? { p2c: iterations } : {}) });
    return wrapped(keyed, await fromPassword(row, bytes, salt, iterations), { ...none, header: made });
  }
  const needed = isDirect ? enc.keyBytes : (row.wrapKeyBytes ?? 0);
  if (bytes.length !== needed) return { reason: { code: "secret-length", actual: bytes.length, needed } };
  if (isDirect) return { ...none, key: bytes, encryptedKey: new Uint8Array() };
  if (row.wrapBytes !== 0) return wrapped(keyed, bytes, none);
  const [key, iv] = [keyed.contentKey ?? random(enc.keyBytes), random(12)];
  const { ciphertext, tag, software } = await sealGcm(bytes, iv, key, new Uint8Array());
  const made = setAll(header, { iv: encodeBase64Url(iv), tag: encodeBase64Url(tag) });
  return { ...none, key, encryptedKey: ciphertext, header: made, software };
}

/** The key in the fields for which the content is encrypted, or why there is none. */
async function recipientKey(
  row: KeyManagementAlgorithm,
  kid: string | null,
  keys: KeyInputs,
  read: ReadKeys,
): Promise<{ readonly material: KeyMaterial } | { readonly reason: JudgementReason }> {
  const field = isBlank(keys.publicKey.text) ? keys.privateKey : keys.publicKey;
  const reading = await read(field.text, field.passphrase);
  if (reading.kind === "empty") return { reason: { code: "no-public-key" } };
  const choice = chooseKeys(
    reading,
    { alg: row.alg, kid, operation: "encrypt", judgeAnyway: field.judgeAnyway === true },
    recipientFitting(row, null, "encrypt"),
  );
  switch (choice.kind) {
    case "kid-not-in-set":
      return { reason: { code: "kid-not-in-set", kid: choice.kid, available: choice.available } };
    case "unread":
      return { reason: { code: "key-problem", problem: choice.problem } };
    case "none-fits":
      return { reason: { code: "none-fits" } };
    case "unfit":
      return { reason: { code: "key-unfit", fit: choice.fit } };
    case "candidates":
      return { material: choice.candidates[0].material };
  }
}

/**
 * The text of the single key used to encrypt under a header: fields with the same key encrypt alike, whatever else
 * they contain. Null if a secret is used, or there is none.
 */
export async function recipientName(header: string, keys: KeyInputs, read: ReadKeys): Promise<string | null> {
  const json = parseJson(header);
  const row = keyManagementRow(stringMember(json, "alg") ?? "");
  if (row === null || row.keyTypes.includes("oct")) return null;
  const chosen = await recipientKey(row, stringMember(json, "kid"), keys, read);
  return "material" in chosen ? JSON.stringify(chosen.material.jwk) : null;
}

async function forRecipient(keyed: KeyedToken, text: string, keys: KeyInputs, read: ReadKeys): Promise<Sealing> {
  const { row, enc, header } = keyed;
  const chosen = await recipientKey(row, header.string("kid"), keys, read);
  if ("reason" in chosen) return chosen;
  const { material } = chosen;
  const fault = keyFault(material.jwk);
  if (fault) return { reason: { code: "key-degenerate", fault } };
  const none = { header: text, material, software: false };
  if (row.mode === "key encryption") {
    const { subtle } = globalThis.crypto;
    const params = { name: "RSA-OAEP", hash: row.hash ?? "" };
    const jwk = bareJwk(material.jwk, "verify") as JsonWebKey;
    const recipient = await subtle.importKey("jwk", jwk, params, false, ["encrypt"]);
    const key = keyed.contentKey ?? random(enc.keyBytes);
    return { ...none, key, encryptedKey: new Uint8Array(await subtle.encrypt(params, recipient, key)) };
  }
  const ephemeral = await newEphemeralKey(material.jwk);
  const agreed = await fromAgreedSecret(keyed, ephemeral, bareJwk(material.jwk, "verify"));
  if ("reason" in agreed) return { reason: agreed.reason };
  const { d: _, ...epk } = bareJwk(ephemeral, "sign") as JWK & { readonly d?: string };
  const made = { ...none, header: setAll(text, { epk }), software: agreed.software };
  return row.wrapKeyBytes === null
    ? { ...made, key: agreed.key, encryptedKey: new Uint8Array() }
    : wrapped(keyed, agreed.key, made);
}

/** A fresh content key, wrapped by AES Key Wrap. */
async function wrapped(
  { enc, contentKey }: KeyedToken,
  wrapKey: Octets,
  made: Pick<SealedKey, "header" | "material" | "software">,
): Promise<SealedKey> {
  const key = contentKey ?? random(enc.keyBytes);
  const { octets, software } = await wrapAes(wrapKey, key);
  return { ...made, key, encryptedKey: octets, software: software || made.software };
}

function setAll(header: string, members: Readonly<Record<string, unknown>>): string {
  return Object.entries(members).reduce((text, [name, value]) => {
    const edit = setMember(text, name, JSON.stringify(value));
    return edit === null ? text : applyEdit(text, edit);
  }, header);
}

function unavailable(reason: JudgementReason): EncryptOutcome {
  return { kind: "unavailable", reason };
}
