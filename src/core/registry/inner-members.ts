import type { ValueKind } from "./value-kind.ts";

/** A member of an object inside a header or a claims set. */
interface InnerMemberRow {
  readonly name: string;
  readonly kind: ValueKind;
  /** A one-sentence description. */
  readonly meaning: string;
  readonly spec: string;
}

type Cells = readonly [name: string, kind: ValueKind, meaning: string, spec: string];

const table = (...cells: readonly Cells[]): readonly InnerMemberRow[] =>
  cells.map(([name, kind, meaning, spec]) => ({ name, kind, meaning, spec }));

/** RFC 7517 section 4, RFC 7518 section 6, RFC 8037 section 2: the members of a public key. */
const JWK = table(
  ["kty", "string", "The type of the key.", "RFC 7517 section 4.1"],
  ["crv", "string", "The key's curve.", "RFC 7518 section 6.2.1.1"],
  ["x", "base64url", "The x coordinate of the point, or the complete OKP public key.", "RFC 7518 section 6.2.1.2"],
  ["y", "base64url", "The y coordinate of the point.", "RFC 7518 section 6.2.1.3"],
  ["n", "base64url", "The modulus of an RSA key.", "RFC 7518 section 6.3.1.1"],
  ["e", "base64url", "The public exponent of an RSA key, usually AQAB.", "RFC 7518 section 6.3.1.2"],
  ["kid", "string", "The id of the key.", "RFC 7517 section 4.5"],
  ["use", "string", "What the key is for.", "RFC 7517 section 4.2"],
  ["key_ops", "strings", "The operations the key is for.", "RFC 7517 section 4.3"],
  ["alg", "string", "The algorithm the key is for.", "RFC 7517 section 4.4"],
  ["x5c", "strings", "The certificate of the key, followed by those that certify it.", "RFC 7517 section 4.7"],
);

const CORE_ADDRESS = "OpenID Connect Core 1.0 section 5.1.1";
const DELEGATION = table(
  ["sub", "string", "Who acts.", "RFC 8693 section 4.1"],
  ["iss", "string", "The issuer where the actor is known.", "RFC 8693 section 4.1"],
  ["act", "object", "On whose behalf the actor acts in turn; informational only.", "RFC 8693 section 4.1"],
);

/** By the name of the object that contains them. A Map, so `__proto__` is not a member of it. */
const INNER: ReadonlyMap<string, readonly InnerMemberRow[]> = new Map([
  ["jwk", JWK],
  ["sub_jwk", JWK],
  ["epk", JWK.filter(({ name }) => ["kty", "crv", "x", "y"].includes(name))],
  [
    "cnf",
    table(
      ["jkt", "base64url", "The thumbprint of the key that signs DPoP proofs.", "RFC 9449 section 6.1"],
      ["x5t#S256", "base64url", "The thumbprint of the client's TLS certificate.", "RFC 8705 section 3.1"],
      ["jwk", "object", "The public key itself.", "RFC 7800 section 3.2"],
      ["kid", "string", "The id of a key that both sides know.", "RFC 7800 section 3.4"],
      ["jku", "url", "The address of a key set; kid names the key in it.", "RFC 7800 section 3.5"],
      ["jwe", "string", "A symmetric key, encrypted for the recipient.", "RFC 7800 section 3.3"],
    ),
  ],
  ["act", DELEGATION],
  ["may_act", DELEGATION],
  [
    "address",
    table(
      ["formatted", "string", "The complete address, as on an envelope.", CORE_ADDRESS],
      ["street_address", "string", "Street, house number and the like.", CORE_ADDRESS],
      ["locality", "string", "The city.", CORE_ADDRESS],
      ["region", "string", "The state, province or region.", CORE_ADDRESS],
      ["postal_code", "string", "The postal code.", CORE_ADDRESS],
      ["country", "string", "The country's name.", CORE_ADDRESS],
    ),
  ],
  ["status", table(["status_list", "object", "This token's entry in a status list.", "Token Status List section 6.2"])],
  [
    "status_list",
    table(
      ["idx", "number", "The index of this token in the list.", "Token Status List section 6.2"],
      ["uri", "url", "Where the list is.", "Token Status List section 6.2"],
      ["bits", "number", "How many bits each token has in the list: 1, 2, 4 or 8.", "Token Status List section 4.2"],
      ["lst", "base64url", "The list itself, compressed.", "Token Status List section 4.2"],
    ),
  ],
  [
    "events",
    table([
      "http://schemas.openid.net/event/backchannel-logout",
      "object",
      "The event of a logout token, with an empty object.",
      "OpenID Connect Back-Channel Logout 1.0 section 2.4",
    ]),
  ],
]);

/** The known members of an object of that name; none if the object is unknown. */
export function innerMembers(name: string): readonly InnerMemberRow[] {
  return INNER.get(name) ?? [];
}
