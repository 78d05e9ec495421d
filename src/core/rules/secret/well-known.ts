import { wellKnownSecret } from "../../crack/well-known.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import { defineRule } from "../support/define.ts";
import { whole } from "../support/facts.ts";

/** The token is signed with a secret that anybody can look up. Of one that does not verify this says nothing about the token. */
export const wellKnown = defineRule(
  "SEC-12",
  ["keys", "judgement"],
  "RFC 8725 section 3.5",
  ({ alg }, say, { keys, judgement }) => {
    if (judgement?.state !== "verified" || algorithmRow(alg ?? "")?.family !== "HMAC") return;
    const { text } = keys.secret;
    const known = wellKnownSecret(text);
    if (known) say("security", "published", { args: { source: known.source }, place: whole("secret", text) });
  },
);
