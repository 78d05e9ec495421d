import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";

/**
 * A placeholder for an encrypted token that is not encrypted yet: its header, and four empty parts. Nobody can open
 * it, and it shows what it will be.
 */
export function unsealed(header: string): string {
  return `${encodeBase64Url(encodeUtf8(header))}....`;
}

/** Whether a text is a token that is not encrypted yet. */
export function isUnsealed(text: string): boolean {
  return text.endsWith("....") && text.indexOf(".") === text.length - 4;
}
