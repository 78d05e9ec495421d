import type { VerdictState } from "../crypto/types.ts";
import type { Report } from "./types.ts";

const STATES: Readonly<Record<VerdictState | "pending", string>> = {
  empty: "no token",
  malformed: "malformed: it cannot be verified",
  unsupported: "not supported: it cannot be verified here",
  unsigned: "not signed",
  "no-key": "not checked: no key",
  "key-error": "not checked: the key cannot be used",
  pending: "still being checked",
  verified: "the signature verifies",
  decrypted: "decrypted: the tag matches",
  invalid: "the signature does not verify",
};

const OF_ENCRYPTED = {
  "no-key": "encrypted: only its header can be read here",
  invalid: "it does not decrypt",
} as const;

/** A verdict in words, of a signed or an encrypted token. */
export function stateWords(state: VerdictState | "pending", isEncrypted: boolean): string {
  return (isEncrypted ? { ...STATES, ...OF_ENCRYPTED } : STATES)[state];
}

/** What distinguishes a signature or recipient from the others: its algorithm, and its `kid` if it has one. */
export function sealWords({
  algorithm,
  kid,
}: Pick<NonNullable<Report["verdict"]["seals"]>[number], "algorithm" | "kid">): string {
  return [algorithm ?? "no alg", ...(kid === null ? [] : [`kid ${kid}`])].join(", ");
}
