import { algorithmRow } from "../../registry/algorithms.ts";
import type { KeyFit } from "../types.ts";

/** A key's purpose. A private key can also verify, with its public half. */
export type KeyOperation = "verify" | "sign";

/** Also to decrypt a token, or to unwrap or agree on its content encryption key. */
export type KeyTask = KeyOperation | "decrypt" | "encrypt";

/** Which of a key's members forbid its use. */
interface UsageMembers {
  readonly alg?: unknown;
  readonly use?: unknown;
  readonly key_ops?: unknown;
}

/**
 * What the members `alg`, `use` and `key_ops` of a JWK say against an algorithm and operation (RFC 7517 sections 4.2
 * to 4.4); null if nothing. `verifyingOps` are the values of `key_ops` that allow verifying: the public half of a
 * private key that may sign may verify. `EdDSA` and the names of its curves (RFC 9864 section 2.2) do not contradict.
 */
export function contradictionOf(
  { alg, use, key_ops }: UsageMembers,
  wanted: string,
  operation: KeyTask,
  verifyingOps: readonly string[] = ["verify"],
): (KeyFit & { kind: "contradiction" }) | null {
  if (typeof alg === "string" && !areSameAlgorithm(alg, wanted)) {
    return { kind: "contradiction", code: "alg", args: { have: alg, need: wanted, alg: wanted } };
  }
  const need = operation === "decrypt" || operation === "encrypt" ? "enc" : "sig";
  if (typeof use === "string" && use !== need) {
    return { kind: "contradiction", code: "use", args: { have: use, need, alg: wanted } };
  }
  const allowed =
    operation === "sign" ? ["sign"] : need === "enc" ? OF_RECIPIENTS[operation === "decrypt" ? 0 : 1] : verifyingOps;
  if (Array.isArray(key_ops) && !key_ops.some((name) => allowed.includes(String(name)))) {
    return { kind: "contradiction", code: "key_ops", args: { have: key_ops.join(", "), need: operation, alg: wanted } };
  }
  return null;
}

const AGREEING = ["deriveKey", "deriveBits"];
const DECRYPTING = ["decrypt", "unwrapKey", ...AGREEING];
/** Decrypting and encrypting: the public half of a key that may decrypt may encrypt (RFC 7517 section 4.3). */
const OF_RECIPIENTS = [DECRYPTING, ["encrypt", "wrapKey", ...DECRYPTING]] as const;

function areSameAlgorithm(one: string, other: string): boolean {
  return one === other || (one === "EdDSA" && isEdwardsName(other)) || (other === "EdDSA" && isEdwardsName(one));
}

function isEdwardsName(alg: string): boolean {
  return alg !== "EdDSA" && algorithmRow(alg)?.family === "EdDSA";
}
