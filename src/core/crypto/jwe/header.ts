import type { JWK } from "jose";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { decodeBase64Url } from "../../text/base64url.ts";

/** Readers for a JWE's header; of duplicates the last counts (RFC 7516 section 4). */
export interface JweHeader {
  readonly value: (name: string) => JsonNode | null;
  readonly string: (name: string) => string | null;
  /** The bytes of a base64url parameter; null if it is absent or not base64url. */
  readonly octets: (name: string) => Uint8Array<ArrayBuffer> | null;
  /** The string members of a JWK; empty if the parameter is not an object. */
  readonly publicKey: (name: string) => JWK;
}

export function headerOf(root: JsonObject): JweHeader {
  const value = (name: string): JsonNode | null => lastMember(root, name)?.value ?? null;
  const string = (name: string): string | null => {
    const node = value(name);
    return node?.type === "string" ? node.value : null;
  };
  return {
    value,
    string,
    octets(name) {
      const text = string(name);
      const decoding = text === null ? null : decodeBase64Url(text);
      return decoding?.problems.length === 0 ? decoding.bytes : null;
    },
    publicKey(name) {
      const node = value(name);
      const members = node?.type === "object" ? node.members : [];
      return Object.fromEntries(
        members.flatMap(({ name: member, value: of }) => (of.type === "string" ? [[member, of.value]] : [])),
      );
    },
  };
}
