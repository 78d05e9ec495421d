import type { JWK } from "jose";
import { signToken } from "../crypto/sign.ts";
import { sequence, TAG, unsignedInteger } from "../keys/asn1/der.ts";
import { algorithmRow, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { decodeBase64Url } from "../text/base64url.ts";

/** How often a signature is made until it has the length of the original: DER omits zeros. */
const MOST_TURNS = 400;

/** The requirements of a signature. */
interface Signing {
  readonly alg: string;
  readonly key: JWK;
  readonly signingInput: string;
  /** It must not verify. */
  readonly isWrong: boolean;
}

/**
 * A signature that replaces another one in the same form (r and s concatenated or as DER; raw, or as text in
 * hexadecimal or Base64) and of the same length. Null if nothing here signs that way.
 */
export async function signatureLike(
  octets: Uint8Array,
  signing: Signing,
  random: (length: number) => Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = algorithmRow(signing.alg);
  if (row === null || row.family === "none") return null;
  const form = formOf(octets, row);
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const made = await sign(signing, row);
    if (made === null) return null;
    const spelled = form(made);
    const isSettled = spelled.length === octets.length || row.family !== "ECDSA" || octets[0] !== TAG.sequence;
    if (isSettled || turn === MOST_TURNS - 1) return fitted(spelled, octets.length, random);
  }
  return null;
}

type Form = (signature: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

function formOf(octets: Uint8Array, row: SignatureAlgorithm): Form {
  if (row.family === "ECDSA" && octets[0] === TAG.sequence && octets.length > (row.signatureBytes ?? 0)) return toDer;
  const text = String.fromCharCode(...octets.subarray(0, 2000));
  if (octets.length >= 40 && /^[\da-f]+$/i.test(text)) {
    const isUpper = /[A-F]/.test(text);
    return (signature) => {
      const hex = Array.from(signature, (octet) => octet.toString(16).padStart(2, "0")).join("");
      return octetsOf(isUpper ? hex.toUpperCase() : hex);
    };
  }
  if (octets.length >= 40 && /^[\w+/-]+={0,2}$/.test(text)) {
    return (signature) => {
      const base64 = btoa(String.fromCharCode(...signature));
      return octetsOf(
        /[-_]/.test(text) ? base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") : base64,
      );
    };
  }
  return (signature) => signature;
}

async function sign(
  { alg, key, signingInput, isWrong }: Signing,
  row: SignatureAlgorithm,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const outcome = await signToken(
    // The signed bytes are not the token's.
    { alg, signingInput: isWrong ? `${signingInput}.` : signingInput, kid: null },
    {
      secret: row.family === "HMAC" ? { text: key.k ?? "", encoding: "Base64url" } : { text: "", encoding: "UTF-8" },
      publicKey: { text: "" },
      privateKey: { text: row.family === "HMAC" ? "" : JSON.stringify(key) },
    },
  );
  return outcome.kind === "signed" ? decodeBase64Url(outcome.signature).bytes : null;
}

function toDer(signature: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const half = signature.length / 2;
  return sequence(unsignedInteger(signature.subarray(0, half)), unsignedInteger(signature.subarray(half)));
}

function octetsOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Truncated, or extended by random bytes. */
function fitted(
  octets: Uint8Array<ArrayBuffer>,
  length: number,
  random: (length: number) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  if (octets.length === length) return octets;
  const made = new Uint8Array(length);
  made.set(octets.subarray(0, length));
  if (length > octets.length) made.set(random(length - octets.length), octets.length);
  return made;
}
