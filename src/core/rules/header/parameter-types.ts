import { HEADER_PARAMETERS } from "../../registry/header-parameters.ts";
import { hasKind, KIND_WORDS, typeWords } from "../../registry/value-kind.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";

/** Members that have rules of their own. */
const APART = new Set(["alg", "enc", "crit", "b64"]);

/** Registered header parameters have the JSON type that their specification gives them. */
export const parameterTypes = defineRule(
  "header-type",
  ["token"],
  "RFC 7515 section 4.1, RFC 7518 section 4",
  ({ header }, say) => {
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
);
