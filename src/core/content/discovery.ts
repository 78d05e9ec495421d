import { parseJson } from "../json/parse.ts";
import { stringMember, wholeObject, lastMember } from "../json/query.ts";
import { excerpt } from "../text/excerpt.ts";
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

/** Members of a client's settings, which name issuer and endpoints as well. */
const OF_CLIENTS = ["client_id", "client_secret"];

/** How much of an address is shown. */
const MOST_SHOWN = 200;

/** Recognises an issuer's metadata (`/.well-known/openid-configuration`) in JSON; null for any other text. */
export function discoveryContent(text: string): Content | null {
  if (text.length > MOST || !/^\s{0,99}\{/.test(text)) return null;
  const document = parseJson(text);
  const root = wholeObject(document);
  const issuer = stringMember(document, "issuer");
  if (root === null || issuer === null || !OWN.some((name) => lastMember(root, name))) return null;
  const address = stringMember(document, "jwks_uri");
  const shown = excerpt(issuer, MOST_SHOWN);
  const keysAt = address === null ? null : excerpt(address, MOST_SHOWN);
  const isHere = lastMember(root, "jwks") !== null;
  const keys = keysAt === null ? "It names no key set." : `Its keys are at ${keysAt}: paste what that address gives.`;
  return {
    kind: "opaque",
    name: "the metadata of an issuer",
    certain: !OF_CLIENTS.some((name) => lastMember(root, name)),
    about: `It says where the issuer ${shown} has its endpoints${isHere ? ". Its keys are in jwks: paste that." : `, and has no keys itself. ${keys}`}`,
    items: [{ name: "issuer", value: shown }, ...(keysAt === null ? [] : [{ name: "jwks_uri", value: keysAt }])],
  };
}
