import { pem, toBase64 } from "./asn1/der.ts";
import { usualLabel } from "./text/armour.ts";
import { isRefusal } from "./found.ts";
import { readOctets } from "./formats/octets.ts";

/** A key file's bytes as text for a key field; `label` is that of the PEM block, null for bare Base64. */
interface KeyFileText {
  readonly text: string;
  readonly label: string | null;
}

/**
 * Writes the bytes of a binary key file as text: a form that PEM has a label for as PEM (RFC 7468), an encrypted one
 * included; anything else as Base64, which is then named or refused like any text. No byte is lost.
 */
export async function keyFileText(bytes: Uint8Array): Promise<KeyFileText> {
  const found = await readOctets(bytes);
  const isForm = !isRefusal(found) || found.code === "passphrase-needed" || found.code === "type-unsupported";
  const label = isForm && found.format !== null ? usualLabel(found.format) : null;
  if (label !== null) return { text: pem(label, bytes), label };
  return { text: (toBase64(bytes).match(/.{1,64}/g) ?? []).join("\n"), label };
}
