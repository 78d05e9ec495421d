import { defineRule } from "../support/define.ts";
import { at, excerpt, whole } from "../support/facts.ts";
import { troubles } from "./fit.ts";
import { plural, type Args } from "../support/words.ts";

/** Several keys could have signed, and no kid says which: this page tries all, others refuse or take the first. */
export const noKid = defineRule({
  id: "KEY-08",
  spec: "RFC 7515 section 4.1.4, RFC 7517 section 4.5",
  words: {
    token: (a: Args<"name" | "count">) => [
      "The header names no key",
      `Every suitable key was tried, and ${a.name} verifies. ${a.count} keys in the set could have signed: verifiers that choose by kid may reject the token or take the first. Set kid when signing.`,
    ],
    chain: (a: Args<"nth">) => [
      `${a.nth === 2 ? "The second certificate" : `Certificate ${a.nth}`} of the pasted chain verifies`,
      "The first one is not the signer's: the chain begins with an authority. The signer's certificate comes first (RFC 5246 section 7.4.2, RFC 7515 section 4.1.6), and readers that use only the first refuse the token.",
    ],
    set: (a: Args<"kid" | "count">) => [
      `No key of the set has a kid; the header asks for ${a.kid}`,
      `The set has ${plural(a.count, "key")} without a kid, so a verifier that chooses by kid finds none. Put kid into the set (RFC 7517 section 4.5).`,
    ],
  },
  look: (facts, say, context) => {
    const { judgement, publicKey, keys } = context;
    const kid = facts.headerValue("kid");
    if (kid === null && judgement?.key && publicKey.kind === "keys" && publicKey.keys.length > 1) {
      const others = judgement.passedOver.filter(({ reason }) => reason === "did-not-verify").length;
      const tried = judgement.state === "verified" ? others + 1 : others;
      // When a key verifies at once, the others stay untried: they could also have been meant.
      const fitting = publicKey.keys.filter(({ jwk }) => jwk.kty === judgement.key?.material?.jwk.kty).length;
      const { range } = facts.header.object ?? { range: { start: 0, end: 0 } };
      if (judgement.key.source !== "public-key" || Math.max(tried, fitting) < 2) return;
      if (judgement.state === "verified") {
        const { material } = judgement.key;
        const name =
          typeof material?.jwk.kid === "string" ? `kid ${excerpt(material.jwk.kid, 40)}` : "a key without kid";
        const nth = publicKey.keys.findIndex(({ thumbprint }) => thumbprint === material?.thumbprint);
        if (publicKey.keys.every(({ format }) => format === "certificate") && nth > 0) {
          say("warn", "chain", {
            args: { nth: nth + 1 },
            place: whole("public-key", keys.publicKey.text),
          });
          return;
        }
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
  // Without the name a verifier never reaches the key that would verify.
  explains: [
    { rules: ["KEY-09/found-other-key"], keepsFix: true },
    { as: ["chain"], rules: ["KEY-04"] },
  ],
});
