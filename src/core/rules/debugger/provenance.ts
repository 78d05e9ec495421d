import { defineRule } from "../support/define.ts";
import { whole } from "../support/facts.ts";

/** A signature made here says nothing about the token that came. Where that one did not verify, this is said as loudly. */
export const reSigned = defineRule("DBG-01", ["judgement"], "RFC 7515 section 5.2", (_, say, context) => {
  if (context.provenance !== "re-signed" || !context.original) return;
  const { state } = context.original;
  if (state === "invalid" || state === "malformed") {
    say("warn", state, { place: whole("token", context.token.text), fix: { kind: "revert" } });
  } else if (state === "unsigned") {
    say("warn", "unsigned", { place: whole("token", context.token.text), fix: { kind: "revert" } });
  }
});

/** The token was in a query string, which goes to the server and into its log. */
export const inQuery = defineRule(
  "DBG-04",
  ["arrival"],
  "RFC 6750 section 5.3, RFC 9700 section 4.3.2",
  (_, say, { arrival }) => {
    if (arrival?.fromAddress === "query") say("security", "query");
  },
);
