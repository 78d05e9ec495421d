/** A JSON Pointer (RFC 6901) of the names and indices that lead from the root to a value; "" is the root. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
