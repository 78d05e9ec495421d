import { parseJson } from "../json/parse.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { excerpt } from "../text/excerpt.ts";
import type { Content } from "./types.ts";

/** A JSON message from an authorization server that is not a token itself but may hold one. */
interface MessageRow {
  /** All of these members, none of which is empty, tell it from any other JSON. */
  readonly has: readonly string[];
  /** With its article, to follow "This is". */
  readonly name: string;
  readonly about: string;
  /** Members that are shown; the rest may be secret. */
  readonly shown: readonly string[];
}

const ROWS: readonly MessageRow[] = [
  {
    has: ["access_token", "token_type"],
    name: "an OAuth token response with an opaque access token",
    about:
      "Only the issuer of that token, or introspection (RFC 7662), says what it is good for. Its members are not claims (RFC 6749 section 5.1).",
    shown: ["token_type", "expires_in", "scope"],
  },
  {
    has: ["device_code", "user_code"],
    name: "a device authorization response",
    about:
      "The user enters user_code at verification_uri; meanwhile the device asks the token endpoint with device_code (RFC 8628 section 3.2).",
    shown: ["user_code", "verification_uri", "expires_in", "interval"],
  },
  {
    has: ["client_id", "redirect_uris"],
    name: "the registration of an OAuth client",
    about: "It says how a client may ask for tokens, and is not a token's claims (RFC 7591 section 3.2.1).",
    shown: ["client_id", "token_endpoint_auth_method", "id_token_signed_response_alg", "jwks_uri"],
  },
  {
    has: ["request_uri", "expires_in"],
    name: "a response to a pushed authorization request",
    about: "The client sends request_uri with client_id to the authorization endpoint, once (RFC 9126 section 2.2).",
    shown: ["request_uri", "expires_in"],
  },
];

/** Longer JSON is not such a message. */
const MOST = 100_000;
/** How much of a value is shown. */
const MOST_SHOWN = 200;
/** Members with which it is something else first, whatever it has besides: claims, a refusal, keys. */
const OF_OTHERS = ["iss", "sub", "aud", "exp", "error", "jwks", "keys"];

/** Recognises what an authorization server answers in JSON apart from tokens; null for any other text. */
export function oauthContent(text: string): Content | null {
  // What holds a JWT, damaged or whole, is read as that.
  if (text.length > MOST || !/^\s{0,99}\{/.test(text) || /"ey[A-Z]/.test(text)) return null;
  const root = wholeObject(parseJson(text));
  if (root === null || OF_OTHERS.some((name) => lastMember(root, name))) return null;
  // No server says that a token is active and nothing else (RFC 7662 section 2.2).
  if (root.members.length === 1 && shownValue(root, "active") === "false")
    return {
      kind: "opaque",
      name: "an introspection response: the token is not active",
      certain: true,
      about:
        "The server does not say why: the token has expired, was revoked, is not known, or is not for this resource server (RFC 7662 section 2.2).",
      items: [{ name: "active", value: "false" }],
    };
  const row = ROWS.find(({ has }) => has.every((name) => shownValue(root, name) !== ""));
  if (row === undefined) return null;
  const items = row.shown.map((name) => ({ name, value: shownValue(root, name) })).filter(({ value }) => value !== "");
  return { kind: "opaque", name: row.name, certain: true, about: row.about, items };
}

/** A member's value in words; empty if it is absent, empty or null. */
function shownValue(root: JsonObject, name: string): string {
  const value = lastMember(root, name)?.value;
  switch (value?.type) {
    case "string":
      return excerpt(value.value, MOST_SHOWN);
    case "array":
      return value.items.length === 0 ? "" : `${value.items.length} values`;
    case "number":
    case "boolean":
      return String(value.value);
    default:
      return "";
  }
}
