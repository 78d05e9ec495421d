import { algorithmRow } from "../../registry/algorithms.ts";
import type { Policy } from "../members.ts";
import { keySetAddress } from "./key-set.ts";
import { quoted } from "./quote.ts";

/** Defaults for values that the exported text needs but the policy does not give. */
export interface TokenFacts {
  readonly alg: string;
  /** Absent or "": the token has none, or none is open. */
  readonly iss?: string;
  readonly aud?: string;
  readonly sub?: string;
}

/** Members of a policy whose values are lists. */
type Listed = "iss" | "aud" | "sub";

/** A policy prepared for export: only known members, and placeholders for what neither it nor the token says. */
export interface Requirements {
  readonly policy: Policy;
  /** Names of registered algorithms that the target supports; at least one. */
  readonly algorithms: readonly [string, ...string[]];
  /** The algorithms are HMAC: there is a shared secret and no key set. */
  readonly isShared: boolean;
  /** The expected issuers; `issuer` is the first, or a placeholder. */
  readonly issuers: readonly string[];
  readonly issuer: string;
  /** Where the issuer's keys usually are. */
  readonly keys: string;
  readonly audiences: readonly string[];
  /** In these, `*` stands for any characters. */
  readonly subjects: readonly string[];
  readonly scopes: readonly string[];
  readonly claims: readonly { readonly path: string; readonly values: readonly string[] }[];
  /** Lines for a comment: what was omitted, and what the target does not check. */
  readonly remarks: readonly string[];
  /** A member whose value cannot be written: without it, the text would accept more than the policy. */
  readonly impossible: Listed | null;
}

/** A target's capabilities. */
export interface Abilities {
  readonly algorithms: RegExp;
  /** The members of the policy that its output checks. */
  readonly checks: readonly (keyof Policy)[];
  /** It only uses the first value. */
  readonly single?: readonly Listed[];
  /** It needs these; they come from the token if the policy does not give them. */
  readonly needs?: readonly Listed[];
  /** Values that it has no way to write. */
  readonly cannot?: (member: Listed, value: string, issuer: string) => boolean;
  /** Claims that it can ask for values of; absent: those of `checks`. */
  readonly canClaim?: (path: string, values: readonly string[], issuer: string) => boolean;
  /** What its verifier requires or allows beyond the policy. */
  readonly remarks?: readonly string[];
}

/** Members of a policy that ask something of a token, in the words of the policy. */
const ASKED: readonly (keyof Policy)[] = [
  "algorithms",
  "iss",
  "aud",
  "sub",
  "typ",
  "client",
  "requiredClaims",
  "claims",
  "maxAge",
  "maxLifetime",
  "leeway",
  "jtiDenyList",
  "nonce",
  "scopes",
  "roles",
  "accessToken",
  "code",
];

/** Placeholders for what neither policy nor token says. */
const STAND_INS = { iss: "https://issuer.example", aud: "your-audience", sub: "your-subject" } as const;

/**
 * Reads a policy for a target. The token's `alg` is taken where the policy names none, and its other values where the target
 * needs them. An algorithm's name goes into code as it is, so only registered ones do; a shared secret and a set of
 * keys are never accepted in one place (RFC 8725 section 3.1), so HMAC is left out alongside others.
 */
export function requirementsOf(policy: Policy, token: TokenFacts, abilities: Abilities): Requirements {
  const { checks, canClaim } = abilities;
  const { kept, left, named } = algorithmsFor(policy, token, abilities.algorithms);
  const [first = "RS256", ...rest] = kept;
  const issuers = valuesFor("iss", policy, token, abilities, "");
  const issuer = issuers.values[0] ?? STAND_INS.iss;
  const [audiences, subjects] = [
    valuesFor("aud", policy, token, abilities, issuer),
    valuesFor("sub", policy, token, abilities, issuer),
  ];
  const asked = policy.claims ?? [];
  const claims = asked.filter(({ path, values }) => canClaim?.(path, values, issuer) === true);
  const unchecked = [
    ...ASKED.filter((name) => isAsked(policy[name]) && !checks.includes(name) && (name !== "claims" || !canClaim)),
    ...(canClaim ? asked.filter((one) => !claims.includes(one)).map(({ path }) => quoted(path)) : []),
  ];
  const remarks = [
    ...(left.length > 0 ? [`Left out: ${left.join(", ")}.`] : []),
    ...(kept.length === 0 && named.length > 0
      ? ["None of the policy's algorithms is supported here: RS256 is a placeholder."]
      : []),
    ...[issuers, audiences, subjects].flatMap((one) => one.remarks),
    ...(issuers.values.length === 0 && checks.includes("iss")
      ? [`The policy has no issuer: ${issuer} is a placeholder.`]
      : []),
    ...(policy.aud === undefined && audiences.values.length === 0
      ? ["The policy has no audience: aud is not checked."]
      : []),
    ...(policy.algorithms === undefined && checks.includes("algorithms")
      ? ["The policy has no algorithms: the token's own is allowed."]
      : []),
    ...(unchecked.length > 0
      ? [`Not checked here: ${unchecked.join(", ")}. Check ${unchecked.length === 1 ? "it" : "them"} in the service.`]
      : []),
    ...(abilities.remarks ?? []),
  ];
  return {
    policy,
    algorithms: [first, ...rest],
    isShared: isHmac(first),
    issuers: issuers.values,
    issuer,
    keys: keySetAddress(issuer),
    audiences: audiences.values,
    subjects: subjects.values,
    scopes: policy.scopes ?? [],
    claims,
    remarks,
    impossible: [issuers, audiences, subjects].find(({ isImpossible }) => isImpossible)?.name ?? null,
  };
}

/** The values a target requires, and remarks on them. */
function valuesFor(name: Listed, policy: Policy, token: TokenFacts, abilities: Abilities, issuer: string) {
  const { checks, single = [], needs = [], cannot } = abilities;
  const own = token[name] ?? "";
  const isFilled = policy[name] === undefined && needs.includes(name);
  const wanted = policy[name] ?? (isFilled ? [own === "" ? STAND_INS[name] : own] : []);
  // A placeholder is replaced before use, so it need not be writable.
  const isAny = !checks.includes(name) || (isFilled && own === "");
  const writable = isAny ? wanted : wanted.filter((value) => cannot?.(name, value, issuer) !== true);
  const lost = wanted.length - writable.length;
  const isSingle = single.includes(name) && writable.length > 1;
  const remarks = [
    ...(isFilled
      ? [`The policy has no ${name}: ${own === "" ? "a placeholder" : "the token's own"} is used here.`]
      : []),
    ...(lost > 0 && writable.length > 0
      ? [`Left out of ${name}, since it cannot be written here: ${lost} ${lost === 1 ? "value" : "values"}.`]
      : []),
    ...(isSingle ? [`Only the first of ${writable.length} values for ${name}.`] : []),
  ];
  const isImpossible = lost > 0 && writable.length === 0;
  return { name, values: isSingle ? writable.slice(0, 1) : writable, remarks, isImpossible };
}

/** The registered signature algorithms that a policy allows, or the token's own where it names none. */
export function namedAlgorithms(policy: Policy, { alg }: TokenFacts): readonly string[] {
  return (policy.algorithms ?? [alg]).filter((name) => isSignature(name));
}

function algorithmsFor(policy: Policy, token: TokenFacts, can: RegExp) {
  const named = namedAlgorithms(policy, token);
  const ofKeys = named.filter((name) => !isHmac(name));
  const kept = (ofKeys.length > 0 ? ofKeys : named).filter((name) => can.test(name));
  const taken = kept.length > 0 ? kept : ["RS256"];
  return { named, kept, left: named.filter((name) => !taken.includes(name)) };
}

/** The remarks as lines of a comment. */
export function comment(mark: string, { remarks }: Requirements): string {
  return remarks.map((remark) => `${mark} ${remark}\n`).join("");
}

/** The claims that must be there, `exp` always, where they are claims of the payload and no paths into it. */
export function neededClaims({ policy: { requiredClaims = [] } }: Pick<Requirements, "policy">): readonly string[] {
  return [...new Set(["exp", ...requiredClaims])];
}

/** The names that a claim's path leads through. An address, which has dots of its own, is the name of one claim. */
export function namesIn(path: string): readonly string[] {
  return /[/:]/.test(path) ? [path] : path.split(".");
}

function isSignature(name: string): boolean {
  const row = algorithmRow(name);
  return row !== null && row.family !== "none";
}

function isHmac(name: string): boolean {
  return algorithmRow(name)?.family === "HMAC";
}

function isAsked(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
