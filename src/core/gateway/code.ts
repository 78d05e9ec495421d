import type { Policy } from "../policy/members.ts";
import { VERIFY_TARGETS } from "../verify-code/targets.ts";
import { verifyCode } from "../verify-code/verify-code.ts";

/** Export targets that cannot be read back: library code. */
interface CodeTarget {
  readonly id: string;
  readonly title: string;
  /** Takes the policy, and the token's `alg` in case the policy names no algorithm. Whatever their values, the output is well-formed. */
  readonly write: (policy: Policy, alg: string) => string;
}

/** Every library, from the policy alone: no key is available, and a secret is read as text. */
export const CODE_TARGETS: readonly CodeTarget[] = VERIFY_TARGETS.map((target) => ({
  id: target.id,
  title: target.title,
  write: (policy, alg) =>
    verifyCode(target, { policy, token: { alg }, key: null, secretEncoding: "UTF-8", jwe: null }).text,
}));
