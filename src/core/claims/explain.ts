import type { JsonMember, JsonNode } from "../json/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { CLAIMS } from "../registry/claims.ts";
import { contentEncryptionRow, keyManagementRow } from "../registry/encryption-algorithms.ts";
import { HEADER_PARAMETERS } from "../registry/header-parameters.ts";
import { knownIssuer } from "../registry/issuers.ts";
import { mediaType } from "../registry/media-types.ts";
import { memberValues } from "../registry/member-values.ts";
import { memberMeaning } from "../registry/meanings.ts";
import { type Profile } from "../registry/profiles.ts";
import { type VendorClaim, vendorClaim } from "../registry/vendor-claims.ts";
import { instantWords, USUAL_STYLE } from "./describe.ts";
import { PLAUSIBLE } from "./timeline.ts";
import type { TimeStyle } from "./types.ts";
import { plural } from "../base/words.ts";

/** What a claim or header parameter is, and what its value means. */
export interface Explanation {
  readonly name: string;
  /** A short description; null if it is in no registry. */
  readonly title: string | null;
  /** The clause that defines it, or an issuer's manual. */
  readonly spec: string | null;
  /** What it is for in this kind of token, in one sentence; null if unknown. */
  readonly about: string | null;
  /** What this value means; null if it is self-explanatory. */
  readonly meaning: string | null;
}

/**
 * Explains a member of the header or of the claims set. Says so if no registry has the name, or if the value has no
 * further meaning; writes instants in `style`. `profile` is the kind of token it claims to be.
 */
export function explainMember(
  pane: "header" | "payload",
  { name, value }: Pick<JsonMember, "name" | "value">,
  style: TimeStyle = USUAL_STYLE,
  profile: Profile | null = null,
): Explanation {
  const row = pane === "header" ? HEADER_PARAMETERS.get(name) : CLAIMS.get(name);
  return {
    name,
    title: row?.title ?? null,
    spec: row?.spec ?? vendorOf(pane, name)?.source ?? null,
    about: aboutMember(pane, name, profile),
    meaning: pane === "header" ? headerMeaning(name, value) : claimMeaning(name, value, style),
  };
}

/** What a member is for, in one sentence: in a token of that profile, else in any token; null if unknown. */
export function aboutMember(pane: "header" | "payload", name: string, profile: Profile | null): string | null {
  const inProfile = profile?.[pane === "header" ? "header" : "claims"].find((member) => member.name === name);
  return inProfile?.says ?? memberMeaning(pane, name) ?? vendorOf(pane, name)?.says ?? null;
}

function vendorOf(pane: "header" | "payload", name: string): VendorClaim | null {
  return pane === "payload" && !CLAIMS.has(name) ? vendorClaim(name) : null;
}

function headerMeaning(name: string, value: JsonNode): string | null {
  if (value.type === "array" && name === "crit") {
    return "The verifier must understand every name listed, or reject the token";
  }
  if (value.type === "array" && name === "x5c") {
    return `${plural(value.items.length, "certificate")}; the first one has the key. Shown, not trusted`;
  }
  if (value.type === "object" && name === "jwk") return "A key that travels with the token proves nothing by itself";
  if (value.type !== "string") return null;
  switch (name) {
    case "alg":
      if (value.value === "none") return "none: no signature, anyone can write such a token";
      return words(value.value, algorithmRow(value.value)?.description ?? keyManagementRow(value.value)?.description);
    case "enc":
      return words(value.value, contentEncryptionRow(value.value)?.description);
    case "typ":
    case "cty":
      return mediaTypeWords(value.value);
    case "zip":
      return value.value === "DEF" ? "DEF: compressed with DEFLATE before encryption" : null;
    case "jku":
    case "x5u":
      return "A URL for keys. This page does not fetch it, and a verifier must not either, unless its allowlist has it";
    default:
      return null;
  }
}

function mediaTypeWords(type: string): string | null {
  const row = mediaType(type);
  return row && `${row.kind.charAt(0).toUpperCase()}${row.kind.slice(1)} (${row.spec})`;
}

function claimMeaning(name: string, value: JsonNode, style: TimeStyle): string | null {
  if (value.type === "number") return CLAIMS.get(name)?.kind === "epoch" ? instant(value.value, style) : null;
  if (value.type === "array" && name === "amr") {
    return value.items
      .map((item) => (item.type === "string" ? (methodWords(item.value) ?? item.value) : "?"))
      .join(", ");
  }
  if (value.type === "array" && name === "aud") return `Meant for any of ${plural(value.items.length, "audience")}`;
  if (value.type === "object" && name === "cnf") return confirmation(value.members.map((member) => member.name));
  if (value.type !== "string") return null;
  if (name === "iss") {
    const issuer = knownIssuer(value.value);
    return issuer && `Looks like ${issuer.name}${issuer.detail === undefined ? "" : ` (${issuer.detail})`}`;
  }
  if (name === "scope") return plural(value.value.split(" ").filter((scope) => scope !== "").length, "scope");
  return null;
}

function methodWords(value: string): string | undefined {
  return memberValues("amr").find((method) => method.value === value)?.means;
}

/** Confirmation methods (RFC 7800 section 3, RFC 8705 section 3.1, RFC 9449 section 6.1). */
function confirmation(methods: readonly string[]): string | null {
  if (methods.includes("x5t#S256")) return "Only with the client certificate that has this thumbprint (mutual TLS)";
  if (methods.includes("jkt")) return "Only with a DPoP proof by the key that has this thumbprint";
  if (methods.includes("jwk") || methods.includes("kid")) return "Only for whoever proves possession of this key";
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
