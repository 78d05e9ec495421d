import { parseToken } from "../envelope/parse.ts";
import { lastMember, stringMember } from "../json/query.ts";
import type { JsonDocument } from "../json/types.ts";
import { kindOf, lookAt } from "../registry/issuers.ts";
import { hostOf } from "./hosts.ts";
import type { Claims } from "./types.ts";

const NOTHING: Claims = {
  form: "text",
  alg: null,
  kind: "Token",
  iss: null,
  issuer: "",
  sub: null,
  sid: null,
  client: null,
  aud: [],
  iat: null,
  nbf: null,
  exp: null,
};

/** Reads a token's claims; for an encrypted one, those repeated in its header (RFC 7519 section 5.3). Never throws. */
export function claimsOf(text: string): Claims {
  const { form, header, payload } = parseToken(text);
  if (header === null) return { ...NOTHING, form, kind: form === "jwe-json" ? "Encrypted token" : "Token" };
  const says = (payload ?? header).json;
  const told = payload === null && form !== "jwe" ? null : kindOf(lookAt(header.json, says));
  const member = (name: string): string | null => copied(stringMember(says, name));
  const iss = member("iss");
  return {
    form,
    alg: copied(stringMember(header.json, "alg")),
    kind: told !== null ? capital(told) : form === "jwe" ? "Encrypted token" : "Token",
    iss,
    issuer: iss === null ? "" : copied(hostOf(iss) ?? iss),
    sub: member("sub"),
    sid: member("sid"),
    client: member("azp") ?? member("client_id") ?? member("appid"),
    aud: audiencesOf(says),
    iat: time(says, "iat"),
    nbf: time(says, "nbf"),
    exp: time(says, "exp"),
  };
}

/** A copy: a slice would keep the complete larger text in memory. Null stays null. */
export function copied<Text extends string | null>(text: Text): Text {
  return (text === null ? null : ` ${text}`.slice(1)) as Text;
}

function capital(words: string): string {
  const bare = words.replace(/^an? /, "");
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

function audiencesOf({ root }: JsonDocument): readonly string[] {
  const aud = root?.type === "object" ? lastMember(root, "aud")?.value : undefined;
  const items = aud?.type === "array" ? aud.items : aud === undefined ? [] : [aud];
  return items.slice(0, 20).flatMap((item) => (item.type === "string" ? [copied(item.value)] : []));
}

/** A NumericDate (RFC 7519 section 2); implausible values are ignored. */
function time({ root }: JsonDocument, name: string): number | null {
  const value = root?.type === "object" ? lastMember(root, name)?.value : undefined;
  return value?.type === "number" && value.value >= 1e8 && value.value <= 1e11 ? value.value : null;
}
