import { hiddenIn } from "../envelope/disclosures.ts";
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

/** The comparisons, in a verifier's order. */
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

/** A key binding hides nothing. */
const isOfBinding = ({ subject: about }: Check, { binding }: CheckedToken): boolean =>
  Boolean(binding) && ["aud", "nonce", "age"].includes(about);

/**
 * Every comparison a policy requires, each with the token's value, the expected one, and the rule for a mismatch. Pure.
 */
export function checkPolicy(policy: Policy, token: CheckedToken, clock: Clock): readonly Check[] {
  const checks = CHECKS.flatMap((check) => check({ ...token, policy, clock }));
  const hidden = hiddenIn(token.payload);
  return hidden === 0
    ? checks
    : checks.map((check) =>
        check.actual === null && check.pane === "payload" && !isOfBinding(check, token)
          ? { ...check, args: { ...check.args, hidden } }
          : check,
      );
}
