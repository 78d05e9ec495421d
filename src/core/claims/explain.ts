import type { JsonMember, JsonNode } from "../json/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { CLAIMS } from "../registry/claims.ts";
import { CLAIMS_REGISTRY } from "../registry/claims-registry.ts";
import { keyManagementRow } from "../registry/encryption-algorithms.ts";
import { HEADER_PARAMETERS } from "../registry/header-parameters.ts";
import { knownIssuer } from "../registry/known-issuers.ts";
import { instantWords, USUAL_STYLE } from "./describe.ts";
import { PLAUSIBLE } from "./timeline.ts";
import type { TimeStyle } from "./types.ts";

/** What a claim or header parameter is, and what this value of it means. */
export interface Explanation {
  readonly name: string;
  /** What it is, in short words; null where no registry has it. */
  readonly title: string | null;
  /** The clause that defines it. */
  readonly spec: string | null;
  /** What this value means; null where it says what it says. */
  readonly meaning: string | null;
}

const REGISTERED = new Map(CLAIMS_REGISTRY.map((row) => [row.name, row]));

/**
 * Explains a member of the header or of the claims set. Names no registry has, and values without a further meaning, are told
 * as such; instants are written by `style`.
 */
export function explainMember(
  pane: "header" | "payload",
  { name, value }: JsonMember,
  style: TimeStyle = USUAL_STYLE,
): Explanation {
  const row = pane === "header" ? HEADER_PARAMETERS.get(name) : REGISTERED.get(name);
  return {
    name,
    title: row?.title ?? null,
    spec: row?.spec ?? null,
    meaning: pane === "header" ? headerMeaning(name, value) : claimMeaning(name, value, style),
  };
}

function headerMeaning(name: string, value: JsonNode): string | null {
  if (value.type === "array" && name === "crit") {
    return "The names listed must be understood, or the token is refused";
  }
  if (value.type === "array" && name === "x5c") {
    return `${count(value.items.length, "certificate")}, the first one holds the key. Shown, not trusted`;
  }
  if (value.type === "object" && name === "jwk") return "A key that travels with the token proves nothing by itself";
  if (value.type !== "string") return null;
  switch (name) {
    case "alg":
      if (value.value === "none") return "none: no signature, anyone can write such a token";
      return words(value.value, algorithmRow(value.value)?.description ?? keyManagementRow(value.value)?.description);
    case "enc":
      return words(value.value, contentEncryption(value.value));
    case "typ":
    case "cty":
      return TYPES.get(value.value.toLowerCase().replace(/^application\//, "")) ?? null;
    case "zip":
      return value.value === "DEF" ? "DEF: compressed with DEFLATE before encryption" : null;
    case "jku":
    case "x5u":
      return "An address for keys. Nothing is fetched from it here, and a verifier must not either, unless it is on its list";
    default:
      return null;
  }
}

/** RFC 7518 section 5. */
function contentEncryption(enc: string): string | undefined {
  const gcm = /^A(128|192|256)GCM$/.exec(enc);
  if (gcm !== null) return `AES GCM with a key of ${gcm[1]} bits`;
  const cbc = /^A(128|192|256)CBC-HS(256|384|512)$/.exec(enc);
  return cbc === null ? undefined : `AES CBC with ${cbc[1]} bits, and HMAC with SHA-${cbc[2]}`;
}

/** Media types of tokens, without `application/` (RFC 7515 section 4.1.9). */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["jwt", "JWT: a JSON Web Token (RFC 7519 section 5.1)"],
  ["at+jwt", "An OAuth 2.0 access token (RFC 9068 section 2.1)"],
  ["dpop+jwt", "A proof that the sender has a key (RFC 9449 section 4.2)"],
  ["logout+jwt", "A logout token (OpenID Connect Back-Channel Logout 1.0 section 2.4)"],
  ["secevent+jwt", "A security event token (RFC 8417 section 2.3)"],
  ["oauth-authz-req+jwt", "A signed authorization request (RFC 9101 section 10.8)"],
  ["token-introspection+jwt", "An introspection response (RFC 9701 section 5)"],
  ["dc+sd-jwt", "A verifiable credential with selective disclosure"],
  ["kb+jwt", "A proof that the holder has the key (RFC 9901 section 4.3)"],
  ["statuslist+jwt", "A list of the states of many tokens"],
]);

/** Values of `amr` (RFC 8176 section 2). */
const METHODS: ReadonlyMap<string, string> = new Map([
  ["face", "face recognition"],
  ["fpt", "fingerprint"],
  ["geo", "place"],
  ["hwk", "a key in hardware"],
  ["iris", "iris scan"],
  ["kba", "knowledge of facts"],
  ["mca", "several channels"],
  ["mfa", "several factors"],
  ["otp", "one-time password"],
  ["pin", "PIN"],
  ["pop", "proof of a key"],
  ["pwd", "password"],
  ["rba", "by risk"],
  ["retina", "retina scan"],
  ["sc", "smart card"],
  ["sms", "text message"],
  ["swk", "a key in software"],
  ["tel", "telephone call"],
  ["user", "presence of the user"],
  ["vbm", "voice"],
  ["wia", "Windows integrated authentication"],
]);

function claimMeaning(name: string, value: JsonNode, style: TimeStyle): string | null {
  if (value.type === "number") return CLAIMS.get(name)?.kind === "epoch" ? instant(value.value, style) : null;
  if (value.type === "array" && name === "amr") {
    return value.items
      .map((item) => (item.type === "string" ? (METHODS.get(item.value) ?? item.value) : "?"))
      .join(", ");
  }
  if (value.type === "array" && name === "aud") return `Meant for any of ${count(value.items.length, "audience")}`;
  if (value.type === "object" && name === "cnf") return confirmation(value.members.map((member) => member.name));
  if (value.type !== "string") return null;
  if (name === "iss") {
    const issuer = knownIssuer(value.value);
    return issuer === null ? null : `Looks like ${issuer.name}`;
  }
  if (name === "scope") return count(value.value.split(" ").filter((scope) => scope !== "").length, "scope");
  return null;
}

/** Confirmation methods (RFC 7800 section 3, RFC 8705 section 3.1, RFC 9449 section 6.1). */
function confirmation(methods: readonly string[]): string | null {
  if (methods.includes("x5t#S256")) return "Only with the client certificate that has this thumbprint (mutual TLS)";
  if (methods.includes("jkt")) return "Only with a DPoP proof by the key that has this thumbprint";
  if (methods.includes("jwk") || methods.includes("kid")) return "Only for who proves to have this key";
  return null;
}

function instant(seconds: number, style: TimeStyle): string | null {
  if (seconds < PLAUSIBLE.from || seconds > PLAUSIBLE.to) return null;
  const words = instantWords(seconds, style);
  return words && `${words.first}, ${words.second}`;
}

function words(value: string, description: string | undefined): string | null {
  return description === undefined ? null : `${value}: ${description}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
