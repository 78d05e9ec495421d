import { messageOf } from "../../crypto/thrown.ts";
import { segmentText } from "../toolkit/compact.ts";
import { firstMember } from "../../json/query.ts";
import { duplicateMembers } from "../../json/duplicates.ts";
import { parseJson } from "../../json/parse.ts";
import { decodeBase64Url, isStrictBase64Url } from "../../text/base64url.ts";
import type { Claims } from "../types.ts";
import type { Bench } from "./bench.ts";
import { checkClaims } from "./claims.ts";
import type { FlagName, Flags } from "./flags.ts";
import { checkSignature } from "./signature.ts";
import { Failed, type Note, type Taken } from "./taken.ts";

/** One check of the free verifier. `flag` is the flag that controls it. */
interface Check {
  readonly flag: FlagName;
  readonly passed: boolean;
  readonly text: string;
}

export interface FreeVerdict {
  readonly verdict: "accepted" | "rejected";
  /** In order; the last one of a rejection is the one that failed. */
  readonly checks: readonly Check[];
  readonly claims: Claims | null;
}

/**
 * Verifies a token according to the flags. `seen` contains used tokens, and gains this one if it is accepted. Every
 * check is reported, so it is visible which flag let the token through. Never throws.
 */
export async function verifyFreely(token: string, flags: Flags, bench: Bench, seen: Set<string>): Promise<FreeVerdict> {
  const checks: Check[] = [];
  const note: Note = (flag, text) => void checks.push({ flag, passed: true, text });
  try {
    const taken = takeApart(token, flags, note);
    if (flags.signature === "verified") await checkSignature(taken, flags, bench, note);
    else note("signature", "not checked");
    checkClaims(taken, flags, bench, seen, note);
    return { verdict: "accepted", checks, claims: taken.claims };
  } catch (error) {
    const flag = error instanceof Failed ? error.flag : "form";
    checks.push({ flag, passed: false, text: messageOf(error) });
    return { verdict: "rejected", checks, claims: null };
  }
}

const LIMIT = 8192;

function takeApart(token: string, flags: Flags, note: Note): Taken {
  if (flags.tokenLength === "limited" && token.length > LIMIT)
    throw new Failed("tokenLength", `${token.length} characters`);
  const isJson = token.trimStart().startsWith("{");
  const parts = token.split(".");
  if (flags.form === "compact" && (isJson || parts.length !== 3)) throw new Failed("form", "not three segments");
  const [header = "", payload = "", signature = ""] = isJson ? membersOf(token) : parts;
  if (flags.base64 === "strict" && ![header, payload, signature].every(isStrictBase64Url))
    throw new Failed("base64", "not strict base64url");
  const headerText = segmentText(header);
  const payloadText = segmentText(isJson ? (parts[1] ?? "") : payload);
  checkDuplicates([headerText, payloadText], flags);
  const parsed = objectOf(headerText);
  if (flags.crit === "refused" && "crit" in parsed) throw new Failed("crit", "names an extension it does not support");
  if (flags.b64 === "refused" && "b64" in parsed) throw new Failed("b64", "has no place in a JWT");
  note("form", isJson ? "JSON, its claims read after the first dot" : `${parts.length} segments`);
  const { root } = parseJson(headerText);
  const first = root?.type === "object" ? firstMember(root, "alg")?.value : null;
  return {
    token,
    signed: { input: `${header}.${payload}`, signature: decodeBase64Url(signature).bytes },
    header: parsed,
    firstAlg: first?.type === "string" ? first.value : undefined,
    claims: objectOf(payloadText),
  };
}

function checkDuplicates(texts: readonly string[], flags: Flags): void {
  if (flags.duplicates !== "refused") return;
  for (const text of texts) {
    const { root } = parseJson(text);
    const [twice] = root ? duplicateMembers(root) : [];
    if (twice) throw new Failed("duplicates", `"${twice.name}" appears twice`);
  }
}

/** The three members of a flattened JWS (RFC 7515 section 7.2.2). */
function membersOf(token: string): readonly string[] {
  const object = objectOf(token);
  return ["protected", "payload", "signature"].map((name) => {
    const member = object[name];
    return typeof member === "string" ? member : "";
  });
}

function objectOf(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Failed("form", "not a JSON object");
  return value as Record<string, unknown>;
}
