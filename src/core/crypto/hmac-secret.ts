import { contradictionOf, type KeyOperation } from "../keys/fit/usage.ts";
import { importSecret, type UsableKey } from "../keys/import/import-secret.ts";
import { decodeSecret } from "../keys/secret.ts";
import type { SecretInput } from "../keys/types.ts";
import type { SignatureAlgorithm } from "../registry/algorithms.ts";
import { messageOf } from "./thrown.ts";
import type { JudgementReason } from "./types.ts";

/** The HMAC key of the Secret field, or why there is none. */
type SecretReading =
  | { readonly key: UsableKey; readonly bytes: number }
  | { readonly reason: JudgementReason; readonly bytes: number | null };

/**
 * Imports the secret for one operation: decodes it strictly in its encoding, and checks its JWK's metadata (RFC 7517
 * sections 4.2 to 4.4). An empty secret is not a key. Never rejects.
 */
export async function readSecret(
  secret: SecretInput,
  row: SignatureAlgorithm,
  operation: KeyOperation,
): Promise<SecretReading> {
  const decoding = decodeSecret(secret);
  if (!("bytes" in decoding)) {
    const { encoding } = secret;
    return { reason: { code: "secret-encoding", encoding, at: decoding.range.start }, bytes: null };
  }
  const bytes = decoding.bytes.length;
  if (bytes === 0) return { reason: { code: "no-secret" }, bytes: null };
  const fit = secret.jwk ? contradictionOf(secret.jwk, row.alg, operation) : null;
  if (fit) return { reason: { code: "key-unfit", fit }, bytes };
  try {
    return { key: await importSecret(decoding.bytes, row, operation), bytes };
  } catch (error) {
    return { reason: { code: "import-failed", message: messageOf(error) }, bytes };
  }
}
