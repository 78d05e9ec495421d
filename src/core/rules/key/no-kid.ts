import { defineRule } from "../support/define.ts";
import { at, excerpt, whole } from "../support/facts.ts";
import { troubles } from "./fit.ts";

/** Several keys could have signed, and no name says which: here all are tried, others refuse or take the first. */
export const noKid = defineRule(
  "KEY-08",
  ["judgement", "keys"],
  "RFC 7515 section 4.1.4, RFC 7517 section 4.5",
  (facts, say, context) => {
    const { judgement, publicKey, keys } = context;
    const kid = facts.headerValue("kid");
    if (kid === null && judgement?.key && publicKey.kind === "keys" && publicKey.keys.length > 1) {
      const others = judgement.passedOver.filter(({ reason }) => reason === "did-not-verify").length;
      const tried = judgement.state === "verified" ? others + 1 : others;
      // A key that verifies at once leaves the others untried: they could have been meant as well.
      const fitting = publicKey.keys.filter(({ jwk }) => jwk.kty === judgement.key?.material?.jwk.kty).length;
      const { range } = facts.header.object ?? { range: { start: 0, end: 0 } };
      if (judgement.key.source !== "public-key" || Math.max(tried, fitting) < 2) return;
      if (judgement.state === "verified") {
        const { material } = judgement.key;
        const name =
          typeof material?.jwk.kid === "string" ? `kid ${excerpt(material.jwk.kid, 40)}` : "a key without kid";
        say("warn", "token", { args: { count: Math.max(tried, fitting), name }, place: at("header", range) });
      }
      return;
    }
    for (const { reason } of troubles(context)) {
      if (reason.code !== "kid-not-in-set" || reason.available.some((name) => name !== null)) continue;
      say("error", "set", {
        args: { kid: excerpt(reason.kid, 40), count: reason.available.length },
        place: whole("public-key", keys.publicKey.text),
      });
    }
  },
);
