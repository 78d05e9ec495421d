import { CAUSES, type CauseId } from "../causes/index.ts";
import { MEANINGS, type Topic } from "../causes/topics.ts";
import type { Cause } from "../causes/types.ts";
import { LIBRARIES, type LibraryId } from "./libraries.ts";
import type { Evidence } from "./evidence.ts";
import type { Match, Matches } from "./match.ts";
import { CODE, isOfOneElse, isWhole } from "./rank.ts";
import type { Standing } from "./standing.ts";
import type { Row } from "./types.ts";
import type { MessageValues } from "./values.ts";

/** One likely cause of a complaint. */
export interface Answer {
  readonly rule: CauseId;
  readonly cause: Cause;
  readonly standing: Standing;
  /** The message it answers, as its library prints it. */
  readonly message: string;
  /** The names of the programs that print it. */
  readonly libraries: readonly string[];
  /** What that message means. */
  readonly meaning: string;
}

/** The diagnosis of a complaint. */
export type ComplaintReading =
  | { readonly kind: "empty" }
  /** `nearest`: messages with some of the words, as guesses; likeliest first. */
  | {
      readonly kind: "unknown";
      readonly evidence: Evidence;
      readonly answers: readonly Answer[];
      readonly cut: boolean;
      /** What the text is, if it is not a message. */
      readonly other?: string;
    }
  | {
      readonly kind: "known";
      /** What the message means, in a sentence. */
      readonly meaning: string;
      /** All programs that print it. */
      readonly libraries: readonly string[];
      /** What it says about the values that were compared. */
      readonly values: MessageValues;
      readonly answers: readonly Answer[];
      readonly cut: boolean;
    };

const MOST_ANSWERS = 12;
const MOST_GUESSES = 5;
/** Scores this near are the same message in two tables. */
const SAME = 0.99;

const STANDINGS: Readonly<Record<Standing["kind"], number>> = { found: 0, seen: 0, unknown: 1, "ruled-out": 2 };

/**
 * What an error message means and its likely causes. Takes what the text is about (`matchComplaint`; null where
 * there is no text) and how a rule applies to the open token. A text is known if it is in the table, or if it is about
 * tokens and says what is wrong in other words. Causes of that message come before those of similar messages; causes that
 * the token shows come first, causes that it rules out last. Never throws.
 */
export function diagnoseComplaint(found: Matches | null, standingOf: (rule: CauseId) => Standing): ComplaintReading {
  if (found === null) return { kind: "empty" };
  const { matches, evidence, values, hints, cut, other } = found;
  if (other !== undefined) return { kind: "unknown", evidence, answers: [], cut, other };
  const best = matches.find((match) => isKnown(match, evidence));
  const used =
    best === undefined ? matches.filter((match) => isGuess(match, evidence)) : beside(best, matches, evidence);
  const answers = inOrder(
    tiers(used).map((tier) => answersOf(tier, standingOf)),
    best,
  );
  const once = answers.filter(({ rule }, index) => answers.findIndex((other) => other.rule === rule) === index);
  if (best === undefined) return { kind: "unknown", evidence, answers: once.slice(0, MOST_GUESSES), cut };
  return {
    kind: "known",
    meaning: MEANINGS[topicOf(best.row)],
    libraries: speakers(matches, best),
    values,
    answers: hinted(once, best, hints).slice(0, MOST_ANSWERS),
    cut,
  };
}

/** Causes that the message's own values point to come first, unless it is exactly a message in the table. */
function hinted(answers: readonly Answer[], best: Match, hints: readonly CauseId[]): readonly Answer[] {
  if (isPlain(best)) return answers;
  const first = answers.filter(({ rule }) => hints.includes(rule));
  return [...first, ...answers.filter((answer) => !first.includes(answer))];
}

/** The answers of one message after another; if the text is not exactly a message, the token decides first. */
function inOrder(tiers: readonly (readonly Answer[])[], best: Match | undefined): readonly Answer[] {
  if (best === undefined || isPlain(best)) return tiers.flat();
  // A concept's likeliest cause comes first, its other causes after those of other messages.
  const split = tiers.map((tier) => (tier[0]?.message === "" ? [tier.slice(0, 1), tier.slice(1)] : [tier, []]));
  const all = [...split.flatMap(([first]) => first ?? []), ...split.flatMap(([, rest]) => rest ?? [])];
  return all.toSorted((a, b) => STANDINGS[a.standing.kind] - STANDINGS[b.standing.kind]);
}

/** A short message with one of these words is about tokens if the text says nothing else. */
const OF_TOKENS = /signature|jwt|token|algorithm|audience|\b(?:exp|nbf|iat|kid|jti)\b/i;

/** A message of one or two common words needs evidence that the text is about tokens, even if complete. */
function isKnown(match: Match, evidence: Evidence): boolean {
  if (match.telling === "shown") return true;
  if (evidence === "no") return isLongAndWhole(match);
  if (match.telling === "concept") return true;
  if (match.isAlone || match.exact !== null) {
    return match.telling !== "common" || OF_TOKENS.test(match.row.text);
  }
  if (match.isCarried && !isOfOneElse(match)) return match.telling !== "common" || evidence === "yes";
  if (match.telling === "code") return match.coverage >= CODE;
  if (!isWhole(match) || isOfOneElse(match)) return false;
  if (match.telling === "phrase" && (evidence === "yes" || match.isPlain)) return true;
  return match.named && !match.row.by.includes("any") && (evidence === "yes" || match.length >= 3);
}

/** Suggestions for an unknown text: messages it nearly matches. */
function isGuess(match: Match, evidence: Evidence): boolean {
  const { coverage, telling, named, row } = match;
  if (evidence === "no") return isLongAndWhole(match);
  return evidence === "yes" || (named && !row.by.includes("any")) || coverage >= SAME || telling === "code";
}

/** For a text about other things: a long exact message, or one with its library's name. */
function isLongAndWhole({ coverage, telling, length, named, row }: Match): boolean {
  return (
    coverage >= SAME && telling !== "concept" && (length >= 6 || (length >= 3 && named && !row.by.includes("any")))
  );
}

/** The best match, the same message in another table, and other messages in the text. */
function beside(best: Match, matches: readonly Match[], evidence: Evidence): readonly Match[] {
  return matches.filter(
    (match) =>
      match === best ||
      match.exact !== null ||
      isSame(match, best) ||
      isKnown(match, evidence) ||
      // A common wording counts too if the text is clearly about tokens.
      (evidence === "yes" && match.coverage >= SAME),
  );
}

/** Many programs print shorter messages. */
const OWN_WORDS = 5;

/** Who prints it: programs that the text names, or whose wording it is; none if the text uses its own words. */
function speakers(matches: readonly Match[], best: Match): readonly string[] {
  if (isInOtherWords(best)) return [];
  const whole = matches.filter(
    (match) => match === best || (match.coverage >= SAME && isSame(match, best) && shareRule(match, best)),
  );
  const named = matches.filter(
    (match) =>
      match.named &&
      !match.row.by.includes("any") &&
      shareRule(match, best) &&
      (match === best || match.coverage >= SAME),
  );
  if (named.length > 0) return namesOf(named.flatMap(({ row }) => row.by));
  const isOwn = best.isAlone || best.exact !== null || best.telling === "code" || best.length >= OWN_WORDS;
  return isOwn && isWhole(best) ? namesOf(whole.flatMap(({ row }) => row.by)) : [];
}

/** An exact message, or what the text shows: nothing ranks before its causes. */
const isPlain = ({ exact, telling }: Match): boolean => exact !== null || telling === "shown";
const isInOtherWords = ({ telling }: Match): boolean => telling === "concept" || telling === "shown";
const shareRule = (a: Match, b: Match): boolean => a.row.rules.some((rule) => b.row.rules.includes(rule));
const isSame = (match: Match, best: Match): boolean =>
  !isInOtherWords(match) && !isInOtherWords(best) && match.score >= SAME * best.score;

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

function answersOf(tier: readonly Match[], standingOf: (rule: CauseId) => Standing): readonly Answer[] {
  return tier
    .flatMap(({ row }) =>
      row.rules.map((rule) => {
        const cause = CAUSES[rule];
        const by = tier.filter((match) => match.row.rules.includes(rule)).flatMap((match) => match.row.by);
        const meaning = MEANINGS[topicOf(row)];
        return { rule, cause, standing: standingOf(rule), message: row.text, libraries: namesOf(by), meaning };
      }),
    )
    .toSorted((a, b) => STANDINGS[a.standing.kind] - STANDINGS[b.standing.kind]);
}

/** What a message is about: its likeliest cause's topic, unless the row says otherwise. */
function topicOf({ topic, rules: [likeliest] }: Row): Topic {
  return topic ?? (likeliest === undefined ? "tool" : CAUSES[likeliest].topic);
}

function namesOf(ids: readonly LibraryId[]): readonly string[] {
  return [...new Set(ids)].filter((id) => id !== "any").map((id) => LIBRARIES[id].name);
}
