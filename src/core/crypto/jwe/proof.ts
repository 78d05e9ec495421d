import type { KeyManagementAlgorithm } from "../../registry/encryption-algorithms.ts";

type Row = Pick<KeyManagementAlgorithm, "keyTypes" | "hash">;

/** What decryption proves, by the kind of key. */
export function proof(row: Row, holdsToken: boolean): string {
  if (!row.keyTypes.includes("oct"))
    return `Not a single bit has changed since it was encrypted. It does not show who sent it: anyone may have the public key.${
      holdsToken ? " A signature on the token inside can show it." : ""
    }`;
  return row.hash === null
    ? "Not a single bit has changed since it was encrypted, and only someone with this shared key could have made it: anyone who has it."
    : "Not a single bit has changed since it was encrypted, and only someone who knows the password could have made it.";
}
