import { parseToken } from "../../envelope/parse.ts";
import { innerForm } from "../../envelope/places.ts";
import { lastMember, wholeObject } from "../../json/query.ts";
import type { JsonArray, JsonNode, JsonObject, JsonString } from "../../json/types.ts";
import { confirmationOf, jwkThumbprint } from "../../keys/confirmation.ts";
import { mediaType, mediaTypeName } from "../../registry/media-types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, claimText, excerpt, type Facts } from "../support/facts.ts";
import type { RuleContext } from "../types.ts";
import { carriedWords } from "./carried.words.ts";

type Saying = Say<typeof carriedWords>;

/** Header parameters that carry tokens: as a string, or as a list of them. */
const ONE: readonly string[] = ["key_attestation", "jwt"];
const LISTS: readonly string[] = ["trust_chain", "peer_trust_chain"];
/** No chain of trust is longer. */
const MOST_STATEMENTS = 20;

/** Tokens in the header, and whether they belong to the token that carries them. */
export const carriedToken = defineRule({
  id: "carried-token",
  ticks: true,
  spec: "OpenID4VCI 1.0 appendices D.1 and F.1, OpenID4VP 1.0 section 12, OpenID Federation 1.0 sections 4 and 4.3",
  words: carriedWords,
  look: (facts, say, context) => {
    for (const name of ONE) {
      const value = facts.headerValue(name);
      const claims = value?.type === "string" ? claimsOf(value) : null;
      if (value?.type !== "string" || innerForm(value.value) === null) {
        if (value && name === "key_attestation") say("error", "unreadable", { place: at("header", value.range) });
        continue;
      }
      sayCarried(name, value, say);
      if (claims === null) continue;
      if (name === "key_attestation") checkKeyAttestation(facts, value, claims, say, context);
      else checkVerifierAttestation(facts, value, claims, say, context);
    }
    for (const name of LISTS) {
      const value = facts.headerValue(name);
      if (value?.type === "array") checkChain(name, value, facts, say);
    }
  },
});

function sayCarried(name: string, { value, range }: JsonString, say: Saying): void {
  const typ = typOf(value);
  const kind = (typ && mediaType(typ)?.kind) ?? "a token";
  say("info", "carries", {
    args: { name, kind },
    place: at("header", range),
    class: "ok",
    fix: { kind: "replace-all", pane: "token", text: value },
  });
}

/** A key attestation in a proof: its keys include the one that signs, and it is as fresh as the proof (OpenID4VCI 1.0 appendix D.1). */
function checkKeyAttestation(
  facts: Facts,
  { value, range }: JsonString,
  claims: JsonObject,
  say: Saying,
  context: RuleContext,
): void {
  const place = at("header", range);
  const typ = typOf(value) ?? "";
  if (mediaTypeName(typ) !== "key-attestation+jwt") say("error", "typ", { args: { typ: excerpt(typ, 40) }, place });
  const listed = lastMember(claims, "attested_keys")?.value;
  const keys = listed?.type === "array" ? listed.items.filter((item) => item.type === "object") : [];
  if (keys.length === 0) say("error", "no-keys", { place });
  const own = ownThumbprint(facts, context);
  if (own !== null && keys.length > 0) {
    const index = keys.findIndex((jwk) => jwkThumbprint(jwk) === own);
    if (index >= 0) say("info", "attested", { args: { position: index + 1, count: keys.length }, place, class: "ok" });
    else say("error", "not-attested", { args: { thumbprint: own }, place });
  }
  const exp = lastMember(claims, "exp")?.value;
  if (exp === undefined) say("error", "no-exp", { place });
  else if (exp.type === "number" && exp.value + context.clock.leeway <= context.clock.now)
    say("error", "expired", { place });
  const [nonce, attested] = [claimText(facts, "nonce"), textOf(claims, "nonce")];
  if (nonce !== "" && attested === null) say("warn", "no-nonce", { place });
  else if (nonce !== "" && attested !== nonce) say("warn", "other-nonce", { place });
}

/** A verifier attestation in a request object (OpenID4VP 1.0 section 12). */
function checkVerifierAttestation(
  facts: Facts,
  { value, range }: JsonString,
  claims: JsonObject,
  say: Saying,
  context: RuleContext,
): void {
  if (mediaTypeName(typOf(value) ?? "") !== "verifier-attestation+jwt") return;
  const place = at("header", range);
  const sub = textOf(claims, "sub");
  const client = claimText(facts, "client_id").replace(/^verifier_attestation:/, "");
  if (sub !== null && client !== "" && sub !== client)
    say("error", "other-client", { args: { sub: excerpt(sub, 80), client: excerpt(client, 80) }, place });
  const jwk = confirmationOf({ root: claims })?.methods.jwk;
  const expected = jwk?.type === "object" ? jwkThumbprint(jwk) : null;
  const own = ownThumbprint(facts, context);
  if (expected === null) say("error", "no-cnf", { place });
  else if (own !== null && own !== expected) say("error", "other-key", { args: { thumbprint: own }, place });
}

/** A trust chain: each statement is about the issuer of the one before, and the first about the sender (OpenID Federation 1.0 section 4). */
function checkChain(name: string, list: JsonArray, facts: Facts, say: Saying): void {
  const place = at("header", list.range);
  const statements = list.items
    .slice(0, MOST_STATEMENTS)
    .map((item) => (item.type === "string" ? claimsOf(item) : null));
  if (statements.some((one) => one === null)) {
    say("error", "chain-unreadable", { args: { name }, place });
    return;
  }
  const parties = statements.map((one) => ({ iss: textOf(one!, "iss") ?? "", sub: textOf(one!, "sub") ?? "" }));
  const [first] = parties;
  if (first === undefined) {
    say("error", "chain-empty", { args: { name }, place });
    return;
  }
  const broken = parties.findIndex(({ iss }, index) => index + 1 < parties.length && iss !== parties[index + 1]!.sub);
  if (broken >= 0) {
    const args = {
      name,
      position: broken + 1,
      iss: party(parties[broken]!.iss),
      sub: party(parties[broken + 1]!.sub),
    };
    say("error", "chain-broken", { args, place: at("header", list.items[broken + 1]!.range) });
  }
  const sender = claimText(facts, "iss") || claimText(facts, "client_id");
  if (name === "trust_chain" && sender !== "" && first.sub !== sender)
    say("error", "chain-other", { args: { sub: party(first.sub), sender: excerpt(sender, 80) }, place });
  else if (broken < 0)
    say("info", "chain", {
      args: { name, count: parties.length, anchor: party(parties.at(-1)?.iss ?? "") },
      place,
      class: "ok",
    });
}

/** A party in a sentence; a statement may name none. */
const party = (name: string): string => (name === "" ? "no one" : excerpt(name, 80));

/** The thumbprint of the key that the header names, or that has verified the token; null if neither is known. */
function ownThumbprint({ headerValue }: Facts, { judgement }: RuleContext): string | null {
  const jwk = headerValue("jwk");
  if (jwk?.type === "object") return jwkThumbprint(jwk);
  return judgement?.state === "verified" ? (judgement.key?.material?.thumbprint ?? null) : null;
}

function typOf(text: string): string | null {
  const { header } = parseToken(text);
  const typ = header && wholeObject(header.json);
  return typ && textOf(typ, "typ");
}

function claimsOf({ value }: JsonString): JsonObject | null {
  const { payload, form } = parseToken(value);
  return payload && form === "jws" ? wholeObject(payload.json) : null;
}

function textOf(object: JsonObject, name: string): string | null {
  const value: JsonNode | undefined = lastMember(object, name)?.value;
  return value?.type === "string" ? value.value : null;
}
