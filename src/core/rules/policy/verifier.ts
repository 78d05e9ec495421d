import { defineRule } from "../support/define.ts";
import { requestWith } from "../support/request-shown.ts";
import { placesWords, placeWords, sentElsewhere } from "../support/token-sent.ts";
import type { Args } from "../support/words.ts";

/** The verifier's configuration refuses the token, looks for it elsewhere in the request, or lets others in. The Gateway screen shows the compared values. */
export const verifierConfiguration = defineRule({
  id: "verifier",
  ticks: true,
  spec: "The configuration in Verifier's configuration",
  words: {
    refused: (a: Args<"title" | "condition">) => [
      `The ${a.title} refuses this token`,
      `Its condition ${a.condition} is not met. Gateway compares what it requires with what the token has.`,
    ],
    elsewhere: (a: Args<"title" | "places" | "sent">) => [
      `The ${a.title} does not look in ${a.sent} for the token`,
      `It looks in ${a.places}. The request sends the token in ${a.sent}, so to this verifier it has none.`,
    ],
    danger: (a: Args<"danger" | "attack">) => [`${a.danger}`, `${a.attack}`],
  },
  look: (_, say, context) => {
    const { verifier, token } = context;
    if (verifier === undefined) return;
    if (verifier.refusedBy !== null)
      say("error", "refused", { args: { title: verifier.title, condition: verifier.refusedBy }, by: "verifier" });
    const { places = [] } = verifier;
    const request = places.length === 0 || token.text === "" ? null : requestWith(context, token.text);
    const sent = request && sentElsewhere(request, token.text, places);
    if (sent !== null)
      say("warn", "elsewhere", {
        args: { title: verifier.title, places: placesWords(places), sent: placeWords(sent) },
      });
    for (const { title, attack } of verifier.dangers) say("security", "danger", { args: { danger: title, attack } });
  },
  each: true,
});
