import { sha256 } from "@noble/hashes/sha2.js";
import { lastMember, stringMember, wholeObject } from "../../json/query.ts";
import type { JsonNode, JsonObject, JsonString } from "../../json/types.ts";
import { type Confirmation, confirmationOf, isSymmetric, jwkThumbprint } from "../../keys/confirmation.ts";
import { mediaTypeName } from "../../registry/media-types.ts";
import { decodeBase64Url, encodeBase64Url } from "../../text/base64url.ts";
import { digestSpelledBy, otherSpelling } from "../../text/digest-spelling.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { keysOf } from "../key/fields.ts";
import { cameAsBearer } from "../support/bearer.ts";
import { pastedText, tokensBeside } from "../support/beside.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import type { RuleContext } from "../types.ts";
import { boundWords } from "./bound.words.ts";

type Saying = Say<typeof boundWords>;

/** How many pasted certificates are examined. */
const MOST_FOUND = 20;

/** A token bound to a key (RFC 7800), and whether a pasted proof or available certificate is of that key. */
export const bound = defineRule({
  id: "CLM-23",
  spec: "RFC 7800 section 3, RFC 9449 sections 6 and 7, RFC 8705 section 3",
  words: boundWords,
  look: ({ claims, envelope }, say, context) => {
    const confirmation = confirmationOf(claims);
    if (confirmation === null) return;
    const { cnf, methods, mistyped } = confirmation;
    const place = at("payload", cnf.range);
    const exclusive = (["jwk", "jwe", "jku"] as const).filter((name) => methods[name] !== undefined);
    if (exclusive.length > 1) say("error", "several", { args: { names: exclusive.join(", ") }, place });
    const { jku } = methods;
    if (jku?.type === "string" && !/^https:/i.test(jku.value))
      say("security", "jku-plain", { args: { url: excerpt(jku.value, 100) }, place: at("payload", jku.range) });
    for (const { name, expected, range } of mistyped)
      say("error", "mistyped", { args: { name, expected }, place: at("payload", range) });
    const isMisspelled = (["jkt", "x5t#S256"] as const).filter((name) => isWrong(name, methods[name], say)).length > 0;
    // Of a presentation the rule about its key binding says the rest.
    if (envelope?.selective?.binding || exclusive.length > 1 || isMisspelled) return;
    sayMethod(confirmation, say, context);
  },
});

function sayMethod({ cnf, methods, by, mistyped }: Confirmation, say: Saying, context: RuleContext): void {
  const place = at("payload", cnf.range);
  const value = by === null ? undefined : methods[by];
  const text = value?.type === "string" ? excerpt(value.value, 100) : "";
  switch (by) {
    case "jwk": {
      const thumbprint = value?.type === "object" ? (publicThumbprint(value) ?? "") : "";
      say("info", "jwk", { args: { thumbprint }, place, class: "ok" });
      return;
    }
    case "jwe":
      say("info", "jwe", { place });
      return;
    case "kid":
      say("info", "kid", { args: { kid: text }, place });
      return;
    case "jku":
      say("info", "jku", { args: { url: text }, place });
      return;
    case "jkt":
      sayDpop(value as JsonString, say, context);
      return;
    case "x5t#S256":
      sayCertificate(value as JsonString, say, context);
      return;
    case null: {
      if (mistyped.length > 0) return;
      const names = cnf.members.map(({ name }) => name);
      const said = names.length === 0 ? "no member" : excerpt(names.join(", "), 80);
      say("warn", "unknown", { args: { names: said }, place });
    }
  }
}

/** The thumbprint of a JWK; null for a symmetric key, which can be guessed from it if it is weak (RFC 7638 section 7). */
export function publicThumbprint(jwk: JsonObject): string | null {
  return isSymmetric(jwk) ? null : jwkThumbprint(jwk);
}

function sayDpop({ value, range }: JsonString, say: Saying, context: RuleContext): void {
  const place = at("payload", range);
  const keys = proofKeys(context);
  if (keys.includes(value)) say("info", "dpop-proof", { place, class: "ok" });
  else if (keys.length > 1) say("error", "dpop-others", { place });
  else if (keys[0] !== undefined) say("error", "dpop-other", { args: { actual: keys[0] }, place });
  if (cameAsBearer(context)) say("warn", "dpop-bearer", { place });
  else if (keys.length === 0) say("info", "dpop", { place, class: "ok" });
}

/**
 * The thumbprints of the keys in the DPoP proofs that were pasted with the token, without the proofs whose `ath` names another token
 * (RFC 9449 sections 4.2 and 4.3).
 */
function proofKeys(context: RuleContext): readonly string[] {
  const ath = encodeBase64Url(sha256(encodeUtf8(context.token.text)));
  return tokensBeside(context).flatMap(({ token: { header, payload } }) => {
    if (header === null || mediaTypeName(stringMember(header.json, "typ") ?? "") !== "dpop+jwt") return [];
    if (payload !== null && (stringMember(payload.json, "ath") ?? ath) !== ath) return [];
    const root = wholeObject(header.json);
    const jwk = root && lastMember(root, "jwk")?.value;
    return jwk?.type === "object" ? (publicThumbprint(jwk) ?? []) : [];
  });
}

function sayCertificate({ value, range }: JsonString, say: Saying, context: RuleContext): void {
  const place = at("payload", range);
  const inField = keysOf(context.publicKey).some(
    ({ certificate, carried }) => (certificate ?? carried?.certificate)?.thumbprints["x5t#S256"] === value,
  );
  const pasted = certificatesIn(context);
  if (inField) say("info", "mtls-certificate", { args: { where: "in Public key" }, place, class: "ok" });
  else if (pasted.includes(value))
    say("info", "mtls-certificate", { args: { where: "pasted with the token" }, place, class: "ok" });
  else if (pasted.length > 0) say("warn", "mtls-other", { place });
  else say("info", "mtls", { place, class: "ok" });
}

/** The thumbprints of the certificates in PEM that were pasted with the token. */
function certificatesIn(context: RuleContext): readonly string[] {
  return pastedText(context)
    .split("-----BEGIN CERTIFICATE-----")
    .slice(1, MOST_FOUND + 1)
    .flatMap((part) => {
      const [body, end] = part.split("-----END CERTIFICATE-----", 2);
      if (end === undefined) return [];
      const { bytes } = decodeBase64Url((body ?? "").replaceAll(/\\[rn]|[=\s]/g, ""));
      return [encodeBase64Url(sha256(bytes))];
    });
}

/** Reports a thumbprint that is not the base64url of 32 bytes; returns whether it did. */
function isWrong(name: "jkt" | "x5t#S256", node: JsonNode | undefined, say: Saying): boolean {
  if (node?.type !== "string") return false;
  const place = at("payload", node.range);
  const { value } = node;
  const digest = digestSpelledBy(value, 32);
  if (digest === null) {
    say("error", "length", { args: { name, bytes: decodeBase64Url(value).bytes.length }, place });
    return true;
  }
  const how = otherSpelling(value, digest);
  const fix = { kind: "replace", place, insert: JSON.stringify(digest) } as const;
  if (how !== null) say("error", "spelled", { args: { name, how }, place, fix });
  return how !== null;
}
