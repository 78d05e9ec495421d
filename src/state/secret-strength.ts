import type { StrengthVerdict } from "../core/crack/strength-types.ts";
import type { HmacAlgorithm } from "../core/crack/types.ts";
import { decodeSecret } from "../core/keys/secret.ts";
import type { SecretInput } from "../core/keys/types.ts";
import { askStrength } from "../workers/strength-client.ts";

/**
 * A secret's strength, estimated in a worker. Null if there is nothing to estimate (empty, or invalid in its encoding) or
 * the worker did not start: the rules still report short and published secrets.
 */
export async function secretStrength(secret: SecretInput, algorithm: HmacAlgorithm): Promise<StrengthVerdict | null> {
  const decoded = decodeSecret(secret);
  if (secret.text === "" || "problem" in decoded) return null;
  return askStrength({ text: secret.text, bytes: decoded.bytes, algorithm }).catch(() => null);
}
