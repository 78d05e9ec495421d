import { startsLikeHeader } from "../../envelope/form.ts";
import { isKeyBinding } from "../../envelope/selective.ts";
import { lastMember } from "../../json/query.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import type { Range } from "../../text/range.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";

/** A JSON form that is also a compact token to a reader that splits it at its dots. */
export const jsonPolyglot = defineRule({
  id: "json-polyglot",
  spec: "RFC 7515 section 7.2, CVE-2022-39227",
  words: {
    claims: (a: { readonly claims: string }) => [
      "Read as a compact token, this text has other claims",
      `The JSON form ignores this text, as RFC 7515 section 7.2 says. Code that splits the text at its dots reads ${a.claims} instead of what is signed. Accept only one form, and use the claims that verification returns.`,
    ],
  },
  look: ({ token: { text }, envelope }, say) => {
    if (envelope?.form !== "jws-json" && envelope?.form !== "jwe-json") return;
    const range = secondSegment(text);
    if (range === null) return;
    const { root } = envelope.json;
    const payload = root?.type === "object" ? lastMember(root, "payload")?.value.range : undefined;
    // In an unencoded payload (RFC 7797) it is signed with the rest of it.
    if (payload && payload.start <= range.start && range.end <= payload.end) return;
    // The key binding of an SD-JWT has its place there (RFC 9901 section 8.1).
    const binding = envelope.selective?.binding;
    const isBound = binding && binding.range.start <= range.start && range.end <= binding.range.end;
    if (isBound && isKeyBinding(binding.text)) return;
    const claims = decodeUtf8(decodeBase64Url(text.slice(range.start, range.end)).bytes).text;
    if (startsLikeHeader(claims)) {
      say("security", "claims", { args: { claims: excerpt(claims) }, place: at("token", range) });
    }
  },
});

/** The text between the first two dots; null if there are fewer. */
function secondSegment(text: string): Range | null {
  const first = text.indexOf(".");
  const second = first < 0 ? -1 : text.indexOf(".", first + 1);
  return second < 0 ? null : { start: first + 1, end: second };
}
