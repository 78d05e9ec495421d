import type { JsonNode } from "../json/types.ts";

type Find = (name: string) => JsonNode | null;

/** The claim that identifies an ID Token (OpenID Connect Core section 2); null if there is none. */
export function idTokenSign(payloadValue: Find, headerValue: Find): string | null {
  const says = (name: string, value: string): boolean => {
    const node = payloadValue(name);
    return node?.type === "string" && node.value.toLowerCase() === value;
  };
  if (says("token_use", "id")) return "token_use";
  if (says("typ", "id")) return "typ";
  const typ = headerValue("typ");
  if (typ?.type === "string" && /at\+jwt$/i.test(typ.value)) return null;
  if (["scope", "scp", "permissions"].some((name) => payloadValue(name) !== null)) return null;
  return ["at_hash", "c_hash", "nonce"].find((name) => payloadValue(name)?.type === "string") ?? null;
}
