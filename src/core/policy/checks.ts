import type { Clock } from "../claims/types.ts";
import { algorithm } from "./checks/algorithm.ts";
import { audience } from "./checks/audience.ts";
import type { CheckedToken, PolicyCheck } from "./checks/check.ts";
import { claims, required } from "./checks/claims.ts";
import { client } from "./checks/client.ts";
import { roles, scopes } from "./checks/grants.ts";
import { hashes } from "./checks/hashes.ts";
import { issuer } from "./checks/issuer.ts";
import { nonce, tokenId } from "./checks/replay.ts";
import { subject } from "./checks/subject.ts";
import { age, lifetime } from "./checks/times.ts";
import { type } from "./checks/type.ts";
import { verifier } from "./checks/verifier.ts";
import type { Check } from "./types.ts";
import type { Policy } from "./members.ts";

/** The comparisons in the order in which a verifier makes them. */
const CHECKS: readonly PolicyCheck[] = [
  algorithm,
  type,
  issuer,
  audience,
  subject,
  client,
  required,
  claims,
  age,
  lifetime,
  tokenId,
  nonce,
  hashes,
  scopes,
  roles,
  verifier,
];

/**
 * Every comparison that a policy asks for, each with what the token has, what was expected and the rule that a mismatch
 * comes under. Pure.
 */
export function checkPolicy(policy: Policy, token: CheckedToken, clock: Clock): readonly Check[] {
  return CHECKS.flatMap((check) => check({ ...token, policy, clock }));
}
