import { parseJson } from "../../json/parse.ts";
import { wholeObject } from "../../json/query.ts";
import { unwrapped } from "../../json/unwrap.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";

/** A token in JSON whose long members were wrapped at a width, as specifications print them. */
export const jsonWrapped = defineRule({
  id: "json-wrapped",
  spec: "RFC 8259 section 7",
  words: {
    joins: [
      "Line breaks inside the strings of this JSON",
      "Specifications and mails wrap long values for display, but JSON does not allow a line break in a string (RFC 8259 section 7). Without them it is a token.",
      "Join the lines",
    ],
  },
  look: ({ token, envelope }, say) => {
    if (envelope?.form !== "jws-json" && envelope?.form !== "jwe-json") return;
    const [problem] = envelope.json.problems;
    const text = problem === undefined ? null : unwrapped(token.text);
    if (problem === undefined || text === null || wholeObject(parseJson(text)) === null) return;
    say("error", "joins", {
      place: at("token", problem.range),
      class: "json-form",
      fix: { kind: "replace-all", pane: "token", text },
    });
  },
  explains: [{ rules: ["json-form/json", "json-form/base64url", "json-form/protected"] }],
});
