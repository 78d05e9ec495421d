import { ASK_FOR_KEYS } from "./key/ask-for-keys.ts";
import type { Args, Vocabulary } from "./support/words.ts";

/** What the page says if no rule has found anything, or if a rule failed. */
export const OF_NO_RULE = {
  none: {
    verified: [
      "No problems found",
      "The signature verifies, the times are valid, and nothing in the token is unusual.",
    ],
    unchecked: [
      "Nothing stands out",
      "The token is well-formed and its times are valid. Only its signature can tell whether it is genuine.",
      ASK_FOR_KEYS,
    ],
    "re-signed": [
      "No problems found",
      "The token is well-formed, its times are valid, and it was signed here with the key in the field.",
    ],
  },
  internal: {
    threw: (a: Args<"rule" | "message">) => [
      `The check ${a.rule} crashed`,
      `A bug in this page, not in the token: ${a.message}. All other checks ran.`,
    ],
  },
} satisfies Readonly<Record<string, Vocabulary>>;
