import { HEADER_PARAMETERS } from "../../registry/header-parameters.ts";
import { hasKind, KIND_WORDS, typeWords } from "../../registry/value-kind.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** Members that have rules of their own. */
const APART = new Set(["alg", "enc", "crit", "b64"]);

/** Registered header parameters have the JSON type that their specification gives them. */
export const parameterTypes = defineRule({
  id: "header-type",
  spec: "RFC 7515 section 4.1, RFC 7518 section 4",
  words: {
    type: (a: Args<"name" | "type" | "expected" | "spec">) => [
      `${a.name} is ${a.type}, not ${a.expected}`,
      `${a.spec} defines its type. ${a.name === "kid" ? "jjwt and jose refuse the token, and a lookup by text does not find the number." : "Verifiers that read it may reject the token."}`,
    ],
    empty: (a: Args<"name" | "type" | "spec">) => [
      `${a.name} is ${a.type}`,
      `An empty ${a.name} says nothing (${a.spec}), and some verifiers refuse it.`,
    ],
  },
  look: ({ header }, say) => {
    const object = header.object;
    if (!object) return;
    for (const { name, value } of object.members) {
      const row = HEADER_PARAMETERS.get(name);
      if (!row || APART.has(name)) continue;
      const empty =
        (value.type === "string" && value.value === "") || (value.type === "array" && value.items.length === 0);
      if (hasKind(value, row.kind) && !empty) continue;
      say("warn", empty ? "empty" : "type", {
        args: { name, type: typeWords(value), expected: KIND_WORDS[row.kind], spec: row.spec },
        place: at("header", value.range),
        class: "header-param-type",
      });
    }
  },
});
