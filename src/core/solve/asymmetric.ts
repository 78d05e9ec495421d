import { importKey } from "../keys/import/import.ts";
import { fitKey } from "../keys/fit/fit.ts";
import { modulusBits } from "../keys/numbers/big-number.ts";
import { keyFault } from "../keys/numbers/degenerate.ts";
import type { KeyMaterial } from "../keys/types.ts";
import { algorithmRow, rowForKey, type SignatureAlgorithm, SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { bytesOf } from "../registry/key-kinds.ts";
import { curveMistake } from "./curve-mistakes.ts";
import type { Found } from "./hmac.ts";
import { type Mistake, rsaMistake } from "./rsa-opened.ts";
import { ecdsaForms, edwardsForms, rsaForms, type SignatureForm } from "./signature-forms.ts";
import type { SigningInput } from "./signing-inputs.ts";
import type { Discovery, SolveStep } from "./types.ts";

/** How many keys of a set are tried. */
const MAX_KEYS = 50;

/** What the search with public keys needs. */
interface AsymmetricSearch {
  /** Keys to try, with whether each is the one that the page judged with. */
  readonly keys: readonly {
    readonly material: KeyMaterial;
    readonly isJudging: boolean;
    readonly field: string;
    /** It comes from a certificate in another key's `x5c`. */
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
 * Tries every key with every algorithm it supports, the header's first, over the spellings of the signature and the
 * bytes that may have been signed; then the mistakes a signer makes with the right key. Returns the first that fits,
 * how many were tried, and what was varied.
 */
export async function searchAsymmetric(search: AsymmetricSearch): Promise<Found> {
  let tried = 0;
  const kinds = new Set<SolveStep>();
  const [own, ...others] = search.inputs;
  const found = (discovery: Discovery | null): Found => ({ discovery, tried, kinds: [...kinds] });
  if (!own) return found(null);
  // Anyone may have signed what such a key verifies.
  const keys = search.keys.slice(0, MAX_KEYS).filter(({ material }) => keyFault(material.jwk) === null);
  if (keys.length > 1) kinds.add("other-key");
  // The nonce of Microsoft Graph is tried at once; other possible signing inputs only when nothing else verifies.
  const nonce = others.filter(({ step }) => step === "hashed-nonce");
  const rest = others.filter(({ step }) => step !== "hashed-nonce");
  for (const [round, inputs] of [[own], nonce, rest].entries()) {
    const some = round === 2 ? likely(keys, search) : keys;
    for (const key of some) {
      for (const row of rowsFor(key.material, search.alg)) {
        if (round > 0 && row.alg !== search.alg) continue;
        if (row.alg !== search.alg) kinds.add("algorithm");
        if (row.family === "RSASSA-PSS") kinds.add("salt");
        for (const form of formsFor(search.signatures, row, key.material)) {
          if (form.step !== null) kinds.add(form.step);
          for (const input of inputs) {
            if (input.step !== null) kinds.add(input.step);
            tried += 1;
            const hit = await verifies(key.material, row, form.bytes, input.bytes);
            if (hit === null) continue;
            const args = hit.salt === null ? {} : { salt: hit.salt };
            return found(discover(search, { ...key, row, form, input, made: [], args }));
          }
        }
      }
    }
    // The opened signature shows what a signer did wrong with the right key.
    for (const key of round === 1 ? [] : some) {
      const [row] = rowsFor(key.material, search.alg);
      if (row?.alg !== search.alg) continue;
      for (const step of MISTAKES) kinds.add(step);
      for (const form of formsFor(search.signatures, row, key.material)) {
        tried += 1;
        const mistake = madeWith(key.material, row, form.bytes, inputs);
        if (mistake === null) continue;
        const { steps, args, input } = mistake;
        return found(discover(search, { ...key, row, form, input, made: steps, args }));
      }
    }
  }
  return found(null);
}

/** The mistakes a signer makes with the right key. */
const MISTAKES: readonly SolveStep[] = ["sha-1", "hash", "bare-digest", "mgf1", "hashed-twice"];

/** How many keys are tried with everything that was possibly signed. */
const MOST_LIKELY = 8;

/** The keys that the page verified with or that the token names come first. */
function likely(keys: AsymmetricSearch["keys"], { kid }: AsymmetricSearch): AsymmetricSearch["keys"] {
  const isNamed = ({ isJudging, material }: AsymmetricSearch["keys"][number]): boolean =>
    isJudging || (kid !== null && material.jwk.kid === kid);
  return [...keys.filter(isNamed), ...keys.filter((key) => !isNamed(key))].slice(0, MOST_LIKELY);
}

/** The spellings of the signature that have the length of the key's signatures. */
function formsFor(
  signatures: readonly SignatureForm[],
  row: SignatureAlgorithm,
  material: KeyMaterial,
): readonly SignatureForm[] {
  return [
    ...signatures.filter(({ bytes }) => bytes.length === expectedBytes(row, material)),
    ...signatures.flatMap(({ bytes }) => otherForms(bytes, row, material)),
  ];
}

/** The algorithms that a key supports, whatever its own parameters allow; the requested one first. */
function rowsFor(material: KeyMaterial, alg: string): readonly SignatureAlgorithm[] {
  const names = [alg, ...SIGNATURE_ALGORITHMS.filter((name) => name !== alg)];
  const unrestricted = { ...material, pssOnly: false };
  const rows: SignatureAlgorithm[] = [];
  for (const name of names) {
    const row = algorithmRow(name);
    if (row === null || row.family === "none" || row.family === "HMAC") continue;
    if (fitKey(unrestricted, name, "verify").kind === "mismatch") continue;
    // A finding already says that the key's own restriction refuses the token's algorithm: there is no other reading to
    // offer.
    if (name === alg && material.pssOnly === true && fitKey(material, name, "verify").kind === "mismatch") continue;
    // EdDSA and Ed25519 give the same signature.
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
  material: KeyMaterial,
): readonly SignatureForm[] {
  switch (row.family) {
    case "ECDSA":
      return ecdsaForms(bytes, bytesOf(material.jwk.crv) || 32);
    case "EdDSA":
      return edwardsForms(bytes, expectedBytes(row, material));
    case "RSASSA-PKCS1-v1_5":
    case "RSASSA-PSS":
      return rsaForms(bytes, expectedBytes(row, material));
    default:
      return [];
  }
}

/** Whether a signature verifies with a key, and with which salt where it is not that of JWA; null if it does not. */
export async function verifies(
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
    // RFC 7518 section 3.5 requires a salt as long as the hash; libraries default to no salt, or to the longest that
    // fits.
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

/** The mistake that the right key signed with; null if no known one fits. */
function madeWith(
  { jwk }: KeyMaterial,
  row: SignatureAlgorithm,
  signature: Uint8Array<ArrayBuffer>,
  inputs: readonly SigningInput[],
): Mistake | null {
  try {
    if (jwk.kty === "RSA") return rsaMistake(signature, jwk, row, inputs);
    // Each costs far more than with RSA, whose signature reveals what was signed.
    const [first] = inputs;
    return first?.step === null ? curveMistake(signature, jwk, rowForKey(row, jwk), first) : null;
  } catch {
    return null;
  }
}

interface Hit {
  readonly material: KeyMaterial;
  readonly isJudging: boolean;
  readonly field: string;
  readonly isLeaf?: boolean;
  readonly row: SignatureAlgorithm;
  readonly form: SignatureForm;
  readonly input: SigningInput;
  /** How the signer deviated from the algorithm. */
  readonly made: readonly SolveStep[];
  readonly args: Discovery["args"];
}

function discover(
  search: AsymmetricSearch,
  { material, isJudging, field, isLeaf = false, row, form, input, made, args }: Hit,
): Discovery | null {
  const isOther = row.alg !== search.alg;
  const kid = typeof material.jwk.kid === "string" ? material.jwk.kid : "";
  const steps: SolveStep[] = [
    ...made,
    ...(input.step === null ? [] : [input.step]),
    ...(form.step === null ? [] : [form.step]),
    ...(isOther ? (["algorithm"] as const) : []),
    ...(args["salt"] === undefined ? [] : (["salt"] as const)),
    ...(isJudging || (kid !== "" && kid === search.kid)
      ? []
      : [isLeaf ? ("x5c-key" as const) : ("other-key" as const)]),
  ];
  const [first, ...rest] = steps;
  // Nothing was varied: this is the key that the token names, and the page has said why it does not verify with it.
  if (first === undefined) return null;
  const isAsJwaHasIt = made.length === 0 && args["salt"] === undefined;
  const respelled = form.step !== null && isAsJwaHasIt && input.step === null;
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
      ...args,
      ...(input.header === undefined ? {} : { header: input.header }),
    },
    ...(isJudging || input.step === "hashed-nonce"
      ? {}
      : { publicKey: `${JSON.stringify(withoutUse(material), null, 2)}\n` }),
    ...(isOther && form.step === null && input.step === null && isAsJwaHasIt ? { alg: row.alg } : {}),
    ...(respelled
      ? { token: search.respell(form.bytes) }
      : input.token !== undefined && form.step === null && isAsJwaHasIt
        ? { token: input.token }
        : {}),
  };
}

/** The public half, as it was given. */
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
