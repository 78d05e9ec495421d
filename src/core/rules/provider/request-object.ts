import { kindOf, lookAt } from "../../registry/issuers.ts";
import { pastedText } from "../support/beside.ts";
import { defineRule } from "../support/define.ts";
import { claimPlace, claimText, excerpt } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** A request object that the authorization server refuses, alone or because of what stands next to it. */
export const requestObject = defineRule({
  id: "request-object",
  spec: "RFC 9101 sections 4, 5 and 6.3",
  words: {
    client: (a: Args<"inside" | "outside">) => [
      "client_id differs inside and outside the request object",
      `It is ${a.inside} in the request object and ${a.outside} in the request around it. They must be the same (RFC 9101 section 5).`,
    ],
    nested: (a: Args<"name">) => [
      `A request object must not contain ${a.name}`,
      "request and request_uri belong outside, next to client_id (RFC 9101 section 4).",
    ],
  },
  look: (facts, say, context) => {
    if (kindOf(lookAt(facts.header.document, facts.claims)) !== "a request object") return;
    for (const name of ["request", "request_uri"])
      if (facts.payloadValue(name)) say("error", "nested", { args: { name }, place: claimPlace(facts, name) });
    const inside = claimText(facts, "client_id");
    const pasted = pastedText(context);
    const isAround = facts.token.text !== "" && pasted.includes(`request=${facts.token.text}`);
    const around = isAround ? [...pasted.matchAll(/[?&\s]client_id=([^&\s"'#]{1,500})/g)] : [];
    const outside = decoded(around[0]?.[1] ?? "");
    if (around.length === 1 && inside !== "" && outside !== "" && outside !== inside)
      say("error", "client", {
        args: { inside: excerpt(inside, 60), outside: excerpt(outside, 60) },
        place: claimPlace(facts, "client_id"),
      });
  },
});

/** A value of a query; "" if its escapes cannot be read. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll("+", " "));
  } catch {
    return "";
  }
}
