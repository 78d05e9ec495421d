import { CLAIMS } from "../../registry/claims.ts";
import { TIME_CLAIMS } from "../../registry/time-claims.ts";
import { hasKind, KIND_WORDS, typeWords } from "../../registry/value-kind.ts";
import type { JsonNode } from "../../json/types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

function claim(facts: Facts, name: string): JsonNode | null {
  return facts.payloadValue(name);
}

/** `sub` is a string. */
export const subject = defineRule({
  id: "CLM-12",
  spec: "RFC 7519 section 4.1.2",
  words: {
    sub: (a: Args<"type">) => [
      `sub is ${a.type}, not a string`,
      "It must be a string (RFC 7519 section 4.1.2); PyJWT and others refuse the token otherwise.",
      "Put it in quotes",
    ],
  },
  look: (facts, say) => {
    const sub = claim(facts, "sub");
    if (!sub || sub.type === "string") return;
    const { text } = facts.claims;
    say("warn", "sub", {
      args: { type: typeWords(sub) },
      place: at("payload", sub.range),
      class: "claim-type",
      fix:
        sub.type === "number"
          ? {
              kind: "replace",
              place: at("payload", sub.range),
              insert: `"${text.slice(sub.range.start, sub.range.end)}"`,
            }
          : null,
    });
  },
});

/** `aud` must be a string or an array of strings. */
export const audience = defineRule({
  id: "CLM-06",
  spec: "RFC 7519 section 4.1.3",
  words: {
    aud: (a: Args<"type">) => [
      `aud is ${a.type}`,
      "It must be a string or an array of strings (RFC 7519 section 4.1.3).",
    ],
  },
  look: (facts, say) => {
    const aud = claim(facts, "aud");
    if (!aud || hasKind(aud, "string|strings")) return;
    say("warn", "aud", { args: { type: typeWords(aud) }, place: at("payload", aud.range), class: "claim-type" });
  },
});

/** Claims whose type an issuer documents differently from the registry, for all its tokens. */
const DOCUMENTED: readonly (readonly [iss: RegExp, name: string, is: (value: JsonNode) => boolean])[] = [
  // Supabase, JWT claims reference: objects with method and timestamp.
  [
    /\.supabase\.(?:co|in)\/auth\/v1$/,
    "amr",
    (value) => value.type === "array" && value.items.every(({ type }) => type === "object"),
  ],
  // Apple, Authenticating users: "true" and "false" as strings too.
  [
    /^https:\/\/appleid\.apple\.com$/,
    "email_verified",
    (value) => value.type === "string" && /^(?:true|false)$/.test(value.value),
  ],
];

const APART = new Set<string>(["sub", "aud", ...TIME_CLAIMS.map((row) => row.claim)]);

/** Every other registered claim whose JSON type its specification settles. */
export const claimTypes = defineRule({
  id: "claim-type",
  spec: "RFC 7519 section 4, IANA JSON Web Token Claims",
  words: {
    type: (a: Args<"name" | "type" | "expected" | "spec">) => [
      `${a.name} is ${a.type}, not ${a.expected}`,
      `${a.spec} defines its type. Readers that rely on it may reject the token.`,
    ],
  },
  look: ({ claims, payloadValue, headerValue }, say) => {
    const typ = headerValue("typ");
    const iss = payloadValue("iss");
    const issuer = iss?.type === "string" ? iss.value : "";
    const isDocumented = (claimed: string, value: JsonNode): boolean =>
      DOCUMENTED.some(([from, known, is]) => known === claimed && from.test(issuer) && is(value));
    const isCredential = payloadValue("vct") !== null || (typ?.type === "string" && /sd-jwt$/i.test(typ.value));
    for (const { name, value } of claims.root?.type === "object" ? claims.root.members : []) {
      const row = CLAIMS.get(name);
      if (row?.kind === undefined || APART.has(name) || hasKind(value, row.kind)) continue;
      // A common word: only in a credential is it the registered claim for certain.
      if (name === "status" && !isCredential) continue;
      if (isDocumented(name, value)) continue;
      say("warn", "type", {
        args: { name, type: typeWords(value), expected: KIND_WORDS[row.kind], spec: row.spec },
        place: at("payload", value.range),
        class: "claim-type",
      });
    }
  },
});

/** A claim that has a deciding name's look without being it, in `sub` and the like, is `look-alike`'s; this one is about white space. */
export const spacedSubject = defineRule({
  id: "CLM-14",
  spec: "RFC 7519 section 4.1.2",
  words: {
    space: (a: Args<"sub">) => [
      `sub starts or ends with whitespace`,
      `"${a.sub}" is compared byte by byte, so it does not match the trimmed name.`,
    ],
  },
  look: (facts, say) => {
    const sub = claim(facts, "sub");
    if (sub?.type === "string" && sub.value !== sub.value.trim()) {
      say("warn", "space", { args: { sub: excerpt(sub.value, 40) }, place: at("payload", sub.range) });
    }
  },
});
