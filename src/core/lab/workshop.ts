import { messageOf } from "../crypto/thrown.ts";
import { CompactEncrypt, importJWK, importSPKI, type JWK } from "jose";
import { decodeSecret } from "../keys/secret.ts";
import type { SecretInput } from "../keys/types.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { readSegment, segment, segmentText, type Signer, split } from "./toolkit/compact.ts";
import type { KeyPair, KeyShop } from "./toolkit/key-shop.ts";
import { withPrivateKey, withSecret } from "./toolkit/signers.ts";

/** What an attacker can put after the second dot, or do instead. */
export type Finish = "keep" | "empty" | "hmac" | "own-rsa" | "own-p256" | "encrypt";

/** A token on the attacker's bench. */
export interface Draft {
  /** The original token: unchanged parts keep their bytes. */
  readonly base: string;
  /** Exact texts, which need not be valid JSON. */
  readonly header: string;
  readonly payload: string;
  readonly finish: Finish;
  readonly secret: SecretInput;
  /** A public key to encrypt to: PEM (SPKI) or JWK. */
  readonly recipient: string;
  /** A token typed as a whole, replacing the generated one; otherwise null. */
  readonly typed: string | null;
}

export type Built = { readonly token: string } | { readonly problem: string };

/** A draft of that token, the signature kept. */
export function draftOf(token: string): Draft {
  return {
    base: token,
    header: readable(token, 0),
    payload: readable(token, 1),
    finish: "keep",
    secret: { text: "", encoding: "UTF-8" },
    recipient: "",
    typed: null,
  };
}

/** The draft after a whole token was typed: with its header and payload if it is a JWS, otherwise with the previous texts. */
export function withToken(draft: Draft, text: string): Draft {
  const token = text.trim();
  try {
    if (token.split(".").length !== 3) throw new TypeError("not a JWS");
    readSegment(split(token)[0]);
    return { ...draft, ...parts(token), finish: "keep", typed: text };
  } catch {
    return { ...draft, typed: text };
  }
}

/** The token for a draft, with the attacker's own keys from `keys`, or why it cannot be made. Never throws. */
export async function build(draft: Draft, keys: KeyShop): Promise<Built> {
  if (draft.typed !== null) return { token: draft.typed.trim() };
  try {
    return { token: await make(draft, keys) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/** The attacker's own key pair; made once. */
export function ownPair(finish: Finish, keys: KeyShop): Promise<KeyPair> {
  return finish === "own-p256" ? keys.p256("attacker") : keys.rsa("attacker");
}

/** A header's text with these members set. Throws if it is not a JSON object. */
export function withMembers(header: string, members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...object(header), ...members }, null, 2);
}

/** The public half of a key pair as a JWK (RFC 7517), with only the required members. */
export function publicMembers({ publicJwk }: KeyPair): Readonly<Record<string, unknown>> {
  const { kty, n, e, crv, x, y } = publicJwk;
  return kty === "RSA" ? { kty, n, e } : { kty, crv, x, y };
}

async function make(draft: Draft, keys: KeyShop): Promise<string> {
  const { base, header, payload, finish } = draft;
  if (finish === "encrypt") return encrypt(draft);
  const [baseHeader, basePayload, signature] = split(base);
  const first = header === readable(base, 0) ? baseHeader : segment(header);
  const second = payload === readable(base, 1) ? basePayload : segment(payload);
  if (finish === "keep") return `${first}.${second}.${signature}`;
  if (finish === "empty") return `${first}.${second}.`;
  const sign: Signer =
    finish === "hmac"
      ? withSecret(secretBytes(draft.secret), String(lenient(header)["alg"]))
      : withPrivateKey(await ownPair(finish, keys));
  const input = `${first}.${second}`;
  return `${input}.${encodeBase64Url(await sign(encodeUtf8(input)))}`;
}

async function encrypt({ header, payload, recipient }: Draft): Promise<string> {
  const protectedHeader = object(header);
  const { alg, enc } = protectedHeader;
  if (typeof alg !== "string" || typeof enc !== "string")
    throw new TypeError("The header of an encrypted token needs alg and enc.");
  if (recipient.trim() === "") throw new TypeError("Enter the public key to encrypt to.");
  const key = recipient.trim().startsWith("{")
    ? await importJWK(object(recipient) as JWK, alg)
    : await importSPKI(recipient.trim(), alg);
  return new CompactEncrypt(encodeUtf8(payload)).setProtectedHeader({ ...protectedHeader, alg, enc }).encrypt(key);
}

function secretBytes(secret: SecretInput): Uint8Array {
  const decoding = decodeSecret(secret);
  if (!("bytes" in decoding)) throw new TypeError(`The secret is not ${secret.encoding}.`);
  return decoding.bytes;
}

function parts(token: string): Pick<Draft, "base" | "header" | "payload"> {
  return { base: token, header: readable(token, 0), payload: readable(token, 1) };
}

/** The text of a segment, indented if that changes only white space. */
function readable(token: string, index: 0 | 1): string {
  const text = segmentText(split(token)[index]);
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}

function object(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TypeError("This needs valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("This needs a JSON object.");
  return value as Record<string, unknown>;
}

function lenient(text: string): Record<string, unknown> {
  try {
    return object(text);
  } catch {
    return {};
  }
}
