import { parseJson } from "../json/parse.ts";
import { stringMember, wholeObject, lastMember } from "../json/query.ts";
import type { JsonDocument, JsonObject } from "../json/types.ts";
import { excerpt } from "../text/excerpt.ts";
import type { Content, Item } from "./types.ts";

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
  const wallet = root && ofWallet(root, document);
  if (wallet) return wallet;
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

/** What wallets and credential issuers tell each other in JSON without a signature; null for anything else. */
function ofWallet(root: JsonObject, document: JsonDocument): Content | null {
  const has = (name: string): boolean => lastMember(root, name) !== null;
  const said = (name: string): readonly Item[] => {
    const value = stringMember(document, name);
    return value === null ? [] : [{ name, value: excerpt(value, MOST_SHOWN) }];
  };
  const content = (name: string, about: string, items: readonly Item[]): Content => ({
    kind: "opaque",
    name,
    certain: true,
    about,
    items,
  });
  if (has("credential_issuer") && (has("credential_configuration_ids") || has("credentials")))
    return content(
      "a credential offer",
      "It tells a wallet which credentials it can get where (OpenID4VCI 1.0 section 4.1.1). It is not signed. issuer_state and pre-authorized_code are for the issuer alone, whatever they look like.",
      said("credential_issuer"),
    );
  if (has("credential_issuer") && has("credential_endpoint"))
    return content(
      "the metadata of a credential issuer",
      "It says where the issuer has its endpoints and which credentials it issues (OpenID4VCI 1.0 section 12.2.4). It has no keys: those of an SD-JWT credential are in its x5c, or at /.well-known/jwt-vc-issuer.",
      [...said("credential_issuer"), ...said("credential_endpoint"), ...said("nonce_endpoint")],
    );
  if (has("issuer") && has("jwks_uri") && root.members.length === 2)
    return content(
      "the metadata of a credential issuer",
      "It says where the keys of the issuer's SD-JWT credentials are (SD-JWT VC, JWT VC Issuer Metadata): paste what jwks_uri gives.",
      [...said("issuer"), ...said("jwks_uri")],
    );
  if (
    has("vct") &&
    !has("iss") &&
    !has("cnf") &&
    !has("_sd") &&
    (has("claims") || has("display") || has("schema") || has("extends"))
  )
    return content(
      "the type metadata of an SD-JWT credential",
      "It says how credentials with this vct are shown, and which claims they have (SD-JWT VC, Type Metadata).",
      [...said("vct"), ...said("name"), ...said("extends")],
    );
  return null;
}
