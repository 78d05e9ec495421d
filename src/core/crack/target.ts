import { detectTokens } from "../token/detect.ts";
import { parseToken } from "../envelope/parse.ts";
import { lastMember } from "../json/query.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import type { HmacAlgorithm, HmacTarget } from "./types.ts";

/** The result of reading a token for a search. */
type TargetReading =
  | { readonly kind: "target"; readonly target: HmacTarget; readonly token: ParsedToken }
  | { readonly kind: "unusable"; readonly problem: TargetProblem };

/** Why there is no secret to search for. */
export type TargetProblem =
  | { readonly code: "empty" }
  | { readonly code: "not-a-jws" }
  /** The header is not a JSON object with a string `alg`. */
  | { readonly code: "header" }
  /** An algorithm whose key is not a guessable secret. */
  | { readonly code: "algorithm"; readonly alg: string }
  /** The signature is not base64url. */
  | { readonly code: "signature" }
  /** The signature is shorter or longer than the algorithm's (RFC 7518 section 3.2). */
  | { readonly code: "length"; readonly actual: number; readonly expected: number };

const LENGTHS: Readonly<Record<HmacAlgorithm, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/**
 * Reads the token in a text (even with whatever was copied along with it) as the target of a search: a compact JWS (RFC
 * 7515 section 7.1) whose `alg` is HS256, HS384 or HS512. The signed bytes are taken as they are.
 */
export function readTarget(text: string): TargetReading {
  if (text.trim() === "") return unusable({ code: "empty" });
  const token = parseToken(detectTokens(text).tokens[0]?.text ?? text.trim());
  if (token.form !== "jws" || token.segmentCount !== 3) return unusable({ code: "not-a-jws" });
  const header = token.header?.json.root;
  if (header?.type !== "object") return unusable({ code: "header" });
  const alg = lastMember(header, "alg")?.value;
  if (alg?.type !== "string") return unusable({ code: "header" });
  if (!isHmac(alg.value)) return unusable({ code: "algorithm", alg: alg.value });
  const signature = token.segments[2];
  if (!signature || signature.problems.length > 0) return unusable({ code: "signature" });
  const expected = LENGTHS[alg.value];
  const { bytes: mac } = signature;
  if (mac.length !== expected) return unusable({ code: "length", actual: mac.length, expected });
  const message = encodeUtf8(token.text.slice(0, signature.range.start - 1));
  return { kind: "target", target: { algorithm: alg.value, message, mac }, token };
}

function isHmac(alg: string): alg is HmacAlgorithm {
  return Object.hasOwn(LENGTHS, alg);
}

function unusable(problem: TargetProblem): TargetReading {
  return { kind: "unusable", problem };
}
