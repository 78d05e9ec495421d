import { lastMember, stringMember } from "../../core/json/query.ts";
import type { JsonDocument } from "../../core/json/types.ts";
import {
  type ContentEncryption,
  contentEncryptionRow,
  keyManagementRow,
} from "../../core/registry/encryption-algorithms.ts";

/** The key that a header requires, in words; null if its algorithm is unknown. */
export function keyNeeded(header: JsonDocument): string | null {
  const row = keyManagementRow(stringMember(header, "alg") ?? "");
  if (row === null) return null;
  switch (row.mode) {
    case "key encryption":
      return "the recipient’s RSA private key";
    case "direct key agreement":
    case "key agreement with key wrapping": {
      const curve = curveOf(header);
      return `the recipient’s private key${curve === null ? ", EC or OKP" : ` on ${curve}, the curve of epk`}`;
    }
    case "key wrapping by a password":
      return "the password";
    case "key wrapping":
      return `the shared secret, of exactly ${row.wrapKeyBytes} bytes`;
    case "direct encryption": {
      const bytes = contentEncryptionRow(stringMember(header, "enc") ?? "")?.keyBytes;
      return `the shared secret${bytes === undefined ? "" : `, of exactly ${bytes} bytes`}`;
    }
  }
}

/** What the ciphertext's length says about the content: its exact length with GCM, which does not pad, and a bound with CBC. */
export function sealedSize(bytes: number | null, enc: ContentEncryption | null, isCompressed: boolean): string {
  if (bytes === null || bytes === 0 || enc === null) return "";
  const length = bytes.toLocaleString("en");
  if (isCompressed) return `It has ${length} bytes, compressed and encrypted.`;
  return enc.blockBytes > 1 ? `It has fewer than ${length} bytes.` : `It has ${length} bytes.`;
}

function curveOf(header: JsonDocument): string | null {
  const epk = header.root?.type === "object" ? lastMember(header.root, "epk")?.value : null;
  const crv = epk?.type === "object" ? lastMember(epk, "crv")?.value : null;
  return crv?.type === "string" && crv.value.length <= 20 ? crv.value : null;
}
