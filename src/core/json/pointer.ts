/** The JSON Pointer (RFC 6901) of a path of names and indices from the root to a value; "" is the root. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
