import { disclosureOf, hiddenIn } from "../envelope/disclosures.ts";
import { readableOf } from "../envelope/readable.ts";
import { lastMember, stringMember, wholeObject } from "../json/query.ts";
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
  isExpDisclosed: false,
  hidden: 0,
};

/**
 * Reads a token's claims; for an encrypted one, those repeated in its header (RFC 7519 section 5.3), for an SD-JWT those of the
 * processed payload (RFC 9901 section 7.1). Never throws.
 */
export function claimsOf(text: string): Claims {
  const { token, claims } = readableOf(text);
  const { form, header } = token;
  const isEncrypted = form === "jwe" || form === "jwe-json";
  if (header === null) return { ...NOTHING, form, kind: isEncrypted ? "Encrypted token" : "Token" };
  const says = claims ?? header.json;
  const told = claims === null && !isEncrypted ? null : kindOf(lookAt(header.json, says));
  const root = wholeObject(says);
  const exp = root && lastMember(root, "exp");
  const member = (name: string): string | null => copied(stringMember(says, name));
  const iss = member("iss");
  return {
    form,
    alg: copied(stringMember(header.json, "alg")),
    kind: told !== null ? capital(told) : isEncrypted ? "Encrypted token" : "Token",
    iss,
    issuer: iss === null ? "" : copied(hostOf(iss) ?? iss),
    sub: member("sub"),
    sid: member("sid"),
    client: member("azp") ?? member("client_id") ?? member("appid"),
    aud: audiencesOf(says),
    iat: time(says, "iat"),
    nbf: time(says, "nbf"),
    exp: time(says, "exp"),
    isExpDisclosed: exp !== null && disclosureOf(exp.value.range) !== null,
    hidden: root === null ? 0 : hiddenIn(root),
  };
}

/** A copy: a slice would keep the whole larger text in memory. Null stays null. */
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
