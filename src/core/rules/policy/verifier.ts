import { defineRule } from "../support/define.ts";
import type { Args } from "../support/words.ts";

/** The verifier's configuration refuses the token, or lets others in. The Gateway screen shows the compared values. */
export const verifierConfiguration = defineRule({
  id: "verifier",
  ticks: true,
  spec: "The configuration in Verifier's configuration",
  words: {
    refused: (a: Args<"title" | "condition">) => [
      `The ${a.title} refuses this token`,
      `Its condition ${a.condition} is not met. Gateway compares what it requires with what the token has.`,
    ],
    danger: (a: Args<"danger" | "attack">) => [`${a.danger}`, `${a.attack}`],
  },
  look: (_, say, { verifier }) => {
    if (verifier === undefined) return;
    if (verifier.refusedBy !== null)
      say("error", "refused", { args: { title: verifier.title, condition: verifier.refusedBy }, by: "verifier" });
    for (const { title, attack } of verifier.dangers) say("security", "danger", { args: { danger: title, attack } });
  },
  each: true,
});
