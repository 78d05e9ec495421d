import { WELL_KNOWN_SECRETS } from "../../crack/well-known.ts";
import { secretFromJwk, secretsOfSet } from "../../keys/oct-jwk.ts";
import { decodeSecret } from "../../keys/secret.ts";
import type { KeyMaterial, SecretInput } from "../../keys/types.ts";
import { publicKeyOctets } from "../public-key-octets.ts";
import type { Discovery, SolveStep } from "../types.ts";
import { hexSecret, octetReadings } from "./octets.ts";
import { textReadings } from "./texts.ts";

/** Bytes to try as the key, with the steps that lead to them. */
export interface Candidate {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly steps: readonly SolveStep[];
  readonly args: Discovery["args"];
  readonly offer: SecretInput;
}

/** Sources of secrets. */
interface SecretSource {
  readonly secret: SecretInput;
  /** Texts of the asymmetric key fields, and the keys read from them: a public key may have been used as the secret. */
  readonly keyTexts: readonly string[];
  readonly keys: readonly KeyMaterial[];
}

/**
 * The possible bytes of the secret, each once, likeliest first: as the field reads it, in its other readings, then
 * public keys, published secrets and the empty one. Never rejects.
 */
export async function candidatesOf({ secret, keyTexts, keys }: SecretSource): Promise<readonly Candidate[]> {
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
  // A rule offers the key that the token's kid chooses; only trying tells which of the others signed.
  for (const offer of jwk ? [jwk] : secretsOfSet(secret.text).slice(0, MOST_KEYS)) {
    const inner = decodeSecret(offer);
    if ("bytes" in inner) add({ bytes: inner.bytes, steps: ["jwk"], args: {}, offer });
  }
  const isPem = secret.text.includes("-----BEGIN ");
  if (secret.text !== "" && !isPem) {
    // The fewest steps first; and strict readings, which are likelier and clearer to explain, before what only a
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
          // However it is read, the JWK's restrictions still apply to it.
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
  // HMAC pads a key with zeros (RFC 2104 section 2): a single zero equals the empty key, which the field cannot hold.
  const empty = Uint8Array.of(0);
  add({ bytes: empty, steps: ["empty"], args: {}, offer: hexSecret(empty) });
  return candidates;
}

/** A longer secret is not tried in other systems' encodings, nor hashed or printed. */
const MOST_IN_FULL = 2048;

/** How many keys of a set are tried as the secret. */
const MOST_KEYS = 100;

const STRICT_STEPS: ReadonlySet<SolveStep> = new Set(["utf-8", "base64", "base64url", "hex"]);

function stepOf(encoding: SecretInput["encoding"]): SolveStep {
  return encoding.toLowerCase() as "utf-8" | "base64" | "base64url" | "hex";
}

/** Incidental changes, if there is another cause to name. */
const MINOR: ReadonlySet<SolveStep> = new Set(["trimmed", "newline-added", "breaks-removed", "prefix"]);

/** Copying more than the secret is the cause, whatever else happened. */
const WHOLE: ReadonlySet<SolveStep> = new Set(["setting", "assignment"]);

/** White space and similar changes are incidental; the encoding is the cause to name. */
function orderSteps(made: readonly SolveStep[]): readonly SolveStep[] {
  const whole = made.filter((step) => WHOLE.has(step));
  const steps = [...whole, ...made.filter((step) => !WHOLE.has(step))];
  const [first, second, ...rest] = steps;
  return first !== undefined && MINOR.has(first) && second !== undefined ? [second, first, ...rest] : steps;
}
