import { parseJson } from "../json/parse.ts";
import { stringMember, wholeObject, lastMember } from "../json/query.ts";
import type { Content } from "./types.ts";

/** No issuer's metadata is longer. */
const MOST = 200_000;

/** Members that only the metadata of an issuer has alongside `issuer` (OpenID Connect Discovery section 3, RFC 8414 section 2). */
const OWN = [
  "response_types_supported",
  "subject_types_supported",
  "grant_types_supported",
  "authorization_endpoint",
  "token_endpoint",
];

/** Tells the metadata of an issuer (`/.well-known/openid-configuration`) from its JSON; null where the text is none. */
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
