import { lastMember, stringMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { isBlank } from "../keys/reading.ts";
import type { KeyInputs } from "../keys/types.ts";
import { hasSubtle, isAvailable } from "./capabilities.ts";
import type { Judgement, JudgementReason, VerdictState } from "./types.ts";

/** A judgement made without a key. */
export function keyless(state: VerdictState, reason: JudgementReason, alg: string | null): Judgement {
  return { state, reason, alg, key: null, passedOver: [], weak: null, software: false };
}

/** Extensions of a header that are not supported, or break their rules. */
type ExtensionReason = (header: JsonObject) => JudgementReason | null;

/**
 * The verdict on a token without a key, immediately: `empty`, `malformed`, `unsupported` or the two verdicts on `none`,
 * the first that applies. Null if a signature must be checked; then the header is an object, `alg` names a row, and
 * all segments are strict. Also null if the header has extensions and no `crit` check is given. Pure, except that it
 * reads whether `crypto.subtle` is available.
 */
export function preJudge(token: ParsedToken, extensionReason?: ExtensionReason): Judgement | null {
  const alg = headerString(token, "alg");
  if (token.form === "empty") return keyless("empty", { code: "empty" }, null);
  const malformed = malformation(token);
  if (malformed) return keyless("malformed", malformed, alg);
  const unsupported = unsupportedReason(token, alg ?? "", extensionReason);
  if (unsupported) return keyless("unsupported", unsupported, alg);
  if (alg !== "none" || token.form !== "jws" || (isExtended(token) && !extensionReason)) return null;
  const isUnsigned = token.segments[2]?.text === "";
  return isUnsigned
    ? keyless("unsigned", { code: "none" }, alg)
    : keyless("invalid", { code: "none-with-signature" }, alg);
}

/**
 * The verdict on a token while no relevant field has text: that of `preJudge`; otherwise `unsupported` if the browser
 * lacks the algorithm, or `no-key`. Null if there is a key to try. HMAC is judged by the secret alone and everything
 * else never by it, so no public key is ever taken for a secret (RFC 8725 section 2.1).
 */
export async function judgeUnkeyed(token: ParsedToken, keys: KeyInputs): Promise<Judgement | null> {
  const settled =
    preJudge(token) ?? (isExtended(token) ? preJudge(token, (await import("./extensions.ts")).extensionReason) : null);
  // The code that knows its algorithms checks whether a relevant field has text.
  if (settled || token.form !== "jws") return settled;
  const alg = headerString(token, "alg") ?? "";
  const row = algorithmRow(alg);
  if (!row) return keyless("unsupported", { code: "alg-unknown", alg }, alg);
  if (!(await isAvailable(row))) return keyless("unsupported", { code: "alg-lacking", alg }, alg);
  if (row.family === "HMAC") return keys.secret.text === "" ? keyless("no-key", { code: "no-secret" }, alg) : null;
  const fields = [keys.tokenKey, keys.publicKey, keys.privateKey, keys.boundKey];
  return fields.every((field) => isBlank(field?.text ?? "")) ? keyless("no-key", { code: "no-public-key" }, alg) : null;
}

/** The header object of a token, if its header is a JSON object. */
function headerObject({ header }: ParsedToken): JsonObject | null {
  const root = header?.json.root;
  return root?.type === "object" ? root : null;
}

/** Whether the header uses extensions of RFC 7515. */
function isExtended(token: ParsedToken): boolean {
  const root = headerObject(token);
  return token.form === "jws" && root !== null && ["crit", "b64"].some((name) => lastMember(root, name));
}

/** A header parameter if it is a string; of duplicates the last counts (RFC 7515 section 4). */
export function headerString(token: ParsedToken, name: string): string | null {
  return token.header && stringMember(token.header.json, name);
}

/** Why a token is not a JWS or JWE in the compact serialisation (RFC 7515 section 5.2 steps 1 to 4); null if it is one. */
function malformation(token: ParsedToken): JudgementReason | null {
  const { form, segments, segmentCount, header } = token;
  if (form === "text") return { code: "not-a-token" };
  // The headers of a JSON form are reported with its signatures, the JWS of an SD-JWT by itself.
  if (header === null || /json|sd/.test(form)) return null;
  if (form === "jws" && segmentCount !== 3) return { code: "segment-count", count: segmentCount };
  if (segments.some(({ problems }) => problems.length > 0)) return { code: "base64url" };
  if (header.utf8.length > 0) return { code: "header-not-utf8" };
  if (header.json.problems.length > 0) return { code: "header-not-json" };
  const root = headerObject(token);
  if (root === null) return { code: "header-not-object" };
  const alg = lastMember(root, "alg")?.value;
  if (alg === undefined) return { code: "alg-missing" };
  return alg.type === "string" ? null : { code: "alg-not-string" };
}

function unsupportedReason(token: ParsedToken, alg: string, extensionReason?: ExtensionReason): JudgementReason | null {
  switch (token.form) {
    case "empty":
    case "jwe":
    case "sd-jwt":
    case "jws-json":
    case "jwe-json":
      // The code that knows its algorithms reports the rest.
      return hasSubtle() ? null : { code: "insecure-context" };
    case "text":
    case "jws":
  }
  const root = headerObject(token);
  if (algorithmRow(alg) === null) return { code: "alg-unknown", alg };
  const extension = root && extensionReason?.(root);
  if (extension) return extension;
  // An unsecured token needs no cryptography to be called so.
  return hasSubtle() || alg === "none" ? null : { code: "insecure-context" };
}
