import type { Elsewhere } from "../envelope/disclosures.ts";
import { RULES } from "./index.ts";
import { OF_NO_RULE } from "./no-rule.ts";
import { whenGiven } from "./solve/found.ts";
import { STANDING } from "./standing/standing.ts";
import type { Vocabulary, Words } from "./support/words.ts";
import type { Finding, Fix, Message } from "./types.ts";

const vocabularies = new Map<string, Vocabulary>([
  ...Object.entries(OF_NO_RULE),
  ...[...RULES, ...STANDING].map(({ id, words }) => [id, words] as const),
]);

whenGiven(({ wordsOf }) => {
  for (const [id, words] of vocabularies) vocabularies.set(id, { ...words, ...wordsOf(id) });
});

/** The words of every rule, and of what no rule says, by id; those of discoveries once they have loaded. */
export const VOCABULARIES: ReadonlyMap<string, Vocabulary> = vocabularies;

const SOURCES: ReadonlyMap<string, string> = new Map([...RULES, ...STANDING].map(({ id, spec }) => [id, spec]));

/**
 * The words of a finding, in plain text (never markup): title, why and what to do, source, and the button's text if there
 * is a fix. Where a rule listed only its first findings, the rest is counted. A finding without words says its id. Never fails.
 */
export function messageOf(finding: Finding): Message {
  const vocabulary = VOCABULARIES.get(finding.rule) ?? {};
  const said = Object.hasOwn(vocabulary, finding.variant) ? vocabulary[finding.variant] : undefined;
  // The rule was compiled with the arguments that its words ask for.
  const words = typeof said === "function" ? (said as (args: Finding["args"]) => Words)(finding.args) : said;
  const [title, why, fix] = words ?? [finding.rule, finding.variant];
  const { more, holder } = finding.args;
  const source = SOURCES.get(finding.rule);
  return {
    title,
    why: [
      why,
      ...(holder === undefined ? [] : [HOLDERS[holder as Elsewhere]]),
      ...(more === undefined ? [] : [`And ${more} more of this kind.`]),
    ].join(" "),
    ...(finding.fix && fix !== undefined ? { fix: fixWords(fix, finding.fix) } : {}),
    ...(source === undefined ? {} : { source }),
  };
}

const HOLDERS: Readonly<Record<Elsewhere, string>> = {
  disclosure: "The value is in a disclosure.",
  binding: "The value is in the key binding.",
};

/** The text of a fix button; it says so if the fix changes several places at once. */
function fixWords(words: string, fix: Fix): string {
  return fix.kind === "replace-many" && fix.edits.length > 1 ? `${words}, in all ${fix.edits.length} places` : words;
}
