import type { SignatureFault } from "../keys/numbers/degenerate.ts";
import type { UsableKey } from "../keys/import/import-secret.ts";
import type { Outcome } from "./deciding.ts";
import { messageOf } from "./thrown.ts";
import { type SignedText, verifySignature } from "./verify.ts";

/**
 * Checks a signature with one key. Impossible signatures come first: a wrong length, which says more than "does not
 * verify", and values that some engines accept for any content. `expected` is the length of the key's signatures in
 * bytes. Never rejects.
 */
export async function checkSignature(
  signed: SignedText,
  key: UsableKey,
  expected: number | null,
  faultOf: (signature: Uint8Array) => SignatureFault | null = () => null,
): Promise<Outcome> {
  const actual = signed.signature.length;
  if (expected !== null && actual !== expected) return { code: "signature-length", actual, expected };
  const fault = faultOf(signed.signature);
  if (fault) return { code: "signature-degenerate", fault };
  try {
    return { code: (await verifySignature(signed, key)) ? "verified" : "mismatch" };
  } catch (error) {
    return { code: "import-failed", message: messageOf(error) };
  }
}
