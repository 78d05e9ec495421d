import { importKey } from "../keys/import/import.ts";
import { fitKey } from "../keys/fit/fit.ts";
import { modulusBits } from "../keys/numbers/big-number.ts";
import { keyFault } from "../keys/numbers/degenerate.ts";
import type { KeyMaterial } from "../keys/types.ts";
import { algorithmRow, rowForKey, type SignatureAlgorithm, SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { bytesOf } from "../registry/key-kinds.ts";
import { rsaMistake } from "./rsa-opened.ts";
import { ecdsaForms, type SignatureForm } from "./signature-forms.ts";
import type { SigningInput } from "./signing-inputs.ts";
import type { Discovery, SolveStep } from "./types.ts";

/** How many keys of a set are tried. */
const MAX_KEYS = 50;

/** What the search with public keys needs. */
export interface AsymmetricSearch {
  /** Keys to try, with whether each is the one that the page judged with. */
  readonly keys: readonly {
    readonly material: KeyMaterial;
    readonly isJudging: boolean;
    readonly field: string;
    /** It is that of a certificate in another key's `x5c`. */
    readonly isLeaf?: boolean;
  }[];
  readonly inputs: readonly SigningInput[];
  readonly signatures: readonly SignatureForm[];
  readonly alg: string;
  readonly kid: string | null;
  /** The token with another signature. */
  readonly respell: (signature: Uint8Array) => string;
}

/**
 * Tries every key with every algorithm that it can do, the header's first, over the ways in which the signature is spelled
 * and what it is possibly made over. Gives the first that verifies and how many were tried.
 */
export async function searchAsymmetric(
  search: AsymmetricSearch,
): Promise<{ readonly discovery: Discovery | null; readonly tried: number }> {
  let tried = 0;
  const [own, ...others] = search.inputs;
  if (!own) return { discovery: null, tried };
  const isSecondRound = (input: SigningInput): boolean => input !== own;
  // What such a key verifies, anyone may have signed.
  const keys = search.keys.slice(0, MAX_KEYS).filter(({ material }) => keyFault(material.jwk) === null);
  // The nonce of Microsoft Graph is tried at once, everything else that was possibly signed only when nothing else verifies.
  const nonce = others.filter(({ step }) => step === "hashed-nonce");
  const rest = others.filter(({ step }) => step !== "hashed-nonce");
  for (const inputs of [[own], nonce, rest]) {
    for (const { material, isJudging, field, isLeaf = false } of keys) {
      for (const row of rowsFor(material, search.alg)) {
        if (isSecondRound(inputs[0] ?? own) && row.alg !== search.alg) continue;
        const forms = [
          ...search.signatures.filter(({ bytes }) => bytes.length === expectedBytes(row, material)),
          ...search.signatures.flatMap(({ bytes }) => otherForms(bytes, row, material)),
        ];
        for (const form of forms) {
          for (const input of inputs) {
            tried += 1;
            const found = await verifies(material, row, form.bytes, input.bytes);
            if (found === null) continue;
            return {
              discovery: discover(search, { material, isJudging, field, isLeaf, row, form, input, salt: found.salt }),
              tried,
            };
          }
        }
        // What a signer does wrong with the right key shows in what the signature opens to.
        const [asItStands] = search.signatures;
        if (isSecondRound(inputs[0] ?? own) || row.alg !== search.alg || !asItStands) continue;
        tried += 1;
        const step = await madeWith(material, row, asItStands.bytes, own.bytes);
        if (step === null) continue;
        const form = { step, bytes: asItStands.bytes };
        return {
          discovery: discover(search, { material, isJudging, field, isLeaf, row, form, input: own, salt: null }),
          tried,
        };
      }
    }
  }
  return { discovery: null, tried };
}

/** The algorithms that a key can do whatever it says of itself, the wanted one first. */
function rowsFor(material: KeyMaterial, alg: string): readonly SignatureAlgorithm[] {
  const names = [alg, ...SIGNATURE_ALGORITHMS.filter((name) => name !== alg)];
  const unrestricted = { ...material, pssOnly: false };
  const rows: SignatureAlgorithm[] = [];
  for (const name of names) {
    const row = algorithmRow(name);
    if (row === null || row.family === "none" || row.family === "HMAC") continue;
    if (fitKey(unrestricted, name, "verify").kind === "mismatch") continue;
    // That the key's own limit is what refuses the token's algorithm was said: there is no other reading to offer.
    if (name === alg && material.pssOnly === true && fitKey(material, name, "verify").kind === "mismatch") continue;
    // EdDSA and Ed25519 are one signature.
    if (rows.some((other) => rowForKey(other, material.jwk) === rowForKey(row, material.jwk))) continue;
    rows.push(row);
  }
  return rows;
}

function expectedBytes(row: SignatureAlgorithm, { jwk }: KeyMaterial): number {
  return rowForKey(row, jwk).signatureBytes ?? Math.ceil(modulusBits(jwk.n) / 8);
}

function otherForms(
  bytes: Uint8Array<ArrayBuffer>,
  row: SignatureAlgorithm,
  { jwk }: KeyMaterial,
): readonly SignatureForm[] {
  if (row.family === "ECDSA") return ecdsaForms(bytes, bytesOf(jwk.crv) || 32);
  const size = jwk.kty === "RSA" ? Math.ceil(modulusBits(jwk.n) / 8) : 0;
  // Cryptography libraries of Windows write the number with its least octet first.
  return bytes.length === size && row.family === "RSASSA-PKCS1-v1_5"
    ? [{ step: "reversed", bytes: bytes.toReversed() }]
    : [];
}

async function verifies(
  material: KeyMaterial,
  row: SignatureAlgorithm,
  signature: Uint8Array<ArrayBuffer>,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ readonly salt: number | null } | null> {
  try {
    const key = await importKey(material, row, "verify");
    if (key.kind === "software")
      return key.signer.verify(key.row.alg, key.jwk, input, signature) ? { salt: null } : null;
    const { subtle } = globalThis.crypto;
    if (await subtle.verify(key.row.signParams, key.key, signature, input)) return { salt: null };
    if (row.family !== "RSASSA-PSS") return null;
    // RFC 7518 section 3.5 has the salt be as long as the hash; libraries' defaults are none, or as long as there is room.
    const room = Math.ceil((modulusBits(material.jwk.n) - 1) / 8) - (row.hashBits ?? 0) / 8 - 2;
    for (const salt of [0, 20, room]) {
      if (salt < 0 || salt === row.signParams.saltLength) continue;
      if (await subtle.verify({ ...row.signParams, saltLength: salt }, key.key, signature, input)) return { salt };
    }
    return null;
  } catch {
    return null;
  }
}

/** Which mistake the right key signed with; null where none is known that fits. */
async function madeWith(
  material: KeyMaterial,
  row: SignatureAlgorithm,
  signature: Uint8Array<ArrayBuffer>,
  input: Uint8Array<ArrayBuffer>,
): Promise<SolveStep | null> {
  try {
    if (material.jwk.kty === "RSA") return rsaMistake(signature, material.jwk, row, input);
    if (row.family !== "ECDSA") return null;
    const key = await importKey(material, row, "verify");
    const sha1 = { name: "ECDSA", hash: "SHA-1" };
    const isSha1 = key.kind === "native" && (await globalThis.crypto.subtle.verify(sha1, key.key, signature, input));
    return isSha1 ? "sha-1" : null;
  } catch {
    return null;
  }
}

/** Steps that say how the signature was made: another spelling of it would not verify. */
const NOT_A_SPELLING: ReadonlySet<SolveStep> = new Set(["reversed", "sha-1", "bare-digest", "mgf1-sha-1"]);

interface Hit {
  readonly material: KeyMaterial;
  readonly isJudging: boolean;
  readonly field: string;
  readonly isLeaf: boolean;
  readonly row: SignatureAlgorithm;
  readonly form: SignatureForm;
  readonly input: SigningInput;
  readonly salt: number | null;
}

function discover(
  search: AsymmetricSearch,
  { material, isJudging, field, isLeaf, row, form, input, salt }: Hit,
): Discovery | null {
  const isOther = row.alg !== search.alg;
  const kid = typeof material.jwk.kid === "string" ? material.jwk.kid : "";
  const steps: SolveStep[] = [
    ...(input.step === null ? [] : [input.step]),
    ...(form.step === null ? [] : [form.step]),
    ...(isOther ? (["algorithm"] as const) : []),
    ...(salt === null ? [] : (["salt"] as const)),
    ...(isJudging || (kid !== "" && kid === search.kid)
      ? []
      : [isLeaf ? ("x5c-key" as const) : ("other-key" as const)]),
  ];
  const [first, ...rest] = steps;
  // The key that the token means, and nothing else: the page would not judge with it, and has said why.
  if (first === undefined) return null;
  const respelled = form.step !== null && !NOT_A_SPELLING.has(form.step) && input.step === null;
  return {
    steps: [first, ...rest],
    args: {
      alg: row.alg,
      was: search.alg,
      kid,
      wanted: search.kid ?? "",
      key: material.description,
      field,
      thumbprint: material.thumbprint,
      ...(salt === null ? {} : { salt }),
      ...(input.header === undefined ? {} : { header: input.header }),
    },
    ...(isJudging || input.step === "hashed-nonce"
      ? {}
      : { publicKey: `${JSON.stringify(withoutUse(material), null, 2)}\n` }),
    ...(isOther && form.step === null && input.step === null && salt === null ? { alg: row.alg } : {}),
    ...(respelled
      ? { token: search.respell(form.bytes) }
      : input.token !== undefined && form.step === null
        ? { token: input.token }
        : {}),
  };
}

/** The public half, as it came. */
function withoutUse({ jwk }: KeyMaterial): object {
  const {
    d: _,
    p: __,
    q: ___,
    dp: ____,
    dq: _____,
    qi: ______,
    priv: _______,
    ...rest
  } = jwk as Record<string, unknown>;
  return rest;
}
