import type { Judgement } from "../crypto/types.ts";

/** Whether a token that does not decrypt is itself at fault, since the key is right: no other key helps. */
export function isKeyRight(judgement: Judgement | null): boolean {
  const reason = judgement?.reason;
  if (reason?.code === "tag-mismatch") return reason.isKeyRight;
  return reason?.code !== "unwrap-failed" && reason?.code !== "modulus-length";
}
