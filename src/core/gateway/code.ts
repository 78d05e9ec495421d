import type { Policy } from "../policy/members.ts";
import { VERIFY_TARGETS } from "../verify-code/targets.ts";
import { verifyCode } from "../verify-code/verify-code.ts";

/** Export targets that are not read back: library code. */
export interface CodeTarget {
  readonly id: string;
  readonly title: string;
  /** Takes the policy, and the token's `alg` for where it names no algorithm. Whatever they hold, the text stays well-formed. */
  readonly write: (policy: Policy, alg: string) => string;
}

/** Every library, by the policy alone: no key is available, and a secret is read as text. */
export const CODE_TARGETS: readonly CodeTarget[] = VERIFY_TARGETS.map((target) => ({
  id: target.id,
  title: target.title,
  write: (policy, alg) =>
    verifyCode(target, { policy, token: { alg }, key: null, secretEncoding: "UTF-8", jwe: null }).text,
}));
