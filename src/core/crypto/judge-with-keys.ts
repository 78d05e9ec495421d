import { chooseKeys, type Candidate, type KeyChoice, passOver } from "../keys/fit/choose.ts";
import { keyFault, signatureFault } from "../keys/numbers/degenerate.ts";
import { modulusBits } from "../keys/numbers/big-number.ts";
import { importKey } from "../keys/import/import.ts";
import { readingFor } from "../keys/reading.ts";
import type { KeyFieldInput, KeyInputs, KeyReading } from "../keys/types.ts";
import { rowForKey, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { checkSignature } from "./check-signature.ts";
import { deciding, type Outcome, stateOf, wasTried } from "./deciding.ts";
import { messageOf } from "./thrown.ts";
import { keyless } from "./pre-judge.ts";
import type { Judgement, KeySource } from "./types.ts";
import { unchosen } from "./unchosen.ts";
import type { SignedText } from "./verify.ts";

/** How a key field is read. A parameter, so tests need not load the parsers of all formats. */
export type ReadKeys = (text: string, passphrase?: string) => Promise<KeyReading>;

/** A token to be verified with a public key. */
interface KeyQuestion {
  readonly signed: SignedText;
  readonly row: SignatureAlgorithm;
  /** `kid` of the header, where it is a string. */
  readonly kid: string | null;
  readonly keys: KeyInputs;
  readonly read: ReadKeys;
}

/** `judgeToken` for an asymmetric algorithm that the browser or software supports. */
export async function judgeWithKeys({ signed, row, kid, keys, read }: KeyQuestion): Promise<Judgement> {
  const { alg } = row;
  const { source, field, reading } = await judgingField(keys, read, alg);
  if (reading.kind === "empty") return keyless("no-key", { code: "no-public-key" }, alg);
  const choice = chooseKeys(reading, {
    alg,
    kid,
    operation: "verify",
    judgeAnyway: field.judgeAnyway === true,
  });
  return choice.kind === "candidates"
    ? tryCandidates(signed, row, source, choice)
    : unchosen(choice, { alg, source, reading });
}

/**
 * The verifying key field: the token's own key if the user asked for it, otherwise Public key, then the public half
 * of Private key, then the one in `cnf`. An unreadable Private key never changes a verdict; it is reported at its
 * field.
 */
async function judgingField(
  { tokenKey, publicKey, privateKey, boundKey }: KeyInputs,
  read: ReadKeys,
  alg: string,
): Promise<{ readonly source: KeySource; readonly field: KeyFieldInput; readonly reading: KeyReading }> {
  const open = (field: KeyFieldInput): Promise<KeyReading> => read(field.text, field.passphrase);
  if (tokenKey) return { source: "token", field: tokenKey, reading: await open(tokenKey) };
  const reading = readingFor(await open(publicKey), alg);
  if (reading.kind !== "empty") return { source: "public-key", field: publicKey, reading };
  const own = readingFor(await open(privateKey), alg, "private");
  if (own.kind === "empty" && boundKey) return { source: "cnf", field: boundKey, reading: await open(boundKey) };
  return { source: "private-key", field: privateKey, reading: own.kind === "unusable" ? { kind: "empty" } : own };
}

/** The outcome of one key. */
interface Attempt {
  /** Null for a key that could not even be read. */
  readonly candidate: Candidate | null;
  readonly outcome: Outcome;
  readonly software: boolean;
}

/** Tries one key after the other until one verifies. */
async function tryCandidates(
  signed: SignedText,
  row: SignatureAlgorithm,
  source: KeySource,
  { candidates, unread, passedOver }: Extract<KeyChoice, { kind: "candidates" }>,
): Promise<Judgement> {
  const attempts: Attempt[] = [];
  for (const candidate of candidates) {
    const attempt = await tryKey(signed, row, candidate);
    attempts.push(attempt);
    if (attempt.outcome.code === "verified") break;
  }
  if (unread) {
    attempts.push({ candidate: null, outcome: { code: "key-problem", problem: unread }, software: false });
  }
  const judged = deciding(attempts as [Attempt, ...Attempt[]]);
  const state = stateOf(judged.outcome);
  // If all of several failed, none is singled out.
  const named = state === "invalid" && candidates.length > 1 ? null : judged.candidate;
  return {
    state,
    reason: judged.outcome,
    alg: row.alg,
    key: { source, material: named?.material ?? null, secretBytes: null },
    passedOver: [
      ...passedOver,
      ...attempts.flatMap(({ candidate, outcome }) =>
        candidate === null || candidate === named
          ? []
          : [passOver(candidate.index, candidate.material, wasTried(outcome) ? "did-not-verify" : "not-tried")],
      ),
    ].toSorted((one, other) => one.index - other.index),
    weak: named?.weak ?? null,
    software: attempts.some(({ software }) => software),
  };
}

/** Checks a signature with one key. Never rejects: a key that cannot be tried is an outcome too. */
export async function tryKey(signed: SignedText, row: SignatureAlgorithm, candidate: Candidate): Promise<Attempt> {
  const { material } = candidate;
  const effective = rowForKey(row, material.jwk);
  try {
    const fault = keyFault(material.jwk);
    if (fault) return { candidate, outcome: { code: "key-degenerate", fault }, software: false };
    const key = await importKey(material, row, "verify");
    const expected = effective.signatureBytes ?? Math.ceil(modulusBits(material.jwk.n) / 8);
    const outcome = await checkSignature(signed, key, expected, (signature) => signatureFault(effective, signature));
    return { candidate, outcome, software: key.kind === "software" };
  } catch (error) {
    return { candidate, outcome: { code: "import-failed", message: messageOf(error) }, software: false };
  }
}
