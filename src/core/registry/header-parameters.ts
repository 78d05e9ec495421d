import type { ValueKind } from "./value-kind.ts";

/**
 * One JOSE header parameter (IANA registry "JSON Web Signature and Encryption Header Parameters", as of 2026-05-22).
 * `use` says in which form the parameter has a meaning; `spec` is the clause that defines its JSON shape.
 */
interface HeaderParameterRow {
  readonly name: string;
  readonly kind: ValueKind;
  readonly use: "JWS" | "JWE" | "both";
  readonly spec: string;
  readonly title: string;
}

type Cells = readonly [name: string, kind: ValueKind, use: HeaderParameterRow["use"], spec: string, title: string];

const J = "RFC 7515 section 4.1.";
const A = "RFC 7518 section 4.";

const CELLS: readonly Cells[] = [
  ["alg", "string", "both", `${J}1`, "Algorithm"],
  ["jku", "url", "both", `${J}2`, "JWK Set URL"],
  ["jwk", "object", "both", `${J}3`, "JSON Web Key"],
  ["kid", "string", "both", `${J}4`, "Key ID"],
  ["x5u", "url", "both", `${J}5`, "X.509 URL"],
  ["x5c", "strings", "both", `${J}6`, "X.509 Certificate Chain"],
  ["x5t", "base64url", "both", `${J}7`, "X.509 Certificate SHA-1 Thumbprint"],
  ["x5t#S256", "base64url", "both", `${J}8`, "X.509 Certificate SHA-256 Thumbprint"],
  ["typ", "string", "both", `${J}9`, "Type"],
  ["cty", "string", "both", `${J}10`, "Content Type"],
  ["crit", "strings", "both", `${J}11`, "Critical"],
  ["enc", "string", "JWE", "RFC 7516 section 4.1.2", "Encryption Algorithm"],
  ["zip", "string", "JWE", "RFC 7516 section 4.1.3", "Compression Algorithm"],
  ["epk", "object", "JWE", `${A}6.1.1`, "Ephemeral Public Key"],
  ["apu", "base64url", "JWE", `${A}6.1.2`, "Agreement PartyUInfo"],
  ["apv", "base64url", "JWE", `${A}6.1.3`, "Agreement PartyVInfo"],
  ["iv", "base64url", "JWE", `${A}7.1.1`, "Initialization Vector"],
  ["tag", "base64url", "JWE", `${A}7.1.2`, "Authentication Tag"],
  ["p2s", "base64url", "JWE", `${A}8.1.1`, "PBES2 Salt Input"],
  ["p2c", "number", "JWE", `${A}8.1.2`, "PBES2 Count"],
  ["iss", "string", "JWE", "RFC 7519 section 5.3", "Issuer"],
  ["sub", "string", "JWE", "RFC 7519 section 5.3", "Subject"],
  ["aud", "string|strings", "JWE", "RFC 7519 section 5.3", "Audience"],
  ["b64", "boolean", "JWS", "RFC 7797 section 3", "Base64url-Encode Payload"],
  ["ppt", "string", "JWS", "RFC 8225 section 8.1", "PASSporT extension identifier"],
  ["url", "url", "both", "RFC 8555 section 6.4.1", "URL"],
  ["nonce", "string", "both", "RFC 8555 section 6.5.2", "Nonce"],
  ["svt", "strings", "JWS", "RFC 9321", "Signature Validation Token"],
  ["iheSSId", "string", "JWS", "IHE ITI DSGj Volume 3 section 5.10", "Submission set id"],
  ["jwt", "string", "JWS", "OpenID for Verifiable Presentations 1.0 section 12", "JWT"],
  ["client_id", "string", "JWS", "RFC 6749 section 2.2", "Client Identifier"],
  ["trust_chain", "strings", "JWS", "OpenID Federation 1.0 section 4.3", "Trust Chain"],
  ["peer_trust_chain", "strings", "JWS", "OpenID Federation 1.0 section 4.4", "Peer Trust Chain"],
];

/** Registered header parameters by name. A Map, so `__proto__` is not a member of it. */
export const HEADER_PARAMETERS: ReadonlyMap<string, HeaderParameterRow> = new Map(
  CELLS.map(([name, kind, use, spec, title]) => [name, { name, kind, use, spec, title }]),
);
