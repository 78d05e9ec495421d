import { algorithmRow } from "../../registry/algorithms.ts";
import type { Policy } from "../../policy/members.ts";
import { keySetAddress } from "./key-set.ts";

/** A policy as the targets write it: nothing in it that is not known, and a stand-in for what it does not say. */
export interface Wanted {
  readonly policy: Policy;
  /** Names of registered algorithms that the target can do; one at least. */
  readonly algorithms: readonly [string, ...string[]];
  /** The algorithms are HMAC: there is a shared secret, and no set of keys. */
  readonly isShared: boolean;
  /** The policy's issuers; `issuer` is the first, or a stand-in. */
  readonly issuers: readonly string[];
  readonly issuer: string;
  /** Where the issuer's keys usually are. */
  readonly keys: string;
  readonly audiences: readonly string[];
  readonly scopes: readonly string[];
  /** Lines for a comment: what was left out, and what the target does not check. */
  readonly remarks: readonly string[];
}

/** What a target can do. */
export interface Abilities {
  readonly algorithms: RegExp;
  /** Members of the policy that what it writes checks, beside algorithm, issuer and end. */
  readonly checks: readonly (keyof Policy)[];
  /** It takes the first issuer or audience alone. */
  readonly single?: readonly ("iss" | "aud")[];
}

/** Members of a policy that ask something of a token, in the words of the policy. */
const ASKED: readonly (keyof Policy)[] = [
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

/**
 * Reads a policy for a target. `alg` is the token's, taken where the policy names none. An algorithm's name goes into code
 * as it stands, so that only registered ones do; a shared secret and a set of keys are never accepted in one place
 * (RFC 8725 section 3.1), so that HMAC is left out beside others.
 */
export function wantedOf(policy: Policy, alg: string, { algorithms: can, checks, single = [] }: Abilities): Wanted {
  const named = (policy.algorithms ?? [alg]).filter((name) => isSignature(name));
  const ofKeys = named.filter((name) => !isHmac(name));
  const kept = (ofKeys.length > 0 ? ofKeys : named).filter((name) => can.test(name));
  const [first = "RS256", ...rest] = kept;
  const left = named.filter((name) => name !== first && !rest.includes(name));
  const issuers = policy.iss ?? [];
  const [issuer = "https://issuer.example"] = issuers;
  const unchecked = ASKED.filter((name) => isAsked(policy[name]) && !checks.includes(name));
  const counts = { iss: issuers.length, aud: policy.aud?.length ?? 0 };
  const remarks = [
    ...(left.length > 0 ? [`Left out: ${left.join(", ")}.`] : []),
    ...(kept.length === 0 && named.length > 0
      ? ["None of the policy's algorithms is supported here: RS256 is a placeholder."]
      : []),
    ...single.filter((name) => counts[name] > 1).map((name) => `Only the first of ${counts[name]} values for ${name}.`),
    ...(policy.iss === undefined ? [`The policy has no issuer: ${issuer} is a placeholder.`] : []),
    ...(policy.aud === undefined ? ["The policy has no audience: aud is not checked."] : []),
    ...(policy.algorithms === undefined ? ["The policy has no algorithms: the token's own is allowed."] : []),
    ...(unchecked.length > 0
      ? [`Not checked here: ${unchecked.join(", ")}. Check ${unchecked.length === 1 ? "it" : "them"} in the service.`]
      : []),
  ];
  return {
    policy,
    algorithms: [first, ...rest],
    isShared: isHmac(first),
    issuers,
    issuer,
    keys: keySetAddress(issuer),
    audiences: policy.aud ?? [],
    scopes: policy.scopes ?? [],
    remarks,
  };
}

/** The remarks as lines of a comment. */
export function comment(mark: string, { remarks }: Wanted): string {
  return remarks.map((remark) => `${mark} ${remark}\n`).join("");
}

/** The claims that must be there, `exp` always, where they are claims of the payload and no paths into it. */
export function neededClaims({ policy: { requiredClaims = [] } }: Wanted): readonly string[] {
  return [...new Set(["exp", ...requiredClaims])];
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
