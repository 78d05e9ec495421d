import { onForget } from "../../memory/forget.ts";
import { parseIds } from "../../subject/compare-ids.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import { plural, type Args } from "../support/words.ts";

/** A longer list is compared in a worker, next to the list itself: it would slow down typing. */
const MOST = 200_000;

let last: { readonly text: string; readonly ids: ReadonlySet<string> } | null = null;

onForget(() => {
  last = null;
});

/** The ids in a text, parsed once per text. */
function idsOf(text: string): ReadonlySet<string> {
  if (last?.text !== text) last = { text, ids: new Set(parseIds(text)) };
  return last.ids;
}

/** A valid token can name an unknown user: `sub` is compared with the ids that the user entered. */
export const unknownUser = defineRule({
  id: "CLM-13",
  spec: "RFC 7519 section 4.1.2, OpenID Connect Core section 5.7",
  words: {
    unknown: (a: Args<"sub" | "count">) => [
      `sub ${a.sub} is not among the known ids`,
      `It differs from each of the ${plural(a.count, "id")} given, compared character by character. A good token can still be answered with “user not found”: the user was deleted, or belongs to another project or database. Known user ids shows the closest one.`,
    ],
  },
  look: (facts, say, { knownIds = "" }) => {
    const sub = facts.payloadValue("sub");
    if (knownIds.trim() === "" || knownIds.length > MOST || !sub) return;
    if (sub.type !== "string" && sub.type !== "number") return;
    const name = sub.type === "string" ? sub.value : sub.raw;
    const ids = idsOf(knownIds);
    if (ids.size === 0 || ids.has(name)) return;
    say("warn", "unknown", { args: { sub: excerpt(name, 60), count: ids.size }, place: at("payload", sub.range) });
  },
});
