import { judgeToken, type ReadKeys } from "../../core/crypto/judge.ts";
import type { VerdictState } from "../../core/crypto/types.ts";
import { parseToken } from "../../core/envelope/parse.ts";
import type { KeyInputs, SecretInput } from "../../core/keys/types.ts";
import { fields } from "../keys/inputs.ts";
import type { VectorCase, VectorReport } from "./vector-cases.ts";

/** Cases whose result differs from their label, with their state and the reason. This list may only shrink. */
const EXCEPTIONS: ReadonlyMap<string, readonly [state: VerdictState, reason: string]> = new Map([]);

/** Whether a case is a compact JWE to decrypt. */
export function isCompactDecrypt({ op, input }: VectorCase): boolean {
  return op === "decrypt" && typeof input === "string" && !input.trimStart().startsWith("{");
}

/** Decrypts a case as a user would who enters its key and allows RSA1_5, and compares the result with the label. */
export async function runDecrypt(vector: VectorCase, read?: ReadKeys): Promise<VectorReport> {
  const { suite, expected } = vector;
  const name = `${suite} ${vector.id}`;
  const token = parseToken(String(vector.input));
  const { state, reason } = await judgeToken(token, decryptingKeys(vector), read, { openAnyway: true });
  const exception = EXCEPTIONS.get(name);
  const asLabelled = (state === "decrypted") === (expected === "valid");
  const asExpected = exception ? state === exception[0] && !asLabelled : asLabelled;
  return {
    name,
    suite,
    outcome: !asExpected ? "wrong" : exception ? "exception" : "as labelled",
    details: asExpected ? "" : `${name}: labelled ${expected}, judged ${state} ${JSON.stringify(reason)}`,
  };
}

/** The names of exceptions that did not occur in any report. */
export function unmetExceptions(reports: readonly VectorReport[]): readonly string[] {
  const met = new Set(reports.filter(({ outcome }) => outcome === "exception").map(({ name }) => name));
  return [...EXCEPTIONS.keys()].filter((name) => !met.has(name));
}

/** The key as text in Private key; a shared key with its members as the secret, a password as it is. */
export function decryptingKeys({ key }: VectorCase): KeyInputs {
  const { password } = key as { readonly password?: string };
  if (password !== undefined) return fields({ secret: { text: password, encoding: "UTF-8" } });
  const oct = (key.keys ?? [key]).find(({ kty }) => kty === "oct");
  const secret: SecretInput = oct
    ? { text: oct.k ?? "", encoding: "Base64url", jwk: oct }
    : { text: "", encoding: "UTF-8" };
  return fields({ secret, privateKey: { text: JSON.stringify(key) } });
}
