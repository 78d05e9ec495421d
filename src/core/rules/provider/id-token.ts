import { idTokenSign } from "../../claims/id-token.ts";
import { cameAsBearer } from "../support/bearer.ts";
import { defineRule } from "../support/define.ts";
import { at, claimPlace, type Facts } from "../support/facts.ts";
import { issuerOf, lookAt } from "../../registry/issuers.ts";
import { type Args } from "../support/words.ts";

/** An ID Token that was sent to an API: it tells the client who signed in, but grants nothing. */
export const idTokenAsBearer = defineRule({
  id: "CLM-09",
  spec: "OpenID Connect Core section 2, RFC 9068 section 5, RFC 8725 section 3.12",
  words: {
    bearer: (a: Args<"name">) => [
      "An ID Token was sent as Bearer",
      `${a.name} shows that it is one: it is for the client that signed the user in. APIs may reject it; send the access token instead (RFC 9068 section 5).`,
    ],
    entra: [
      "An ID Token of Entra was sent as Bearer",
      "It has neither azp nor appid, one of which is in every access token of Entra: it is for the client that signed the user in. Request an access token for a scope of the API, and send that.",
    ],
  },
  look: (facts, say, context) => {
    if (!cameAsBearer(context)) return;
    if (isOfEntra(facts) && ["azp", "appid", "nonce"].every((name) => facts.lacks("payload", name))) {
      say("warn", "entra", { place: claimPlace(facts, "aud") });
      return;
    }
    const name = idTokenSign(facts.payloadValue, facts.headerValue);
    const range = name === null ? undefined : facts.payloadValue(name)?.range;
    if (name === null || range === undefined) return;
    say("warn", "bearer", { args: { name }, place: at("payload", range) });
  },
});

const isOfEntra = ({ header, claims }: Facts): boolean =>
  issuerOf(lookAt(header.document, claims))?.id.startsWith("entra") === true;
