import type { JWK } from "jose";
import type { KeyInputs, SecretInput } from "../../core/keys/types.ts";
import { withDetached } from "../../core/envelope/detached.ts";
import { decodeBase64Url } from "../../core/text/base64url.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import { parseToken } from "../../core/envelope/parse.ts";
import { judgeToken, type ReadKeys } from "../../core/crypto/judge.ts";
import { fields } from "../keys/inputs.ts";
import type { VerdictState } from "../../core/crypto/types.ts";

/** One case of `cases.json`: a token, a key or set, and whether the token verifies with it. */
export interface VectorCase {
  readonly suite: string;
  readonly id: string;
  readonly op: string;
  readonly input: unknown;
  readonly key: JWK & { readonly keys?: readonly JWK[] };
  readonly expected: "valid" | "invalid";
  /** The detached payload in base64url. */
  readonly detachedPayload?: string;
}

/**
 * Cases judged differently from their label, with the reason and their state. This list may only shrink.
 * The Wycheproof ones are known defects of the published file.
 */
const EXCEPTIONS: ReadonlyMap<string, readonly [state: VerdictState, reason: string]> = new Map([
  [
    "wycheproof-json_web_signature signature-346",
    ["key-error", "the key says PS256, the header PS384: a contradiction, until the user overrides it"],
  ],
  ["wycheproof-json_web_signature signature-350", ["key-error", "as 346"]],
  [
    "wycheproof-json_web_signature signature-347",
    ["key-error", "the key's alg is ES521, which does not exist: a contradiction"],
  ],
  ["wycheproof-json_web_signature signature-351", ["key-error", "as 347"]],
  [
    "wycheproof-json_web_signature signature-367",
    ["verified", "labelled for a padding that was lost in the published file"],
  ],
  ["wycheproof-json_web_signature signature-370", ["verified", "as 367"]],
  [
    "wycheproof-json_web_signature signature-372",
    ["malformed", "labelled valid with a ? in the header segment (RFC 7515 section 2)"],
  ],
  ["wycheproof-json_web_signature signature-373", ["malformed", "labelled valid with a ? in the payload segment"]],
  ["interop-jws pair-021", ["no-key", "the secret is empty, and an empty secret is not a key"]],
  ["interop-jws pair-044", ["no-key", "the secret is empty"]],
]);

export interface VectorReport {
  readonly name: string;
  readonly suite: string;
  readonly outcome: "as labelled" | "exception" | "wrong";
  /** What differs, if it is wrong. */
  readonly details: string;
}

/** Whether a case is a compact JWS to verify. */
export function isCompactVerify({ op, input }: VectorCase): boolean {
  return op === "verify" && typeof input === "string" && !input.trimStart().startsWith("{");
}

/** Judges a case as a user would who enters its key, and compares the verdict with the label. */
export async function runCase(vector: VectorCase, read?: ReadKeys): Promise<VectorReport> {
  const { suite, expected } = vector;
  const name = `${suite} ${vector.id}`;
  const beside = decodeUtf8(decodeBase64Url(vector.detachedPayload ?? "").bytes).text;
  const token = withDetached(parseToken(String(vector.input)), beside);
  const { state, reason } = await judgeToken(token, keysOf(vector), read);
  const exception = EXCEPTIONS.get(name);
  const asLabelled = (state === "verified") === (expected === "valid");
  const asExpected = exception ? state === exception[0] && !asLabelled : asLabelled;
  return {
    name,
    suite,
    outcome: !asExpected ? "wrong" : exception ? "exception" : "as labelled",
    details: asExpected ? "" : `${name}: labelled ${expected}, judged ${state} ${JSON.stringify(reason)}`,
  };
}

/** The key as text in Public key; an oct key with its members as the secret. */
export function keysOf({ key }: VectorCase): KeyInputs {
  const oct = (key.keys ?? [key]).find(({ kty }) => kty === "oct");
  const secret: SecretInput = oct
    ? { text: oct.k ?? "", encoding: "Base64url", jwk: oct }
    : { text: "", encoding: "UTF-8" };
  return fields({ secret, publicKey: { text: JSON.stringify(key) } });
}

/** The results by suite, for people to read, and the names of all exceptions that did not occur in any case. */
export function summary(reports: readonly VectorReport[]): {
  readonly lines: readonly string[];
  readonly unmet: readonly string[];
} {
  const counts = new Map<string, number>();
  for (const { suite, outcome } of reports) {
    const line = `${suite}: ${outcome}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const met = new Set(reports.filter(({ outcome }) => outcome === "exception").map(({ name }) => name));
  return {
    lines: [...counts].map(([line, count]) => `${line} ${count}`).toSorted(),
    unmet: [...EXCEPTIONS.keys()].filter((name) => !met.has(name)),
  };
}
