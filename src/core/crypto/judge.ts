import { chooseKeys, type Candidate, passOver } from "../keys/choose.ts";
import { modulusBits } from "../keys/fit.ts";
import { importKey, type UsableKey } from "../keys/import.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyFieldInput, KeyInputs, KeyReading, PassedOver } from "../keys/types.ts";
import { algorithmRow, rowForKey, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import type { ParsedToken } from "../token/types.ts";
import { isAvailable } from "./capabilities.ts";
import { messageOf, readSecret } from "./hmac-secret.ts";
import { headerString, keyless, preJudge } from "./pre-judge.ts";
import type { Judgement, JudgementReason, KeySource } from "./types.ts";
import { type SignedText, verifySignature } from "./verify.ts";

export { preJudge } from "./pre-judge.ts";

/** How a key field is read. A parameter so that judging can be tried without the parsers of all formats. */
export type ReadKeys = (text: string, passphrase?: string) => Promise<KeyReading>;

/**
 * The verdict on a token with the keys of the fields (RFC 7515 section 5.2): what `preJudge` says; else `unsupported` where
 * the browser lacks the algorithm, `no-key`, `key-error`, `verified` or `invalid`, the first that applies. HMAC is judged
 * by the secret alone and everything else never by it, so that no public key is ever taken for a secret (RFC 8725 section
 * 2.1). Never rejects for anything that a token or key can hold.
 */
export async function judgeToken(token: ParsedToken, keys: KeyInputs, read: ReadKeys = readKeys): Promise<Judgement> {
  const settled = preJudge(token);
  if (settled) return settled;
  const alg = headerString(token, "alg") ?? "";
  const row = algorithmRow(alg);
  if (!row) return keyless("unsupported", { code: "alg-unknown", alg }, alg);
  if (!(await isAvailable(row))) return keyless("unsupported", { code: "alg-lacking", alg }, alg);
  return row.family === "HMAC" ? judgeWithSecret(token, row, keys) : judgeWithKeys(token, row, keys, read);
}

async function judgeWithSecret(token: ParsedToken, row: SignatureAlgorithm, { secret }: KeyInputs): Promise<Judgement> {
  const { alg } = row;
  const reading = await readSecret(secret, row, "verify");
  const judgement = (state: Judgement["state"], reason: JudgementReason): Judgement => ({
    ...keyless(state, reason, alg),
    key: { source: "secret", material: null, secretBytes: reading.bytes },
  });
  if (!("key" in reading)) {
    return reading.isMissing ? keyless("no-key", reading.reason, alg) : judgement("key-error", reading.reason);
  }
  const outcome = await check(signedText(token), reading.key, row, null);
  const bits = reading.bytes * 8;
  const needed = row.minimumKeyBits ?? 0;
  return { ...judgement(stateOf(outcome), outcome), weak: bits < needed ? { bits, needed } : null };
}

async function judgeWithKeys(
  token: ParsedToken,
  row: SignatureAlgorithm,
  keys: KeyInputs,
  read: ReadKeys,
): Promise<Judgement> {
  const { alg } = row;
  const { source, field, reading } = await judgingField(keys, read);
  const failed = (reason: JudgementReason, more: Partial<Judgement> = {}): Judgement => ({
    ...keyless("key-error", reason, alg),
    key: { source, material: null, secretBytes: null },
    ...more,
  });
  switch (reading.kind) {
    case "empty":
      return keyless("no-key", { code: "no-public-key" }, alg);
    case "unusable":
      return failed({ code: "key-problem", problem: reading.problem });
    case "keys":
  }
  const choice = chooseKeys(reading, {
    alg,
    kid: headerString(token, "kid"),
    operation: "verify",
    judgeAnyway: field.judgeAnyway === true,
  });
  switch (choice.kind) {
    case "kid-not-in-set":
      return failed(
        { code: "kid-not-in-set", kid: choice.kid, available: choice.available },
        { passedOver: reading.keys.map((material, index) => passOver(index, material, "kid")) },
      );
    case "none-fits":
      return failed({ code: "none-fits" }, { passedOver: choice.passedOver });
    case "unfit":
      return failed(
        { code: "key-unfit", fit: choice.fit },
        { key: { source, material: choice.material, secretBytes: null }, passedOver: choice.passedOver },
      );
    case "candidates":
      return tryCandidates(signedText(token), row, source, choice.candidates, choice.passedOver);
  }
}

/**
 * The field that judges: the token's own key where the user asked for it, else Public key, else the public half of Private
 * key. A Private key that can not be read never changes a verdict; it is told of at its field.
 */
async function judgingField(
  { tokenKey, publicKey, privateKey }: KeyInputs,
  read: ReadKeys,
): Promise<{ readonly source: KeySource; readonly field: KeyFieldInput; readonly reading: KeyReading }> {
  const open = (field: KeyFieldInput): Promise<KeyReading> => read(field.text, field.passphrase);
  if (tokenKey) return { source: "token", field: tokenKey, reading: await open(tokenKey) };
  const reading = await open(publicKey);
  if (reading.kind !== "empty") return { source: "public-key", field: publicKey, reading };
  const own = await open(privateKey);
  return { source: "private-key", field: privateKey, reading: own.kind === "unusable" ? { kind: "empty" } : own };
}

interface Attempt {
  readonly candidate: Candidate;
  readonly outcome: Outcome;
  readonly software: boolean;
}

/** Tries one key after the other until one verifies. */
async function tryCandidates(
  signed: SignedText,
  row: SignatureAlgorithm,
  source: KeySource,
  candidates: readonly Candidate[],
  passedOver: readonly PassedOver[],
): Promise<Judgement> {
  const attempts: Attempt[] = [];
  for (const candidate of candidates) {
    const attempt = await tryCandidate(signed, row, candidate);
    attempts.push(attempt);
    if (attempt.outcome.code === "verified") break;
  }
  const judged = deciding(attempts);
  const failed = attempts.filter(({ candidate }) => candidate !== judged.candidate);
  const isNamed = candidates.length === 1 || judged.outcome.code === "verified";
  return {
    state: stateOf(judged.outcome),
    reason: judged.outcome,
    alg: row.alg,
    key: { source, material: isNamed ? judged.candidate.material : null, secretBytes: null },
    passedOver: [
      ...passedOver,
      ...(isNamed ? failed : attempts).map(({ candidate: { index, material } }) =>
        passOver(index, material, "did-not-verify"),
      ),
    ].toSorted((one, other) => one.index - other.index),
    weak: isNamed ? judged.candidate.weak : null,
    software: attempts.some(({ software }) => software),
  };
}

/** The attempt that makes the verdict: the one that verified, else a key that was tried in vain rather than one that could not be tried. */
function deciding(attempts: readonly Attempt[]): Attempt {
  const find = (code: Outcome["code"]): Attempt | undefined => attempts.find(({ outcome }) => outcome.code === code);
  return (find("verified") ??
    find("mismatch") ??
    find("signature-length") ??
    find("import-failed") ??
    attempts[0]) as Attempt;
}

async function tryCandidate(signed: SignedText, row: SignatureAlgorithm, candidate: Candidate): Promise<Attempt> {
  const { material } = candidate;
  try {
    const key = await importKey(material, row, "verify");
    const modulusBytes = material.jwk.kty === "RSA" ? Math.ceil(modulusBits(material.jwk.n) / 8) : null;
    const outcome = await check(signed, key, rowForKey(row, material.jwk), modulusBytes);
    return { candidate, outcome, software: key.kind === "software" };
  } catch (error) {
    return { candidate, outcome: { code: "import-failed", message: messageOf(error) }, software: false };
  }
}

/** What came of one key. */
type Outcome = Extract<
  JudgementReason,
  { code: "verified" | "mismatch" | "signature-length" | "import-failed" | "alg-lacking" }
>;

/** Checks the signature with one key, its length first: that tells more than that it does not verify. */
async function check(
  signed: SignedText,
  key: UsableKey,
  row: SignatureAlgorithm,
  modulusBytes: number | null,
): Promise<Outcome> {
  if (key.kind === "lacking") return { code: "alg-lacking", alg: key.row.alg };
  const actual = signed.signature.length;
  const expected = row.signatureBytes ?? modulusBytes ?? actual;
  if (actual !== expected) return { code: "signature-length", actual, expected };
  try {
    return { code: (await verifySignature(signed, key)) ? "verified" : "mismatch" };
  } catch (error) {
    return { code: "import-failed", message: messageOf(error) };
  }
}

function stateOf({ code }: Outcome): "verified" | "invalid" | "key-error" | "unsupported" {
  switch (code) {
    case "verified":
      return "verified";
    case "mismatch":
    case "signature-length":
      return "invalid";
    case "import-failed":
      return "key-error";
    case "alg-lacking":
      return "unsupported";
  }
}

/** The parts of a token that `preJudge` had nothing to say about. */
function signedText({ text, segments }: ParsedToken): SignedText {
  const [, payload, signature] = segments;
  return {
    signingInput: encodeUtf8(text.slice(0, payload?.range.end ?? 0)),
    signature: signature?.bytes ?? new Uint8Array(),
  };
}
