import { kindOf, lookAt } from "../../registry/issuers.ts";
import { cameAsBearer } from "../support/bearer.ts";
import { pastedText } from "../support/beside.ts";
import { defineRule } from "../support/define.ts";
import { claimPlace, claimText, excerpt } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

const TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** A client's assertion, and the token request that it was pasted with (RFC 7523 sections 2.2 and 3). */
export const clientAssertion = defineRule({
  id: "client-assertion",
  spec: "RFC 7521 section 4.2, RFC 7523 sections 2.2 and 3",
  words: {
    lacks: (a: Args<"name">) => [
      `A client assertion must have ${a.name}`,
      "The authorization server refuses it otherwise, with invalid_client (RFC 7523 section 3). iss and sub are both the client's id.",
    ],
    client: (a: Args<"inside" | "outside">) => [
      "client_id in the request is not the client of the assertion",
      `It is ${a.outside} in the request, and sub is ${a.inside}. client_id may be left out; if it is there, it must be the same (RFC 7521 section 4.2).`,
    ],
    type: (a: Args<"type">) => [
      a.type ? `client_assertion_type is ${a.type}` : "client_assertion_type is missing",
      `With client_assertion it must be ${TYPE} (RFC 7523 section 2.2).`,
    ],
    bearer: [
      "A client assertion was sent in place of an access token",
      "aud is a token endpoint: there the assertion goes into client_assertion, and the access token that comes back is what an API accepts (RFC 7523 section 2.2).",
    ],
  },
  look: (facts, say, context) => {
    const { text } = facts.token;
    const pasted = pastedText(context);
    const isSent = text !== "" && pasted.includes(`client_assertion=${text}`);
    if (!isSent) {
      const isOne = kindOf(lookAt(facts.header.document, facts.claims)) === "a client assertion";
      if (isOne && cameAsBearer(context) && /\/(?:oauth2?\/)?token$/.test(claimText(facts, "aud")))
        say("warn", "bearer", { place: claimPlace(facts, "aud") });
      return;
    }
    for (const name of ["iss", "sub", "aud", "exp"])
      if (facts.lacks("payload", name)) say("error", "lacks", { args: { name } });
    const valueOf = (name: string): string | null => parameter(pasted, name);
    const type = valueOf("client_assertion_type");
    if (type !== TYPE) say("error", "type", { args: { type: excerpt(type ?? "", 80) } });
    const [inside, outside] = [claimText(facts, "sub"), valueOf("client_id")];
    if (inside !== "" && outside !== null && outside !== inside)
      say("error", "client", {
        args: { inside: excerpt(inside, 60), outside: excerpt(outside, 60) },
        place: claimPlace(facts, "sub"),
      });
  },
  explains: [{ as: ["lacks"], rules: ["TIM-08"] }],
});

const PARAMETER = /(?<![^?&\s"'])([a-z_]{1,60})=([^&\s"']{0,500})/g;

/** The value of a form's parameter, decoded; null if it is not there, or its escapes cannot be read. */
function parameter(text: string, name: string): string | null {
  const at = [...text.matchAll(PARAMETER)].find(([, found]) => found === name)?.[2];
  try {
    return at === undefined ? null : decodeURIComponent(at.replaceAll("+", " "));
  } catch {
    return null;
  }
}
