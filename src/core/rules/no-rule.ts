import { ASK_FOR_KEYS } from "./key/ask-for-keys.ts";
import type { Args, Vocabulary } from "./support/words.ts";

/** What the page says where no rule has found anything, and of a rule that failed. */
export const OF_NO_RULE = {
  none: {
    verified: [
      "No problems found",
      "The signature verifies, the times fit, and nothing in the token is out of the ordinary.",
    ],
    unchecked: [
      "Nothing stands out",
      "The token is well-formed and its times fit. Whether it is genuine only its signature can tell.",
      ASK_FOR_KEYS,
    ],
    "re-signed": [
      "No problems found",
      "The token is well-formed, its times fit, and it was signed here with the key in the field.",
    ],
  },
  internal: {
    threw: (a: Args<"rule" | "message">) => [
      `The check ${a.rule} stopped`,
      `A mistake of this page, not of the token: ${a.message}. All other checks went on.`,
    ],
  },
} satisfies Readonly<Record<string, Vocabulary>>;
