import type { KeyMaterial, SecretInput } from "../keys/types.ts";
import { hashAlone, hmacMistake, MISTAKES_TRIED } from "./hmac-mistakes.ts";
import { type Candidate, candidatesOf } from "./secret/candidates.ts";
import type { SignatureForm } from "./signature-forms.ts";
import type { SigningInput } from "./signing-inputs.ts";
import type { Discovery, SolveStep } from "./types.ts";
import { areEqual } from "../base/bytes.ts";

/**
 * How many of the likeliest secrets are also tried on other signing inputs, and for mistakes other than in the secret.
 */
const TRIED_ON_ALL_INPUTS = 24;
const TRIED_FOR_MISTAKES = 16;

/** The first reading that verifies, or none; how many were tried, and what was varied. */
export interface Found {
  readonly discovery: Discovery | null;
  readonly tried: number;
  readonly kinds: readonly SolveStep[];
}

/** What the HMAC search needs. */
interface HmacSearch {
  readonly secret: SecretInput;
  /** Texts of the asymmetric key fields, and the keys read from them: a public key may have been used as the secret. */
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
 * Tries all readings of the secret, the published secrets, and the public keys' texts. Returns the first reading
 * whose HMAC is the signature, the simplest first, and how many were tried. The length of a signature tells its hash.
 */
export async function searchHmac(search: HmacSearch): Promise<Found> {
  const targets = search.signatures.flatMap(({ step, bytes }) => {
    const alg = HASH_OF_LENGTH.get(bytes.length);
    return alg === undefined ? [] : [{ step, alg, bytes }];
  });
  const candidates = await candidatesOf(search);
  // The field's encodings are tried on any text, even on one that is in none of them.
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
  // Hashing is done in JavaScript rather than by the engine, so not for contents that take long.
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

/** The longest content that is hashed here, in bytes. */
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
  // Nothing was varied: the page has said why it does not verify with this key.
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
