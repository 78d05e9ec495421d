import { defineRule } from "../support/define.ts";
import { claimPlace, claimText } from "../support/facts.ts";

/** An access token of Okta that only Okta's own API is meant to read. */
export const oktaOrgToken = defineRule({
  id: "okta-org-token",
  spec: "Okta Developer, Authorization servers: org authorization server",
  words: {
    org: [
      "An access token of Okta's org authorization server, for Okta's own API",
      "Its issuer is the organization itself. Such tokens are not meant to be verified by anyone else, and the keys for them may not be published. Request a token from a custom authorization server, whose issuer ends in /oauth2/default or its id.",
    ],
  },
  look: (facts, say, { judgement }) => {
    if (!/^https:\/\/[\w-]{1,100}\.okta(?:preview|-emea)?\.com$/.test(claimText(facts, "iss"))) return;
    if (["cid", "scp"].some((name) => facts.payloadValue(name) === null)) return;
    const isRefused = judgement?.state === "key-error" || judgement?.state === "invalid";
    if (judgement?.state !== "verified") say(isRefused ? "error" : "info", "org", { place: claimPlace(facts, "iss") });
  },
  explains: [{ rules: ["KEY-07", "KEY-10", "KEY-31", "signature", "key-none-fits", "DBG-03"] }],
});
