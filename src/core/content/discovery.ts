import { parseJson } from "../json/parse.ts";
import { stringMember, wholeObject, lastMember } from "../json/query.ts";
import type { Content } from "./types.ts";

/** Issuers' metadata is never longer. */
const MOST = 200_000;

/**
 * Members that, next to `issuer`, only occur in an issuer's metadata (OpenID Connect Discovery section 3, RFC 8414
 * section 2).
 */
const OWN = [
  "response_types_supported",
  "subject_types_supported",
  "grant_types_supported",
  "authorization_endpoint",
  "token_endpoint",
];

/** Recognises an issuer's metadata (`/.well-known/openid-configuration`) in JSON; null for any other text. */
export function discoveryContent(text: string): Content | null {
  if (text.length > MOST || !/^\s{0,99}\{/.test(text)) return null;
  const document = parseJson(text);
  const root = wholeObject(document);
  const issuer = stringMember(document, "issuer");
  if (root === null || issuer === null || !OWN.some((name) => lastMember(root, name))) return null;
  const address = stringMember(document, "jwks_uri");
  const keys = address === null ? "It names no key set." : `Its keys are at ${address}: paste what that address gives.`;
  return {
    kind: "opaque",
    name: "the metadata of an issuer",
    certain: true,
    about: `It says where the issuer ${issuer} has its endpoints, and has no keys itself. ${keys}`,
    items: [{ name: "issuer", value: issuer }, ...(address === null ? [] : [{ name: "jwks_uri", value: address }])],
  };
}
