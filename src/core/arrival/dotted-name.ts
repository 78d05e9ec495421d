/** The beginnings of a JSON object in base64url, without and with white space after its bracket. */
const BEGINS = /^(?:ey[A-Z]|ew[0o])/;

const isEncoded = (part: string): boolean =>
  part.length >= 12 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part);

/**
 * Whether a text with dots and without white space is a name and not a token, however broken: a host, a package, a
 * property, a file, a version, an address. No part of it begins as a JSON object does, and at most one looks encoded.
 * Three parts of up to three letters are not a name: people write `abc.def.ghi` for a token.
 */
export function isDottedName(text: string): boolean {
  const parts = text.split(".");
  if (parts.some((part) => BEGINS.test(part)) || parts.filter(isEncoded).length > 1) return false;
  const isPlaceholder = parts.length === 3 && parts.every((part) => /^[^\d\W]{0,3}$/.test(part));
  return !isPlaceholder;
}
