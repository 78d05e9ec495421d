import type { JsonEnvelope, ParsedToken } from "../../envelope/types.ts";
import { ABSENT_IF_EMPTY, isProtectedOnly, jsonSeals, MOST_SEALS } from "../../envelope/json-seals.ts";
import { hasUnencodedPayload, parseToken } from "../../envelope/parse.ts";
import { removeMember } from "../../json/edit.ts";
import { MAX_JSON_DEPTH } from "../../json/parse.ts";
import { lastMember, stringMember, wholeValue } from "../../json/query.ts";
import { duplicateMembers } from "../../json/duplicates.ts";
import type { JsonMember, JsonNode, JsonObject } from "../../json/types.ts";
import { isStrictBase64Url } from "../../text/base64url.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at } from "../support/facts.ts";
import type { Fix } from "../types.ts";
import { plural, type Args, type Vocabulary } from "../support/words.ts";

const JWS_MEMBERS = ["payload", "signature", "protected"];
const JWE_MEMBERS = ["protected", "encrypted_key", "iv", "ciphertext", "tag", "aad"];

/** The JSON Serialization: shown, and read by few JWT libraries. */
export const jsonSerialization = defineRule({
  id: "IN-17",
  spec: "RFC 7515 section 7.2, RFC 7516 section 7.2",
  words: {
    jws: (a: Args<"form" | "count">) => [
      `JWS JSON Serialization, ${a.form}, ${plural(a.count, "signature")}`,
      "Most JWT libraries read the compact form only (RFC 7519 section 1).",
    ],
    jwe: (a: Args<"form" | "count">) => [
      `JWE JSON Serialization, ${a.form}, ${plural(a.count, "recipient")}`,
      "Most JWT libraries read the compact form only (RFC 7519 section 1).",
    ],
  },
  look: ({ envelope }, say) => {
    if (envelope?.form !== "jws-json" && envelope?.form !== "jwe-json") return;
    const { form, list } = envelope;
    say("info", form === "jws-json" ? "jws" : "jwe", {
      args: { form: list ? "general" : "flattened", count: list?.type === "array" ? list.items.length : 1 },
      class: "ok",
    });
  },
});

const jsonFormWords = {
  json: ["The JSON of this token does not parse", "It breaks at the marked place."],
  deep: [
    "The JSON of this token is nested too deeply",
    `More than ${MAX_JSON_DEPTH} levels are not read: deep nesting can exhaust a parser.`,
  ],
  duplicate: (a: Args<"name">) => [
    `Member "${a.name}" appears more than once`,
    "Readers differ in which one they take.",
  ],
  missing: (a: Args<"name">) => [
    `${a.name} is missing`,
    "The JSON Serialization requires it (RFC 7515 section 7.2, RFC 7516 section 7.2).",
  ],
  type: (a: Args<"name">) => [`${a.name} is not a string`, "It must be base64url in a string."],
  base64url: (a: Args<"name">) => [
    `${a.name} is not base64url`,
    "It must be base64url without padding (RFC 7515 section 2).",
  ],
  unencoded: [
    "payload is not base64url",
    "It may be unencoded only if b64 is false in the protected header and crit lists b64 (RFC 7797 sections 3 and 6).",
  ],
  empty: (a: Args<"name">) => [
    `${a.name} is an empty string`,
    "An empty member must be left out (RFC 7515 section 7.2.1, RFC 7516 section 7.2.1). Some readers treat it as absent and others refuse the token, so it is malformed here. Removing it changes nothing that is signed or encrypted.",
    `Remove ${a.name}`,
  ],
  nothing: [
    "It contains no ciphertext",
    "ciphertext is empty. With AES-GCM that is possible for empty content, which is not a claims set; with AES-CBC it is not, since padding alone takes a block. The ciphertext may have been lost on the way.",
  ],
  "empty-header": (a: Args<"name">) => [
    `${a.name} is an empty object`,
    "An unprotected header without members must be left out (RFC 7515 section 7.2.1, RFC 7516 section 7.2.1). Most readers treat it as absent.",
    `Remove ${a.name}`,
  ],
  entries: (a: Args<"name">) => [
    `${a.name} is not a list of objects`,
    "It must be an array with at least one object (RFC 7515 section 7.2.1).",
  ],
  both: (a: Args<"name" | "list">) => [
    `${a.name} and ${a.list} appear together`,
    "The flattened form has one, the general form the other, never both (RFC 7515 section 7.2.2).",
  ],
  entry: (a: Args<"name">) => [
    `An entry of ${a.name} is not an object`,
    "Each is an object with its own signature or encrypted key.",
  ],
  protected: [
    "protected does not decode to a JSON object",
    "It is the base64url of the protected header (RFC 7515 section 7.2.1).",
  ],
  segments: [
    "The three segments of a token are members of a JSON object",
    "header, payload and signature are encoded as in a compact token, and no serialization looks like this (RFC 7515 section 7). Joined by dots they are the token.",
    "Join them",
  ],
  header: (a: Args<"name">) => [`${a.name} is not an object`, "Unprotected header parameters are a plain JSON object."],
  shared: (a: Args<"name">) => [
    `${a.name} is in two headers`,
    "Protected and unprotected headers must not share a member (RFC 7515 section 7.2.1).",
  ],
  exposed: (a: Args<"name">) => [
    `${a.name} is not protected`,
    "It says how to read the protected bytes, so it must be in the protected header (RFC 7515 section 4.1.11, RFC 7516 section 4.1.3, RFC 7797 section 3).",
  ],
  "exposed-b64": [
    "b64 is not protected",
    "It says how to read the payload, so it must be in the protected header, and listed in crit (RFC 7797 sections 3 and 6).",
  ],
  differ: (a: Args<"name">) => [
    `${a.name} is not the same everywhere`,
    "All signatures cover one payload and all recipients decrypt one content, so each must read it in the same way (RFC 7797 section 3, RFC 7516 section 7.2.1).",
  ],
  many: (a: Args<"count" | "most">) => [
    `${a.count} of them are not checked`,
    `Only the first ${a.most} are read and checked here; nothing is known about the rest.`,
  ],
  alg: ["No header says alg", "One of them must (RFC 7515 section 4.1.1)."],
} satisfies Vocabulary;

/** The members of the JSON Serialization have the shapes of RFC 7515 section 7.2 and RFC 7516 section 7.2. */
export const jsonForm = defineRule({
  id: "json-form",
  spec: "RFC 7515 section 7.2, RFC 7516 section 7.2",
  words: jsonFormWords,
  look: ({ token, envelope }, say) => {
    if (envelope?.form !== "jws-json" && envelope?.form !== "jwe-json") return;
    const isJwe = envelope.form === "jwe-json";
    const { list: entries } = envelope;
    const { root, problems } = envelope.json;
    const [problem] = problems;
    if (problem)
      say("error", problem.code === "depth" ? "deep" : "json", {
        place: at("token", problem.range),
        class: "json-form",
      });
    if (root?.type !== "object") return;
    const joined = segmentsIn(root);
    if (joined !== null) {
      say("error", "segments", {
        place: at("token", root.range),
        class: "json-form",
        fix: { kind: "replace-all", pane: "token", text: joined },
      });
      return;
    }
    for (const { name, members } of duplicateMembers(root)) {
      const last = members.at(-1);
      if (last)
        say("security", "duplicate", { args: { name }, place: at("token", last.nameRange), class: "duplicate-key" });
    }
    // An unencoded payload appears as it is (RFC 7797).
    const isPlain = envelope.seals.some(({ protected: header }) => header !== null && hasUnencodedPayload(header));
    const saysPlain = token.seal !== undefined && isFalse(wholeValue(token.seal.joined.json, "b64"));
    const payload = isPlain ? "plain" : saysPlain ? "meant plain" : "encoded";
    checkMembers(token.text, root, isJwe ? JWE_MEMBERS : JWS_MEMBERS, say, payload);
    const required = isJwe ? ["ciphertext"] : entries ? [] : ["signature"];
    for (const name of required) {
      if (!lastMember(root, name))
        say("error", "missing", { args: { name }, place: at("token", root.range), class: "json-form" });
    }
    if (isJwe)
      for (const name of ["iv", "tag"]) {
        if (!lastMember(root, name))
          say("error", "missing", { args: { name }, place: at("token", root.range), class: "json-form" });
      }
    if (entries) checkEntries(token.text, root, entries, isJwe, say);
    const read = envelope.seals.slice(0, MOST_SEALS);
    for (const seal of read) checkHeaders(token.text, root, seal, envelope.form, say);
    checkTogether(token, say);
    const next = envelope.seals[MOST_SEALS];
    if (next) {
      say("warn", "many", {
        args: { count: (envelope.seals.length - MOST_SEALS).toLocaleString("en"), most: MOST_SEALS },
        place: at("token", next.entry.range),
      });
    }
  },
  // A misplaced b64 explains why crit does not list it and why the payload cannot be read.
  explains: [
    { as: ["segments"], rules: ["IN-17"] },
    { as: ["exposed-b64"], rules: ["HDR-06/not-critical", "json-form/unencoded", "IN-16"] },
  ],
});

const isFalse = (node: JsonNode | null): boolean => node?.type === "boolean" && node.value === false;

/** The fix that removes a member; null if it cannot be removed on its own. */
function without(text: string, member: JsonMember): Fix | null {
  const edit = removeMember(text, member);
  return edit && { kind: "replace-many", pane: "token", edits: [edit] };
}

/** Members that are base64url in strings. Empty ones must be left out, except payload, ciphertext and signature. */
function checkMembers(
  text: string,
  object: JsonObject,
  names: readonly string[],
  say: Say<typeof jsonFormWords>,
  payload: "plain" | "meant plain" | "encoded" = "encoded",
): void {
  for (const name of names) {
    const member = lastMember(object, name);
    if (!member) continue;
    const { value } = member;
    if (value.type === "string" && value.value === "" && ABSENT_IF_EMPTY.includes(name)) {
      say("error", "empty", {
        args: { name },
        place: at("token", member.range),
        class: "json-form",
        fix: without(text, member),
      });
      continue;
    }
    if (name === "ciphertext" && value.type === "string" && value.value === "")
      say("warn", "nothing", { place: at("token", member.range), class: "json-form" });
    const isPayload = name === "payload" && value.type === "string";
    const strict = value.type === "string" && ((payload === "plain" && isPayload) || isStrictBase64Url(value.value));
    if (!strict && isPayload && payload === "meant plain")
      say("error", "unencoded", { place: at("token", value.range), class: "json-form" });
    else if (!strict)
      say("error", value.type === "string" ? "base64url" : "type", {
        args: { name },
        place: at("token", value.range),
        class: "json-form",
      });
  }
}

function checkEntries(
  text: string,
  root: JsonObject,
  entries: JsonNode,
  isJwe: boolean,
  say: Say<typeof jsonFormWords>,
): void {
  const name = isJwe ? "recipients" : "signatures";
  if (entries.type !== "array" || entries.items.length === 0) {
    say("error", "entries", { args: { name }, place: at("token", entries.range), class: "json-form" });
    return;
  }
  // RFC 7515 section 7.2.2: the flattened members must not appear together with the array.
  for (const beside of isJwe ? ["encrypted_key", "header"] : ["signature", "protected", "header"]) {
    const member = lastMember(root, beside);
    if (member)
      say("error", "both", {
        args: { name: beside, list: name },
        place: at("token", member.range),
        class: "json-form",
      });
  }
  for (const entry of entries.items) {
    if (entry.type !== "object") {
      say("error", "entry", { args: { name }, place: at("token", entry.range), class: "json-form" });
      continue;
    }
    checkMembers(text, entry, isJwe ? ["encrypted_key"] : ["protected", "signature"], say);
    if (!isJwe && !lastMember(entry, "signature")) {
      say("error", "missing", { args: { name: "signature" }, place: at("token", entry.range), class: "json-form" });
    }
  }
}

/** Parameters that say how to read the content must be the same for all signatures or recipients. */
function checkTogether(token: ParsedToken, say: Say<typeof jsonFormWords>): void {
  const { envelope, differing } = jsonSeals(token);
  if (differing === null) return;
  const { name, index } = differing;
  const range = envelope.seals[index]!.entry.range;
  say("error", "differ", { args: { name }, place: at("token", range), class: "json-form" });
}

/** The compact token whose segments are strings in an object; null if they are not, or its header is not one. */
function segmentsIn(root: JsonObject): string | null {
  const [header, ...others] = ["header", "payload", "signature"].map((name) => {
    const value = lastMember(root, name)?.value;
    return value?.type === "string" && /^[\w-]+$/.test(value.value) ? value.value : null;
  });
  if (!header || others.includes(null) || lastMember(root, "protected")) return null;
  const token = [header, ...others].join(".");
  const read = parseToken(token).header;
  return read === null || stringMember(read.json, "alg") === null ? null : token;
}

/** Headers are objects, say `alg` between them, and share no member (RFC 7515 section 7.2.1, RFC 7516 section 7.2.1). */
function checkHeaders(
  text: string,
  root: JsonObject,
  { entry, protected: decoded }: JsonEnvelope["seals"][number],
  form: JsonEnvelope["form"],
  say: Say<typeof jsonFormWords>,
): void {
  const names = new Set<string>();
  if (decoded?.root?.type === "object" && decoded.problems.length === 0) {
    for (const { name } of decoded.root.members) names.add(name);
  } else if (decoded !== null) {
    const encoded = lastMember(entry, "protected") ?? lastMember(root, "protected");
    say("error", "protected", { place: at("token", encoded?.value.range ?? entry.range), class: "json-form" });
  }
  const plain = [lastMember(root, "unprotected"), lastMember(entry, "header")];
  for (const member of plain) {
    if (!member) continue;
    if (member.value.type !== "object") {
      say("error", "header", {
        args: { name: member.name },
        place: at("token", member.value.range),
        class: "json-form",
      });
      continue;
    }
    if (member.value.members.length === 0) {
      say("warn", "empty-header", {
        args: { name: member.name },
        place: at("token", member.range),
        class: "json-form",
        fix: without(text, member),
      });
    }
    // A name that appears twice in one header is reported as a duplicate.
    const before = new Set(names);
    for (const { name, nameRange } of member.value.members) {
      if (before.has(name))
        say("error", "shared", { args: { name }, place: at("token", nameRange), class: "json-form" });
      names.add(name);
      if (name === "b64" && isProtectedOnly(form, name))
        say("error", "exposed-b64", { place: at("token", nameRange), class: "b64" });
      else if (isProtectedOnly(form, name))
        say("error", "exposed", {
          args: { name },
          place: at("token", nameRange),
          class: name === "zip" ? "jwe-zip" : "crit",
        });
    }
  }
  if (!names.has("alg")) say("error", "alg", { place: at("token", entry.range), class: "alg-missing" });
}
