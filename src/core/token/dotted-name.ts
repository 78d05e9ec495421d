/** The beginnings of a JSON object in base64url, without and with white space after its bracket, and the empty object. */
const BEGINS = /^e(?:y[A-Z]|w[k-r0-3]|30$)/;

const isEncoded = (part: string): boolean =>
  part.length >= 12 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part);

/**
 * Whether a text with dots and without white space is a name and not a token, however broken: a host, a package, a
 * property, a file, a version, an address. No part of it begins as a JSON object does, and at most one looks encoded, but
 * not the first, which may be a damaged header.
 * Three parts of up to three letters are not a name: people write `abc.def.ghi` for a token.
 */
export function isDottedName(text: string): boolean {
  const parts = text.split(".");
  if (parts.some((part) => BEGINS.test(part))) return false;
  if (isEncoded(parts[0] ?? "") || parts.filter(isEncoded).length > 1) return false;
  const isPlaceholder = parts.length === 3 && parts.every((part) => /^[^\d\W]{0,3}$/.test(part));
  return !isPlaceholder;
}
