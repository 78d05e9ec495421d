import { decodeSecret } from "../keys/secret.ts";
import type { KeyInputs } from "../keys/types.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";

/** A shared secret as it was typed, and its bytes in the usual encodings. */
export function spellingsOf(secret: KeyInputs["secret"]): readonly string[] {
  const { text } = secret;
  if (text.trim() === "") return [];
  const decoded = decodeSecret(secret);
  const octets = [encodeUtf8(text), encodeUtf8(text.trim()), ...("bytes" in decoded ? [decoded.bytes] : [])];
  return [text, text.trim(), ...octets.filter(({ length }) => length >= 6).flatMap(respelled)];
}

function respelled(octets: Uint8Array): readonly string[] {
  const url = encodeBase64Url(octets);
  const standard = url.replaceAll("-", "+").replaceAll("_", "/");
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
  const { text, problems } = decodeUtf8(octets);
  return [url, standard, hex, hex.toUpperCase(), ...(problems.length === 0 ? [text] : [])];
}
