import { judgeToken, type ReadKeys } from "../../core/crypto/judge.ts";
import type { VerdictState } from "../../core/crypto/types.ts";
import { withDetached } from "../../core/envelope/detached.ts";
import { openSeal } from "../../core/envelope/json-seals.ts";
import { decodeBase64Url } from "../../core/text/base64url.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import { parseToken } from "../../core/envelope/parse.ts";
import { decryptingKeys } from "./decrypt-cases.ts";
import { keysOf, type VectorCase, type VectorReport } from "./vector-cases.ts";

/** Cases whose result differs from their label, with their state and the reason. This list may only shrink. */
const EXCEPTIONS: ReadonlyMap<string, readonly [state: VerdictState, reason: string]> = new Map([
  [
    "wycheproof-json_web_encryption encryption-22",
    ["decrypted", "a sound JSON serialisation, labelled for readers that take the compact one only"],
  ],
  [
    "cookbook-rfc7797 4.2.hmac-sha2_b64_false-json",
    ["malformed", "b64 is false and crit does not list it (RFC 7797 section 6), so the payload is read as base64url"],
  ],
  ["cookbook-rfc7797 4.2.hmac-sha2_b64_false-json_flat", ["malformed", "the same in flattened form"]],
]);

const isJson = (input: unknown): boolean => typeof input !== "string" || input.trimStart().startsWith("{");

/** Whether a case is in one of the JSON serialisations. */
export function isJsonCase({ input }: VectorCase): boolean {
  return isJson(input);
}

/** Judges a case as a user would who enters its key and makes no choices, and compares the result with the label. */
export async function runJsonCase(vector: VectorCase, read?: ReadKeys): Promise<VectorReport> {
  const { suite, expected, op, input, detachedPayload = "" } = vector;
  const name = `${suite} ${vector.id}`;
  const text = typeof input === "string" ? input : JSON.stringify(input, null, 2);
  const beside = decodeUtf8(decodeBase64Url(detachedPayload).bytes).text;
  const token = withDetached(openSeal(parseToken(text), null), beside);
  const keys = op === "decrypt" ? decryptingKeys(vector) : keysOf(vector);
  const { state, reason } = await judgeToken(token, keys, read, { openAnyway: true });
  const exception = EXCEPTIONS.get(name);
  const asLabelled = (state === "verified" || state === "decrypted") === (expected === "valid");
  const asExpected = exception ? state === exception[0] && !asLabelled : asLabelled;
  return {
    name,
    suite,
    outcome: !asExpected ? "wrong" : exception ? "exception" : "as labelled",
    details: asExpected ? "" : `${name}: labelled ${expected}, judged ${state} ${JSON.stringify(reason)}`,
  };
}

/** The names of exceptions that did not occur in any report. */
export function unmetJsonExceptions(reports: readonly VectorReport[]): readonly string[] {
  const met = new Set(reports.filter(({ outcome }) => outcome === "exception").map(({ name }) => name));
  return [...EXCEPTIONS.keys()].filter((name) => !met.has(name));
}
