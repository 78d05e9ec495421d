import { jsonSeals } from "../../envelope/json-seals.ts";
import { digestOf, disclosureOf, hashName, isDisclosure, openDisclosures } from "../../envelope/disclosures.ts";
import { parseToken } from "../../envelope/parse.ts";
import { compactSdJwt, isKeyBinding, SELECTIVE_MEMBERS, selectiveOf } from "../../envelope/selective.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import { lastMember, wholeObject, wholeValue } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import { mediaTypeName } from "../../registry/media-types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, type Facts } from "../support/facts.ts";
import { plural, type Args, type Vocabulary } from "../support/words.ts";

/** An SD-JWT in any serialisation: a JWS that is a JWT, plus its disclosures. */
export const selectiveDisclosure = defineRule({
  id: "IN-19",
  spec: "RFC 9901 section 4",
  words: {
    plain: (a: Args<"count">) => [
      `An SD-JWT with ${plural(a.count, "disclosure")}`,
      "Only the part before the first ~ is the JWT; a disclosure counts if the payload has its digest (RFC 9901 section 7).",
    ],
    bound: (a: Args<"count">) => [
      `An SD-JWT with ${plural(a.count, "disclosure")} and a key-binding JWT`,
      "Only the part before the first ~ is the issuer's JWT; the last part proves who presents it (RFC 9901 section 7.3).",
    ],
    "in-json": (a: Args<"count">) => [
      `An SD-JWT in JSON with ${plural(a.count, "disclosure")}`,
      "The disclosures are in the unprotected header; each counts if the payload has its digest (RFC 9901 section 8.4).",
    ],
    "bound-in-json": (a: Args<"count">) => [
      `An SD-JWT in JSON with ${plural(a.count, "disclosure")} and a key-binding JWT`,
      "Both are in the unprotected header; kb_jwt proves who presents the token, in its compact form (RFC 9901 section 8.1).",
    ],
  },
  look: ({ envelope }, say) => {
    const selective = envelope?.selective;
    if (!selective) return;
    const { disclosures, binding } = selective;
    const isBound = binding !== null && isKeyBinding(binding.text);
    const inCompact = isBound ? "bound" : "plain";
    const inJson = isBound ? "bound-in-json" : "in-json";
    say("info", envelope.form === "sd-jwt" ? inCompact : inJson, { args: { count: disclosures.length }, class: "ok" });
  },
});

const REGISTERED = new Set(["sha-256", "sha-384", "sha-512", "sha3-256", "sha3-384", "sha3-512", "sha-256-128"]);

const shapeWords = {
  hash: [
    "_sd_alg does not name a known hash",
    "It must be a name of the IANA hash registry, such as sha-256 (RFC 9901 section 4.1.1).",
  ],
  "other-hash": (a: Args<"hash">) => [
    `The digests use ${a.hash}`,
    "Verifiers must support sha-256; others are optional (RFC 9901 section 4.1.1).",
  ],
  "key-binding": [
    "The key binding is not a key-binding JWT",
    "What follows the last ~, or is in kb_jwt of a JSON form, must be a JWT whose typ is kb+jwt (RFC 9901 sections 4.3 and 8.1).",
  ],
  unended: [
    "The last ~ is missing",
    "Each disclosure ends with ~. What follows the last ~ is read as the key binding, but this is a disclosure (RFC 9901 section 4).",
    "Add the ~",
  ],
  list: [
    "disclosures is not an array of strings",
    "Each element is one disclosure, as it is between two ~ in the compact form (RFC 9901 section 8.1).",
  ],
  protected: (a: Args<"name">) => [
    `${a.name} is in the protected header`,
    "It belongs in the unprotected header, where the holder can leave disclosures out. Verifiers do not look for it here (RFC 9901 section 8.1).",
  ],
  later: (a: Args<"name" | "position">) => [
    `${a.name} is in the header of signature ${a.position}`,
    "disclosures and kb_jwt must be in the first unprotected header, and in no other (RFC 9901 section 8.3).",
  ],
  tilde: [
    "Disclosures follow the JSON",
    "In a JSON form they belong in disclosures of the unprotected header; only the compact form joins them with ~ (RFC 9901 section 8.1).",
  ],
  empty: [
    "A disclosure is empty",
    "Two ~ follow each other, or a string is empty. Each disclosure is base64url of a JSON array (RFC 9901 section 4.2).",
  ],
  base64url: [
    "A disclosure is not base64url",
    "Its digest is made over exactly these characters (RFC 9901 section 4.2.3).",
  ],
  utf8: ["A disclosure is not UTF-8", "It must be UTF-8 JSON (RFC 9901 section 4.2)."],
  json: ["A disclosure is not JSON", "It must be a JSON array (RFC 9901 section 4.2)."],
  array: [
    "A disclosure has the wrong shape",
    "It must be an array of salt, name and value, or of salt and value (RFC 9901 sections 4.2.1 and 4.2.2).",
  ],
  name: [
    "A disclosure has a name that is not allowed",
    "A claim name must be a string other than _sd and ... (RFC 9901 section 4.2.1).",
  ],
} as const satisfies Vocabulary;

/**
 * Disclosures are base64url of JSON arrays of two or three elements, the key binding is a JWT of its own, and in JSON both stand in the
 * first unprotected header.
 */
export const sdJwtShape = defineRule({
  id: "sd-jwt",
  spec: "RFC 9901 sections 4.1.1, 4.2, 4.3 and 8",
  words: shapeWords,
  look: (facts, say) => {
    const { envelope } = facts;
    const algorithm = wholeValue(facts.payload.document, "_sd_alg");
    if (algorithm && !(algorithm.type === "string" && REGISTERED.has(algorithm.value))) {
      say("error", "hash", { place: at("payload", algorithm.range), class: "sd-jwt" });
    } else if (algorithm?.type === "string" && algorithm.value !== "sha-256") {
      say("info", "other-hash", {
        args: { hash: algorithm.value },
        place: at("payload", algorithm.range),
        class: "sd-jwt",
      });
    }
    checkMembers(facts, say);
    const selective = envelope?.selective;
    if (!selective) return;
    for (const { problem, range } of openDisclosures(facts.payload.document, selective).disclosures)
      if (problem !== null) say("error", problem, { place: at("token", range), class: "sd-jwt" });
    const { binding } = selective;
    if (binding === null || isKeyBinding(binding.text)) return;
    const place = at("token", binding.range);
    if (envelope.form === "sd-jwt" && isDisclosure(binding.text)) {
      const end = { start: binding.range.end, end: binding.range.end };
      say("error", "unended", {
        place,
        class: "sd-jwt",
        fix: { kind: "replace", place: at("token", end), insert: "~" },
      });
    } else say("error", "key-binding", { place, class: "sd-jwt" });
  },
});

/** Misplaced disclosures and key bindings. */
function checkMembers(facts: Facts, say: Say<typeof shapeWords>): void {
  const { envelope, token } = facts;
  const isJson = envelope?.form === "jws-json";
  if (!isJson && envelope?.form !== "sd-jwt") return;
  const says = (name: string): boolean => wholeValue(facts.payload.document, name) !== null;
  if (envelope.selective !== null || says("_sd") || says("_sd_alg"))
    for (const { name, nameRange } of facts.header.object?.members ?? [])
      if (SELECTIVE_MEMBERS.includes(name))
        say("error", "protected", { args: { name }, place: at("header", nameRange), class: "sd-jwt" });
  if (!isJson) return;
  const behind = /^\s*~/.exec(token.text.slice(envelope.json.root?.range.end ?? 0));
  if (behind)
    say("error", "tilde", {
      place: at("token", { start: envelope.json.root!.range.end, end: token.text.length }),
      class: "sd-jwt",
    });
  const [first, ...later] = jsonSeals(token).envelope.seals.map(({ unprotected }) => unprotected);
  if (first) checkTypes(first, say);
  for (const [index, header] of later.entries())
    for (const { name, nameRange } of header?.members ?? [])
      if (SELECTIVE_MEMBERS.includes(name))
        say("error", "later", {
          args: { name, position: index + 2 },
          place: at("token", nameRange),
          class: "sd-jwt",
        });
}

function checkTypes(header: JsonObject, say: Say<typeof shapeWords>): void {
  const listed = lastMember(header, "disclosures")?.value;
  const strange = listed?.type === "array" ? listed.items.find(({ type }) => type !== "string") : listed;
  if (strange) say("error", "list", { place: at("token", strange.range), class: "sd-jwt" });
  const bound = lastMember(header, "kb_jwt")?.value;
  if (bound && bound.type !== "string")
    say("error", "key-binding", { place: at("token", bound.range), class: "sd-jwt" });
}

/** The claims that RFC 9901 section 9.7 counts among those that decide validity. */
const VALIDITY: readonly string[] = ["iss", "aud", "exp", "nbf", "cnf"];
/** The claims that a credential must have in the payload itself (SD-JWT VC, Registered JWT Claims). */
const IN_CREDENTIAL: readonly string[] = ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"];

/** The holder must not be able to hide claims that decide validity. */
export const disclosableValidity = defineRule({
  id: "disclosable-validity",
  spec: "RFC 9901 section 9.7, SD-JWT VC",
  words: {
    validity: (a: Args<"name">) => [
      `The holder can hide ${a.name}`,
      "A claim that decides whether the token is valid must be in the payload itself: presented without it, the token may be accepted (RFC 9901 section 9.7).",
    ],
    credential: (a: Args<"name">) => [
      `${a.name} must not be selectively disclosable`,
      "An SD-JWT VC has it in the payload itself; verifiers reject one that has it in a disclosure (SD-JWT VC, Registered JWT Claims).",
    ],
  },
  look: ({ claims, headerValue }, say) => {
    const typ = headerValue("typ");
    const isCredential = typ?.type === "string" && ["dc+sd-jwt", "vc+sd-jwt"].includes(mediaTypeName(typ.value));
    for (const { name, nameRange } of claims.root?.type === "object" ? claims.root.members : []) {
      if (disclosureOf(nameRange) === null) continue;
      const details = { args: { name }, place: at("payload", nameRange), class: "sd-jwt" };
      if (isCredential && IN_CREDENTIAL.includes(name)) say("error", "credential", details);
      else if (VALIDITY.includes(name)) say("warn", "validity", details);
    }
  },
});

const digestWords = {
  unmatched: [
    "No digest matches this disclosure",
    "A verifier must reject the whole SD-JWT: the digest is neither in the signed payload nor in another disclosure (RFC 9901 section 7.1).",
  ],
  duplicate: [
    "A disclosure appears twice",
    "One digest stands for one disclosure. Leave the second one out (RFC 9901 section 7.1).",
  ],
  repeated: (a: Args<"digest">) => [
    "A digest appears twice",
    `A verifier must reject the whole SD-JWT: ${a.digest} occurs more than once (RFC 9901 section 7.1).`,
  ],
  taken: (a: Args<"name">) => [
    `The claim ${a.name} is already there`,
    "A disclosure must not replace a claim next to its digest: a verifier must reject the whole SD-JWT (RFC 9901 section 7.1).",
  ],
  misplaced: [
    "A disclosure does not fit the place of its digest",
    "A digest in _sd covers salt, name and value; one in an array covers salt and value (RFC 9901 section 7.1).",
  ],
  unknown: (a: Args<"hash">) => [
    "The digests were not compared",
    `This page does not compute ${a.hash}, so it cannot tell whether the disclosures belong to this token.`,
  ],
  "sd-hash": [
    "The key binding was made for another presentation",
    "Its sd_hash is not the digest of this SD-JWT: the issuer's JWT or the disclosures have changed since the holder signed (RFC 9901 section 4.3.1). A new one needs the holder's key.",
    "Write the new sd_hash",
  ],
  "no-sd-hash": [
    "The key binding does not say what it binds",
    "sd_hash is missing: the digest of the issuer's JWT and the disclosures in the compact form (RFC 9901 section 4.3).",
  ],
} as const satisfies Vocabulary;

/** Each disclosure is named by one digest, and the key binding by its `sd_hash` belongs to exactly these. */
export const disclosureDigests = defineRule({
  id: "disclosure-digests",
  spec: "RFC 9901 sections 4.3.1 and 7.1",
  words: digestWords,
  look: ({ envelope, payload, token }, say) => {
    const selective = envelope?.selective;
    if (!selective || payload.object === null || payload.document.problems.length > 0) return;
    const { disclosures, repeated, claims } = openDisclosures(payload.document, selective);
    const hash = hashName(payload.document);
    for (const { state, range, isTaken, isMisplaced, name } of disclosures) {
      const place = at("token", range);
      if (state === "unmatched" || state === "duplicate") say("error", state, { place, class: "sd-jwt" });
      if (isTaken) say("error", "taken", { args: { name: name ?? "" }, place, class: "sd-jwt" });
      if (isMisplaced) say("error", "misplaced", { place, class: "sd-jwt" });
    }
    for (const { digest, range } of repeated)
      say("error", "repeated", {
        args: { digest: digest.slice(0, 50) },
        place: range && at("payload", range),
        class: "sd-jwt",
      });
    if (claims === null && hash !== null && REGISTERED.has(hash) && disclosures.length > 0)
      say("warn", "unknown", { args: { hash }, class: "sd-jwt" });
    checkBinding(token, hash, say);
  },
});

function checkBinding(token: ParsedToken, hash: string | null, say: Say<typeof digestWords>): void {
  const binding = bindingOf(token);
  if (binding === null) return;
  const digest = digestOf(compactSdJwt(token) ?? "", hash);
  const said = lastMember(binding.claims, "sd_hash")?.value;
  const details = { place: at("token", binding.range), class: "sd-jwt" };
  if (said === undefined) say("error", "no-sd-hash", details);
  else if (digest !== null && !(said.type === "string" && said.value === digest))
    say("error", "sd-hash", { ...details, fix: { kind: "bind-anew" } });
}

/** The key binding of an SD-JWT with its claims; null where it has none that can be read. */
function bindingOf(token: ParsedToken): { readonly range: Range; readonly claims: JsonObject } | null {
  const binding = selectiveOf(token)?.binding ?? null;
  if (binding === null || !isKeyBinding(binding.text)) return null;
  const { payload } = parseToken(binding.text);
  const claims = payload && wholeObject(payload.json);
  return claims && { range: binding.range, claims };
}
