import { HEADER_PARAMETERS } from "../../registry/header-parameters.ts";
import { EXTENSIONS } from "../../registry/extensions.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import type { Fix } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import { type Args } from "../support/words.ts";
import { criticalNames } from "./extensions.ts";

/** `crit` names extensions that must be understood; it has a strict shape. */
export const critical = defineRule({
  id: "HDR-05",
  spec: "RFC 7515 section 4.1.11",
  words: {
    shape: [
      "crit is not a list of names",
      "It must be an array of one or more strings (RFC 7515 section 4.1.11), or the token is refused.",
    ],
    twice: (a: Args<"name">) => [
      `crit lists ${a.name} twice`,
      "Each name may appear only once (RFC 7515 section 4.1.11).",
    ],
    absent: (a: Args<"name">) => [
      `crit lists ${a.name}, which is not in the header`,
      "Every name in it must be a member of the same header (RFC 7515 section 4.1.11).",
    ],
    standard: (a: Args<"name">) => [
      `crit lists ${a.name}, which is not an extension`,
      "Names that the standard itself defines must not be listed (RFC 7515 section 4.1.11).",
    ],
    unknown: (a: Args<"name">) => [
      `crit requires ${a.name} to be understood`,
      "A verifier that does not implement it must refuse the token (RFC 7515 section 4.1.11). This page does not implement it.",
    ],
  },
  look: (facts, say) => {
    const member = facts.headerValue("crit");
    if (!member || !facts.header.object) return;
    const place = at("header", member.range);
    if (member.type !== "array" || member.items.length === 0 || member.items.some(({ type }) => type !== "string")) {
      say("error", "shape", { place, class: "crit" });
      return;
    }
    const seen = new Set<string>();
    for (const item of member.items) {
      if (item.type !== "string") continue;
      const name = item.value;
      const details = { args: { name: excerpt(name, 40) }, place: at("header", item.range), class: "crit" };
      if (seen.has(name)) say("error", "twice", details);
      else if (facts.lacks("header", name)) say("error", "absent", details);
      // RFC 7515 section 4.1.11: names that this specification defines must not be listed; b64 is RFC 7797's own.
      else if (name !== "b64" && /RFC 751[568]/.test(HEADER_PARAMETERS.get(name)?.spec ?? ""))
        say("error", "standard", details);
      else if (!EXTENSIONS.has(name)) say("error", "unknown", details);
      seen.add(name);
    }
  },
});

/** `b64` must be true or false, and listed in `crit` if present. */
export const unencodedPayload = defineRule({
  id: "HDR-06",
  spec: "RFC 7797 sections 3, 5.2 and 6",
  words: {
    type: ["b64 is neither true nor false", "It must be a boolean (RFC 7797 section 3)."],
    "not-critical": [
      "b64 is false, but crit does not list it",
      "It must be listed (RFC 7797 section 6): a verifier that does not know b64 reads other bytes as signed.",
    ],
    true: [
      "b64 is true without being listed in crit",
      "True is the default and can be left out. If b64 is there, crit should list it (RFC 7797 section 6).",
    ],
    character: (a: Args<"character">) => [
      `${a.character} is not allowed in the unencoded payload of a compact token`,
      "Only printable ASCII without the period is allowed (RFC 7797 section 5.2). Detach such a payload and send it separately (RFC 7515 Appendix F).",
      "Move it out of the token",
    ],
    period: [
      "A period in an unencoded payload breaks the compact form",
      "Verifiers split the token at its periods and find too many segments. Detach such a payload and send it separately (RFC 7797 section 5.2).",
      "Move it out of the token",
    ],
    unencoded: [
      "The payload is not base64url-encoded",
      "b64 is false: the payload is signed as it is (RFC 7797 section 3). JWTs must not use this (section 7).",
    ],
  },
  look: (facts, say) => {
    const value = facts.headerValue("b64");
    if (!value) return;
    const place = at("header", value.range);
    if (value.type !== "boolean") say("error", "type", { place, class: "b64" });
    else if (!criticalNames(facts).includes("b64")) {
      say(value.value === false ? "error" : "warn", value.value === false ? "not-critical" : "true", {
        place,
        class: "b64",
      });
    } else if (value.value === false) {
      say("info", "unencoded", { place, class: "b64" });
      const { token } = facts;
      const payload = facts.segment("payload");
      if (payload === null || token.form !== "jws") return;
      const foreign = /[^\x20-\x2d\x2f-\x7e]/u.exec(payload.text);
      if (foreign) {
        const start = payload.range.start + foreign.index;
        const range = { start, end: start + foreign[0].length };
        say("error", "character", {
          args: { character: characterWords(foreign[0]) },
          place: at("token", range),
          class: "b64",
          fix: movedOut(token),
        });
      } else if (token.segmentCount > 3) {
        say("error", "period", {
          place: at("token", { start: payload.range.end, end: payload.range.end + 1 }),
          class: "b64",
          fix: movedOut(token),
        });
      }
    }
  },
  explains: [
    { as: ["period"], rules: ["IN-08"] },
    { as: ["not-critical"], rules: ["json-form/unencoded", "IN-16"] },
  ],
});

/** Detaches an unencoded payload: everything between the token's first and last period. */
function movedOut({ text }: ParsedToken): Fix {
  const [first, last] = [text.indexOf("."), text.lastIndexOf(".")];
  return {
    kind: "detach",
    token: `${text.slice(0, first)}..${text.slice(last + 1)}`,
    payload: text.slice(first + 1, last),
  };
}

/** A character as a sentence shows it: "é (U+00E9)"; an invisible one by its number only. */
function characterWords(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{C}\p{Z}]/u.test(character) ? code : `${character} (${code})`;
}
