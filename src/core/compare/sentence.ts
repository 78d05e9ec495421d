import { plural } from "../base/words.ts";
import type { JsonPart } from "../envelope/types.ts";
import { stringMember, wholeObject } from "../json/query.ts";
import { isLarge, type Side } from "./limits.ts";
import { lifetimeOf, secondsOf, spanWords, type Times } from "./times.ts";
import type { Difference } from "./types.ts";

/** At most this many sets are described one by one. */
const MOST_SETS = 3;

interface Facts {
  readonly a: Side;
  readonly b: Side;
  readonly isSame: boolean;
  readonly differences: readonly Difference[];
  /** How many more differences there are than these. */
  readonly more: number;
  readonly times: Times;
}

/**
 * How B differs from A, in one sentence: "Issued an hour later, same session, one role removed." Says only what the two
 * tokens show.
 */
export function sentenceOf(facts: Facts): string {
  const { a, b, isSame, differences } = facts;
  if (isSame) return "The same token, byte for byte.";
  if (a.isUnreadable && b.isUnreadable) return "Neither can be read as a token; their texts differ.";
  if (a.isUnreadable || b.isUnreadable) return `${a.isUnreadable ? "A" : "B"} cannot be read as a token.`;
  const clauses = clausesOf(facts);
  const isEncrypted = a.isEncrypted || b.isEncrypted;
  if (clauses.length > 0)
    return `${capital(clauses.join(", "))}${isEncrypted ? "; the contents are encrypted and cannot be compared" : ""}.`;
  const kinds = new Set(
    differences.filter(({ part }) => part === "header" || part === "payload").map(({ kind }) => kind),
  );
  const contents = isEncrypted ? "header" : "header and claims";
  const isResigned = differences.some(({ part }) => part === "signature");
  if (kinds.size > 0) return `The same values in ${contents}, written differently.`;
  if (isEncrypted) return "The same header; the contents are encrypted and cannot be compared.";
  return isResigned
    ? "The same header and claims, a different signature."
    : "The same header, claims and signature; other parts of the texts differ.";
}

function clausesOf({ a, b, differences, more, times }: Facts): readonly string[] {
  const clauses: string[] = [];
  /** The number of clauses that say what both share. */
  let shared = 0;
  const told = new Set<string>();
  const say = (clause: string, ...claims: readonly string[]): void => {
    clauses.push(clause);
    for (const claim of claims) told.add(claim);
  };
  const payload = differences.filter(({ part, kind }) => part === "payload" && OF_VALUES.has(kind));
  const pair = (claim: string): readonly [string, string] | null => {
    if (!isWhole(a) || !isWhole(b)) return null;
    const [one, other] = [stringMember(a.payload.json, claim), stringMember(b.payload.json, claim)];
    return one === null || other === null ? null : [one, other];
  };
  const iss = pair("iss");
  if (iss !== null && iss[0] !== iss[1]) say("from a different issuer", "iss");

  const [from, to] = [secondsOf(times.a.get("iat")), secondsOf(times.b.get("iat"))];
  if (from !== null && to !== null && from !== to) {
    say(`issued ${spanWords(to - from)} ${to > from ? "later" : "earlier"}`, "iat");
    const [begun, begins] = [secondsOf(times.a.get("nbf")), secondsOf(times.b.get("nbf"))];
    if (begun !== null && begins !== null && begins - begun === to - from) told.add("nbf");
  }
  // Sessions and subjects are comparable only under the same issuer.
  if (iss !== null && iss[0] === iss[1] && payload.length > 0) {
    const [sid, sub, jti] = [pair("sid"), pair("sub"), pair("jti")];
    const hasOtherSub = sub !== null && sub[0] !== sub[1];
    const share = (clause: string): void => {
      shared += 1;
      say(clause);
    };
    if (sid !== null && sid[0] !== sid[1]) say("a different session", "sid");
    else if (sid !== null) share("same session");
    else if (sub !== null && !hasOtherSub) share("same subject");
    if (hasOtherSub) say("a different subject", "sub");
    if (jti !== null && jti[0] === jti[1]) share("the same token id (jti)");
    else if (jti !== null) told.add("jti");
  }
  const aud = payload.find(({ path, kind, change }) => path === "/aud" && kind === "value" && change === "changed");
  if (aud !== undefined) say("a different audience", "aud");
  const sets = payload.filter(({ kind }) => kind === "items").slice(0, MOST_SETS);
  for (const { words } of sets) if (words !== null) say(words);

  const [lived, lives] = [lifetimeOf(times.a), lifetimeOf(times.b)];
  if (lived !== null && lives !== null) {
    told.add("exp");
    if (lived !== lives) say(`valid for ${spanWords(lives)} instead of ${spanWords(lived)}`);
  } else if (times.a.has("exp") !== times.b.has("exp"))
    say(times.b.has("exp") ? "with an expiry" : "without an expiry", "exp");

  if (a.header !== null && b.header !== null) {
    const header = differences.filter(({ part, kind }) => part === "header" && OF_VALUES.has(kind));
    const named = new Set(["alg", "kid"]);
    const alg = [stringMember(a.header.json, "alg"), stringMember(b.header.json, "alg")] as const;
    if (header.some(({ path }) => path === "/alg"))
      say(
        alg[0] === null || alg[1] === null ? "a different algorithm" : `${short(alg[1])} instead of ${short(alg[0])}`,
      );
    if (header.some(({ path, change }) => path === "/kid" && change === "changed")) say("a different kid");
    else if (header.some(({ path }) => path === "/kid")) named.delete("kid");
    const rest = new Set(header.map(({ path }) => topOf(path)).filter((name) => !named.has(name)));
    if (rest.has("")) say("a different header");
    else if (rest.size > 0)
      say(`${count(rest.size, "other header parameter")} ${rest.size === 1 ? "differs" : "differ"}`);
  }
  const rest = new Set(
    payload
      .filter((one) => !sets.includes(one))
      .map(({ path }) => topOf(path))
      .filter((name) => !told.has(name)),
  );
  if (more > 0) say("many other differences");
  else if (rest.has("")) say("a different payload");
  else if (rest.size > 0)
    say(
      `${count(rest.size, clauses.length === shared ? "claim" : "other claim")} ${rest.size === 1 ? "differs" : "differ"}`,
    );
  else if (payload.length > 0 && clauses.length === shared) say("a different token id (jti)");
  return clauses;
}

/** A payload that was read from beginning to end: the rest of a broken one is unknown. */
function isWhole(side: Side): side is Side & { readonly payload: JsonPart } {
  return !side.isEncrypted && !isLarge(side) && side.payload !== null && wholeObject(side.payload.json) !== null;
}

/** Kinds of differences in values, not in how they are written. */
const OF_VALUES: ReadonlySet<Difference["kind"]> = new Set(["value", "items", "repeated", "text", "bytes"]);

/** The member of the root that a pointer leads into; "" for the root itself. */
const topOf = (path: string): string => (path.split("/")[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~");

const count = (number: number, noun: string): string => (number === 1 ? `one ${noun}` : plural(number, noun));

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
