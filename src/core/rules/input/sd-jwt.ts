import { jsonSeals } from "../../envelope/json-seals.ts";
import { disclosureOf, isDisclosure, openDisclosures } from "../../envelope/disclosures.ts";
import { isKeyBinding, SELECTIVE_MEMBERS } from "../../envelope/selective.ts";
import { lastMember, wholeValue } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import { mediaTypeName } from "../../registry/media-types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
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
    if (!selective || selective.isAttestation) return;
    const { disclosures, binding } = selective;
    const isBound = binding !== null && isKeyBinding(binding.text);
    const inCompact = isBound ? "bound" : "plain";
    const inJson = isBound ? "bound-in-json" : "in-json";
    say("info", envelope.form === "sd-jwt" ? inCompact : inJson, { args: { count: disclosures.length }, class: "ok" });
  },
});

/** The hashes of the IANA registry "Named Information Hash Algorithm", whether or not this page computes them. */
export const REGISTERED: ReadonlySet<string> = new Set(
  (
    "sha-256 sha-256-128 sha-256-120 sha-256-96 sha-256-64 sha-256-32 sha-384 sha-512 " +
    "sha3-224 sha3-256 sha3-384 sha3-512 blake2s-256 blake2b-256 blake2b-512 k12-256 k12-512"
  ).split(" "),
);

const shapeWords = {
  hash: [
    "_sd_alg does not name a known hash",
    "It must be a name of the IANA hash registry, such as sha-256 (RFC 9901 section 4.1.1).",
  ],
  "hash-spelled": (a: Args<"said" | "name">) => [
    `_sd_alg must be ${a.name}`,
    `${a.said} is not in the IANA hash registry. Names are compared character by character, so verifiers reject the SD-JWT (RFC 9901 section 4.1.1).`,
    "Write the registered name",
  ],
  "no-vct": [
    "The credential does not say its type: vct is missing",
    "An SD-JWT VC must have vct in its payload, and verifiers reject one without it (SD-JWT VC, Registered JWT Claims).",
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
 * Disclosures are base64url of JSON arrays of two or three elements, the key binding is a JWT of its own, and in JSON
 * both are in the first unprotected header.
 */
export const sdJwtShape = defineRule({
  id: "sd-jwt",
  spec: "RFC 9901 sections 4.1.1, 4.2, 4.3 and 8",
  words: shapeWords,
  look: (facts, say) => {
    const { envelope } = facts;
    const algorithm = wholeValue(facts.payload.document, "_sd_alg");
    if (algorithm && !(algorithm.type === "string" && REGISTERED.has(algorithm.value))) {
      const place = at("payload", algorithm.range);
      const name = algorithm.type === "string" ? registeredName(algorithm.value) : null;
      if (algorithm.type !== "string" || name === null) say("error", "hash", { place, class: "sd-jwt" });
      else
        say("error", "hash-spelled", {
          args: { said: excerpt(algorithm.value, 40), name },
          place,
          class: "sd-jwt",
          fix: { kind: "replace", place, insert: JSON.stringify(name) },
        });
    } else if (algorithm?.type === "string" && algorithm.value !== "sha-256") {
      say("info", "other-hash", {
        args: { hash: algorithm.value },
        place: at("payload", algorithm.range),
        class: "sd-jwt",
      });
    }
    if (isCredential(facts) && facts.payload.object !== null && facts.lacks("payload", "vct"))
      say("error", "no-vct", { class: "sd-jwt" });
    checkMembers(facts, say);
    const selective = envelope?.selective;
    if (!selective || selective.isAttestation) return;
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

/** The hash that a name means in another spelling: SHA-256, sha256, SHA_256, SHA3-256. */
function registeredName(said: string): string | null {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[-_ /]/g, "");
  return [...REGISTERED].find((name) => bare(name) === bare(said)) ?? null;
}

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

/**
 * Whether `typ` is that of an SD-JWT VC, by its name today or the one it had before. That older one is now the `typ` of a W3C credential,
 * which has `@context` and no `vct` (Securing Verifiable Credentials using JOSE and COSE, section 3.2).
 */
function isCredential({ headerValue, payloadValue }: Facts): boolean {
  const typ = headerValue("typ");
  const name = typ?.type === "string" ? mediaTypeName(typ.value) : "";
  return name === "dc+sd-jwt" || (name === "vc+sd-jwt" && payloadValue("@context") === null);
}

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
  look: (facts, say) => {
    const { claims } = facts;
    const ofCredential = isCredential(facts);
    for (const { name, nameRange } of claims.root?.type === "object" ? claims.root.members : []) {
      if (disclosureOf(nameRange) === null) continue;
      const details = { args: { name }, place: at("payload", nameRange), class: "sd-jwt" };
      if (ofCredential && IN_CREDENTIAL.includes(name)) say("error", "credential", details);
      else if (VALIDITY.includes(name)) say("warn", "validity", details);
    }
  },
});
