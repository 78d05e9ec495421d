import { stringMember } from "../../json/query.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import type { JsonDocument } from "../../json/types.ts";
import { isBlank } from "../../keys/reading.ts";
import type { KeyInputs } from "../../keys/types.ts";
import { keyManagementRow } from "../../registry/encryption-algorithms.ts";

/** The keys in the fields that can decrypt an encrypted token: the secret, or Private key. For a signed one, all may verify. */
export function openingKeys({ form, header }: ParsedToken, keys: KeyInputs): KeyInputs {
  if (form !== "jwe") return keys;
  const row = header && keyManagementRow(stringMember(header.json, "alg") ?? "");
  const isShared = row?.keyTypes.includes("oct") === true;
  return {
    secret: isShared ? keys.secret : NO_SECRET,
    publicKey: NONE,
    privateKey: row && !isShared ? keys.privateKey : NONE,
  };
}

const NONE = { text: "" } as const;
const NO_SECRET = { text: "", encoding: "UTF-8" } as const;

/**
 * Only the keys in the fields that encrypting under a header uses: the secret, or Public key, otherwise Private key.
 * Other fields do not affect the result.
 */
export function usedKeys(header: JsonDocument, { secret, publicKey, privateKey }: KeyInputs): KeyInputs {
  const row = keyManagementRow(stringMember(header, "alg") ?? "");
  if (row === null) return { secret: NO_SECRET, publicKey: NONE, privateKey: NONE };
  if (row.keyTypes.includes("oct")) return { secret, publicKey: NONE, privateKey: NONE };
  const own = isBlank(publicKey.text);
  return { secret: NO_SECRET, publicKey: own ? NONE : publicKey, privateKey: own ? privateKey : NONE };
}
