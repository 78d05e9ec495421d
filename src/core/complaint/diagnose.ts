import { CAUSES } from "./causes/index.ts";
import { LIBRARIES, type LibraryId } from "./libraries.ts";
import type { Match, Matches } from "./match.ts";
import type { Standing } from "./standing.ts";
import { MEANINGS, topicOf } from "./topics.ts";
import type { Cause } from "./types.ts";

/** One likely cause of a complaint. */
export interface Answer {
  readonly rule: string;
  readonly cause: Cause;
  readonly standing: Standing;
  /** The message that it is an answer to, as its library prints it. */
  readonly message: string;
  /** Names of those who print it. */
  readonly libraries: readonly string[];
  /** What that message means. */
  readonly meaning: string;
}

/** What is said of a complaint. */
export type ComplaintReading =
  | { readonly kind: "empty" }
  /** `nearest`: messages with some of the words, as guesses; likeliest first. */
  | { readonly kind: "unknown"; readonly answers: readonly Answer[]; readonly cut: boolean }
  | {
      readonly kind: "known";
      /** What the message means, in a sentence. */
      readonly meaning: string;
      /** All who print it. */
      readonly libraries: readonly string[];
      readonly answers: readonly Answer[];
      readonly cut: boolean;
    };

/** From this share of a message's words on, the text is taken to be it. */
const KNOWN = 0.7;
/** Others beside the best must be nearly whole. */
const BESIDE = 0.9;
const MOST_ANSWERS = 12;
const MOST_GUESSES = 5;
/** Scores this near are the same message in two tables. */
const SAME = 0.99;

const STANDINGS: Readonly<Record<Standing["kind"], number>> = { found: 0, seen: 0, unknown: 1, "ruled-out": 2 };

/**
 * What an error message means and what it likely comes from. Takes what the text speaks of (`matchComplaint`; null where
 * there is no text) and how a rule stands with the token at hand. The causes of the message that the text is come before those
 * of messages that it merely resembles; among the causes of one message those go first that the token shows, and those
 * last that it rules out. Never throws.
 */
export function diagnoseComplaint(found: Matches | null, standingOf: (rule: string) => Standing): ComplaintReading {
  if (found === null) return { kind: "empty" };
  const { matches, cut } = found;
  const [best] = matches;
  const isKnown = best !== undefined && (best.exact !== null || best.coverage >= KNOWN);
  const used = isKnown
    ? matches.filter(
        (match) => match === best || match.exact !== null || isSame(match, best) || match.coverage >= BESIDE,
      )
    : matches;
  const answers = tiers(used).flatMap((tier) => answersOf(tier, standingOf));
  const once = answers.filter(({ rule }, index) => answers.findIndex((other) => other.rule === rule) === index);
  if (!isKnown) return { kind: "unknown", answers: once.slice(0, MOST_GUESSES), cut };
  return {
    kind: "known",
    meaning: MEANINGS[topicOf(best.row)],
    libraries: speakers(matches, best),
    answers: once.slice(0, MOST_ANSWERS),
    cut,
  };
}

/** A message this much lighter than the best, though whole, is another that happens to be in it. */
const NEAR = 0.6;

/** All who print the message; those alone that the text names, where it names one. */
function speakers(matches: readonly Match[], best: Match): readonly string[] {
  const whole = matches.filter(
    (match) => match === best || (match.coverage >= SAME && match.score >= NEAR * best.score && shareRule(match, best)),
  );
  const named = whole.filter((match) => match.named && !match.row.by.includes("any"));
  return namesOf((named.length > 0 ? named : whole).flatMap(({ row }) => row.by));
}

const shareRule = (a: Match, b: Match): boolean => a.row.rules.some((rule) => b.row.rules.includes(rule));
const isSame = (match: Match, best: Match): boolean => match.score >= SAME * best.score;

/** Matches that are the same message: together their causes are put in order by the token. */
function tiers(matches: readonly Match[]): readonly (readonly Match[])[] {
  const sorted: Match[][] = [];
  for (const match of matches) {
    const tier = sorted.at(-1);
    const first = tier?.[0];
    const together = first !== undefined && first.exact === match.exact && first.named === match.named;
    if (tier !== undefined && together && isSame(match, first)) tier.push(match);
    else sorted.push([match]);
  }
  return sorted;
}

function answersOf(tier: readonly Match[], standingOf: (rule: string) => Standing): readonly Answer[] {
  return tier
    .flatMap(({ row }) =>
      row.rules.flatMap((rule) => {
        const cause = CAUSES[rule];
        if (cause === undefined) return [];
        const by = tier.filter((match) => match.row.rules.includes(rule)).flatMap((match) => match.row.by);
        const meaning = MEANINGS[topicOf(row)];
        return [{ rule, cause, standing: standingOf(rule), message: row.text, libraries: namesOf(by), meaning }];
      }),
    )
    .toSorted((a, b) => STANDINGS[a.standing.kind] - STANDINGS[b.standing.kind]);
}

function namesOf(ids: readonly LibraryId[]): readonly string[] {
  return [...new Set(ids)].filter((id) => id !== "any").map((id) => LIBRARIES[id].name);
}
