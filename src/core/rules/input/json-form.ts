import { parseJson } from "../../json/parse.ts";
import { duplicateMembers, lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { decodeBase64Url, isStrictBase64Url } from "../../text/base64url.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at } from "../support/facts.ts";

const JWS_MEMBERS = ["payload", "signature", "protected"];
const JWE_MEMBERS = ["protected", "encrypted_key", "iv", "ciphertext", "tag", "aad"];

/** The JSON Serialization: shown, and read by few JWT libraries. */
export const jsonSerialization = defineRule(
  "IN-17",
  ["token"],
  "RFC 7515 section 7.2, RFC 7516 section 7.2",
  ({ token }, say) => {
    if (token.form !== "jws-json" && token.form !== "jwe-json") return;
    const { root } = parseJson(token.text);
    if (root?.type !== "object") return;
    const list = lastMember(root, token.form === "jws-json" ? "signatures" : "recipients")?.value;
    say("info", token.form === "jws-json" ? "jws" : "jwe", {
      args: { form: list ? "general" : "flattened", count: list?.type === "array" ? list.items.length : 1 },
      class: "ok",
    });
  },
);

/** The members of the JSON Serialization have the shapes of RFC 7515 section 7.2 and RFC 7516 section 7.2. */
export const jsonForm = defineRule(
  "json-form",
  ["token"],
  "RFC 7515 section 7.2, RFC 7516 section 7.2",
  ({ token }, say) => {
    const isJwe = token.form === "jwe-json";
    if (!isJwe && token.form !== "jws-json") return;
    const { root, problems } = parseJson(token.text);
    const [problem] = problems;
    if (problem) say("error", "json", { place: at("token", problem.range), class: "json-form" });
    if (root?.type !== "object") return;
    for (const { name, members } of duplicateMembers(root)) {
      const last = members.at(-1);
      if (last)
        say("security", "duplicate", { args: { name }, place: at("token", last.nameRange), class: "duplicate-key" });
    }
    const entries = lastMember(root, isJwe ? "recipients" : "signatures")?.value;
    checkMembers(root, isJwe ? JWE_MEMBERS : JWS_MEMBERS, say);
    const required = isJwe ? ["ciphertext"] : ["payload", ...(entries ? [] : ["signature"])];
    for (const name of required) {
      if (!lastMember(root, name))
        say("error", "missing", { args: { name }, place: at("token", root.range), class: "json-form" });
    }
    if (isJwe)
      for (const name of ["iv", "tag"]) {
        if (!lastMember(root, name))
          say("error", "missing", { args: { name }, place: at("token", root.range), class: "json-form" });
      }
    if (entries) checkEntries(root, entries, isJwe, say);
    else checkHeaders(root, root, say);
  },
);

/** Base64url in strings. An empty Encrypted Key, IV or payload is spelled by leaving the member out, but for the payload. */
function checkMembers(object: JsonObject, names: readonly string[], say: Say): void {
  for (const name of names) {
    const member = lastMember(object, name);
    if (!member) continue;
    const { value } = member;
    const strict =
      value.type === "string" && isStrictBase64Url(value.value) && (value.value !== "" || name === "payload");
    if (!strict)
      say("error", value.type === "string" ? "base64url" : "type", {
        args: { name },
        place: at("token", value.range),
        class: "json-form",
      });
  }
}

function checkEntries(root: JsonObject, entries: JsonNode, isJwe: boolean, say: Say): void {
  const name = isJwe ? "recipients" : "signatures";
  if (entries.type !== "array" || entries.items.length === 0) {
    say("error", "entries", { args: { name }, place: at("token", entries.range), class: "json-form" });
    return;
  }
  // RFC 7515 section 7.2.2: the flattened members must not stand beside the array.
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
    checkMembers(entry, isJwe ? ["encrypted_key"] : ["protected", "signature"], say);
    if (!isJwe && !lastMember(entry, "signature")) {
      say("error", "missing", { args: { name: "signature" }, place: at("token", entry.range), class: "json-form" });
    }
    checkHeaders(root, entry, say);
  }
}

/** Headers are objects, say `alg` between them, and share no member (RFC 7515 section 7.2.1, RFC 7516 section 7.2.1). */
function checkHeaders(root: JsonObject, entry: JsonObject, say: Say): void {
  const encoded = (lastMember(entry, "protected") ?? lastMember(root, "protected"))?.value;
  const names = new Set<string>();
  if (encoded?.type === "string" && encoded.value !== "") {
    const decoded = parseJson(decodeUtf8(decodeBase64Url(encoded.value).bytes).text);
    if (decoded.root?.type !== "object" || decoded.problems.length > 0) {
      say("error", "protected", { place: at("token", encoded.range), class: "json-form" });
    } else {
      for (const { name } of decoded.root.members) names.add(name);
    }
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
    for (const { name, nameRange } of member.value.members) {
      if (names.has(name))
        say("error", "shared", { args: { name }, place: at("token", nameRange), class: "json-form" });
      names.add(name);
      if (name === "crit") say("error", "crit", { place: at("token", nameRange), class: "crit" });
    }
  }
  if (!names.has("alg")) say("error", "alg", { place: at("token", entry.range), class: "alg-missing" });
}
