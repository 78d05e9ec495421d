import { lastMember } from "../core/json/query.ts";
import type { JsonDocument } from "../core/json/types.ts";
import type { KeyInputs } from "../core/keys/types.ts";

/** The keys of a layer's fields, with the one in its header if `header` is given, and with the key `bound` that `cnf` of the surrounding SD-JWT names. */
export function keysWith(keys: KeyInputs, header: JsonDocument | null, bound?: string): KeyInputs {
  const tokenKey = header && tokenKeyText(header);
  if (tokenKey === null && bound === undefined) return keys;
  return {
    ...keys,
    ...(tokenKey !== null && { tokenKey: { text: tokenKey } }),
    ...(bound !== undefined && { boundKey: { text: bound } }),
  };
}

/** The key in a header (RFC 7515 sections 4.1.3 and 4.1.6), as the text of a key field; null if it has none. */
function tokenKeyText({ root, text }: JsonDocument): string | null {
  if (root?.type !== "object") return null;
  const jwk = lastMember(root, "jwk")?.value;
  if (jwk?.type === "object") return text.slice(jwk.range.start, jwk.range.end);
  const chain = lastMember(root, "x5c")?.value;
  const first = chain?.type === "array" ? chain.items[0] : undefined;
  if (first?.type !== "string") return null;
  return `-----BEGIN CERTIFICATE-----\n${first.value}\n-----END CERTIFICATE-----\n`;
}
