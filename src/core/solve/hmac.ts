import { secretFromJwk, secretsOfSet } from "../keys/oct-jwk.ts";
import { decodeSecret } from "../keys/secret.ts";
import type { KeyMaterial, SecretInput } from "../keys/types.ts";
import { WELL_KNOWN_SECRETS } from "../crack/well-known.ts";
import { publicKeyOctets } from "./public-key-octets.ts";
import { hashAlone, hmacMistake, MISTAKES_TRIED } from "./hmac-mistakes.ts";
import { hexSecret, octetReadings } from "./secret/octets.ts";
import { textReadings } from "./secret/texts.ts";
import type { SignatureForm } from "./signature-forms.ts";
import type { SigningInput } from "./signing-inputs.ts";
import type { Discovery, SolveStep } from "./types.ts";
import { areEqual } from "../base/bytes.ts";

/** How many of the likeliest secrets are tried on other signing inputs than the token's own, and for other mistakes than of the secret. */
const TRIED_ON_ALL_INPUTS = 24;
const TRIED_FOR_MISTAKES = 16;

/** Octets to try as the HMAC key, with what was done to come to them. */
interface Candidate {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly steps: readonly SolveStep[];
  readonly args: Discovery["args"];
  readonly offer: SecretInput;
}

/** The first reading that verifies, or none; how many were tried, and which things were taken otherwise in them. */
export interface Found {
  readonly discovery: Discovery | null;
  readonly tried: number;
  readonly kinds: readonly SolveStep[];
}

/** What the HMAC search needs. */
export interface HmacSearch {
  readonly secret: SecretInput;
  /** Texts of the asymmetric key fields, and the keys read from them: a public key taken for a secret. */
  readonly keyTexts: readonly string[];
  readonly keys: readonly KeyMaterial[];
  readonly inputs: readonly SigningInput[];
  readonly signatures: readonly SignatureForm[];
  /** `alg` of the header. */
  readonly alg: string;
  /** The token with another signature. */
  readonly respell: (signature: Uint8Array) => string;
}

const HASH_OF_LENGTH: ReadonlyMap<number, "HS256" | "HS384" | "HS512"> = new Map([
  [32, "HS256"],
  [48, "HS384"],
  [64, "HS512"],
]);

/**
 * Tries the secret in all its readings, the published secrets, and the public keys' texts. Gives the first reading whose
 * HMAC is the signature, the simplest first, and how many were tried. A signature tells its hash by its length.
 */
export async function searchHmac(search: HmacSearch): Promise<Found> {
  const targets = search.signatures.flatMap(({ step, bytes }) => {
    const alg = HASH_OF_LENGTH.get(bytes.length);
    return alg === undefined ? [] : [{ step, alg, bytes }];
  });
  const candidates = await candidatesOf(search);
  // The encodings of the field are tried on any text, also where it is in none of them.
  const kinds = new Set<SolveStep>(["utf-8", ...candidates.flatMap(({ steps }) => steps)]);
  let tried = 0;
  for (const [round, inputs] of [search.inputs.slice(0, 1), search.inputs.slice(1)].entries()) {
    const likely =
      round === 0
        ? candidates
        : candidates
            .filter(({ steps }) => steps[0] !== "published" && steps[0] !== "empty")
            .slice(0, TRIED_ON_ALL_INPUTS);
    for (const candidate of likely) {
      for (const target of targets) {
        const params = { name: "HMAC", hash: `SHA-${target.alg.slice(2)}` };
        const key = await globalThis.crypto.subtle.importKey("raw", candidate.bytes, params, false, ["sign"]);
        for (const input of inputs) {
          tried += 1;
          const mac = new Uint8Array(await globalThis.crypto.subtle.sign("HMAC", key, input.bytes));
          if (areEqual(mac, target.bytes))
            return { discovery: discover(candidate, target, input, search), tried, kinds: [...kinds] };
        }
      }
    }
  }
  const [own] = search.inputs;
  const others = search.inputs.flatMap(({ step }) => step ?? []);
  for (const step of [...others, "swapped", "plain-hash", "hmac-hash", "truncated"] as const) kinds.add(step);
  // Hashing is done here and not by the engine, and so not for contents that take long.
  if (own === undefined || own.bytes.length > MOST_HASHED) return { discovery: null, tried, kinds: [...kinds] };
  for (const { step: spelled, bytes } of search.signatures) {
    const also = spelled === null ? [] : [spelled];
    const alone = hashAlone(own.bytes, bytes);
    tried += 1;
    if (alone !== null)
      return {
        discovery: { steps: ["no-secret", ...also], args: { hash: alone, alg: search.alg } },
        tried,
        kinds: [...kinds],
      };
    for (const candidate of candidates.slice(0, TRIED_FOR_MISTAKES)) {
      tried += MISTAKES_TRIED;
      const mistake = hmacMistake(candidate.bytes, own.bytes, bytes);
      if (mistake === null) continue;
      const args = {
        ...candidate.args,
        ...mistake.args,
        alg: search.alg,
        was: search.alg,
        encoding: candidate.offer.encoding,
      };
      return { discovery: { steps: [mistake.step, ...candidate.steps, ...also], args }, tried, kinds: [...kinds] };
    }
  }
  return { discovery: null, tried, kinds: [...kinds] };
}

/** The longest content that is hashed here, in octets. */
const MOST_HASHED = 100_000;

function discover(
  candidate: Candidate,
  target: { readonly step: SolveStep | null; readonly alg: string; readonly bytes: Uint8Array },
  input: SigningInput,
  { alg, secret, respell }: HmacSearch,
): Discovery | null {
  const isOther = target.alg !== alg;
  const steps: SolveStep[] = [
    ...(input.step === null ? [] : [input.step]),
    ...candidate.steps,
    ...(isOther ? (["algorithm"] as const) : []),
    ...(target.step === null ? [] : [target.step]),
  ];
  const [first, ...rest] = steps;
  // Nothing had to be taken otherwise: the page would not judge with this key, and has said why.
  if (first === undefined) return null;
  const isSame = candidate.offer.text === secret.text && candidate.offer.encoding === secret.encoding;
  return {
    steps: [first, ...rest],
    args: {
      ...candidate.args,
      alg: target.alg,
      was: alg,
      encoding: candidate.offer.encoding,
      bytes: candidate.bytes.length,
      ...(input.header === undefined ? {} : { header: input.header }),
    },
    ...(isSame ? {} : { secret: candidate.offer }),
    ...(isOther && input.step === null && target.step === null ? { alg: target.alg } : {}),
    ...(target.step !== null
      ? input.step === null
        ? { token: respell(target.bytes) }
        : {}
      : input.token === undefined
        ? {}
        : { token: input.token }),
  };
}

async function candidatesOf({ secret, keyTexts, keys }: HmacSearch): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const add = (candidate: Candidate): void => {
    const name = candidate.bytes.join();
    if (candidate.bytes.length === 0 || seen.has(name)) return;
    seen.add(name);
    candidates.push(candidate);
  };
  const now = decodeSecret(secret);
  if ("bytes" in now) add({ bytes: now.bytes, steps: [], args: {}, offer: secret });
  const jwk = secretFromJwk(secret.text);
  // The key that the token's kid chooses is offered by the rule; which of the others signed only trying tells.
  for (const offer of jwk ? [jwk] : secretsOfSet(secret.text).slice(0, MOST_KEYS)) {
    const inner = decodeSecret(offer);
    if ("bytes" in inner) add({ bytes: inner.bytes, steps: ["jwk"], args: {}, offer });
  }
  const isPem = secret.text.includes("-----BEGIN ");
  if (secret.text !== "" && !isPem) {
    // The fewest steps first; and what strict decoders read, which is likelier and better to be told, before what only a
    // lenient one makes of it.
    const late: Candidate[] = [];
    const later: Candidate[] = [];
    for (const { steps: textSteps, text, args, isUnwrapped } of textReadings(secret.text)) {
      const all = isUnwrapped && textSteps.length < 2 && text.length < MOST_IN_FULL;
      for (const { step: octetStep, bytes, offer, args: more } of await octetReadings(text, all)) {
        const isChosen = octetStep === stepOf(secret.encoding) && textSteps.length > 0;
        const candidate: Candidate = {
          bytes,
          steps: orderSteps(isChosen ? textSteps : [...textSteps, octetStep]),
          args: { ...args, ...more },
          // However it is read, it is the key of which the JWK said what it is for.
          offer: {
            ...(isChosen ? { text, encoding: secret.encoding } : offer),
            ...(secret.jwk ? { jwk: secret.jwk } : {}),
          },
        };
        if (textSteps.length > 1) later.push(candidate);
        else if (STRICT_STEPS.has(octetStep)) add(candidate);
        else late.push(candidate);
      }
    }
    for (const candidate of [...late, ...later]) add(candidate);
  }
  for (const { form, bytes } of publicKeyOctets(isPem ? [secret.text, ...keyTexts] : keyTexts, keys)) {
    add({ bytes, steps: ["public-key"], args: { form }, offer: hexSecret(bytes) });
  }
  for (const { secret: text, encoding = "UTF-8", source } of WELL_KNOWN_SECRETS) {
    const known = decodeSecret({ text, encoding });
    if ("bytes" in known)
      add({ bytes: known.bytes, steps: ["published"], args: { source }, offer: { text, encoding } });
  }
  // HMAC fills a key up with zeros (RFC 2104 section 2): one of a single zero is the empty one, which the field cannot hold.
  const empty = Uint8Array.of(0);
  add({ bytes: empty, steps: ["empty"], args: {}, offer: hexSecret(empty) });
  return candidates;
}

/** A longer secret is not tried in encodings of other systems and as what hashes and printers make of it. */
const MOST_IN_FULL = 2048;

/** How many keys of a set are tried as the secret. */
const MOST_KEYS = 100;

const STRICT_STEPS: ReadonlySet<SolveStep> = new Set(["utf-8", "base64", "base64url", "hex"]);

function stepOf(encoding: SecretInput["encoding"]): SolveStep {
  return encoding.toLowerCase() as "utf-8" | "base64" | "base64url" | "hex";
}

/** What is an accident on the way, where there is another cause to name. */
const MINOR: ReadonlySet<SolveStep> = new Set(["trimmed", "newline-added", "breaks-removed", "prefix"]);

/** That more than the secret was taken is the cause, whatever was done to it first. */
const WHOLE: ReadonlySet<SolveStep> = new Set(["setting", "assignment"]);

/** White space and the like is an accident on the way; the encoding is the cause to name. */
function orderSteps(made: readonly SolveStep[]): readonly SolveStep[] {
  const whole = made.filter((step) => WHOLE.has(step));
  const steps = [...whole, ...made.filter((step) => !WHOLE.has(step))];
  const [first, second, ...rest] = steps;
  return first !== undefined && MINOR.has(first) && second !== undefined ? [second, first, ...rest] : steps;
}
