import type { StrengthVerdict } from "../core/crack/strength-types.ts";
import type { HmacAlgorithm } from "../core/crack/types.ts";
import { decodeSecret } from "../core/keys/secret.ts";
import type { SecretInput } from "../core/keys/types.ts";
import { askStrength } from "../workers/strength-client.ts";

/**
 * What a secret withstands, judged in a worker. Null where there is nothing to judge (an empty text, one that is not in
 * its encoding) or nobody to do it (the worker did not start): the rules still say what is short or published.
 */
export async function secretStrength(secret: SecretInput, algorithm: HmacAlgorithm): Promise<StrengthVerdict | null> {
  const decoded = decodeSecret(secret);
  if (secret.text === "" || "problem" in decoded) return null;
  return askStrength({ text: secret.text, bytes: decoded.bytes, algorithm }).catch(() => null);
}
