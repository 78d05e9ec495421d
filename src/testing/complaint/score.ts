import { type Answer, type ComplaintReading, diagnoseComplaint } from "../../core/complaint/diagnose.ts";
import { matchComplaint } from "../../core/complaint/match.ts";
import { standingOf } from "../../core/complaint/standing.ts";

/** One message with its true cause, or a text unrelated to tokens (without `rules` and `words`). */
interface Case {
  readonly id: string;
  readonly text: string;
  /** Ids of causes that are right as the first answer. */
  readonly rules?: readonly string[];
  /** Ids that are also right, but not first. */
  readonly alsoRight?: readonly string[];
  /** A regular expression: an answer whose words match it names the cause, whatever its id. */
  readonly words?: string;
}

/** How a case was answered. `claimed` and `left` are for texts unrelated to tokens. */
export type Outcome = "first" | "listed" | "unknown" | "wrong" | "claimed" | "left";

/** The result of a case; `answers` are the ids that the page returned, for a person to look at. */
interface Scored {
  readonly id: string;
  readonly outcome: Outcome;
  readonly answers: readonly string[];
}

/** What the page says about a message while no token is open. */
function readingOf(text: string): ComplaintReading {
  return diagnoseComplaint(matchComplaint(text), (rule) => standingOf(rule, null));
}

/** Compares what the page says about a case with its true cause. A guess counts as unknown. */
export function scoreCase(one: Case): Scored {
  const reading = readingOf(one.text);
  const answers = reading.kind === "empty" ? [] : reading.answers;
  return { id: one.id, outcome: outcomeOf(one, reading, answers), answers: answers.map(({ rule }) => rule) };
}

function outcomeOf(one: Case, reading: ComplaintReading, answers: readonly Answer[]): Outcome {
  const isKnown = reading.kind === "known";
  if (one.rules === undefined && one.words === undefined) return isKnown ? "claimed" : "left";
  if (!isKnown) return "unknown";
  const [first] = answers;
  if (first !== undefined && isRight(one, first)) return "first";
  const later = answers.some((answer) => isRight(one, answer) || (one.alsoRight ?? []).includes(answer.rule));
  return later ? "listed" : "wrong";
}

function isRight({ rules = [], words }: Case, { rule, cause }: Answer): boolean {
  if (rules.includes(rule)) return true;
  return words !== undefined && new RegExp(words, "i").test(`${cause.title}. ${cause.why} ${cause.todo}`);
}

/** The cases of a file: a list, or an object whose members are lists. Skips entries without a text. */
export function casesOf(content: unknown): readonly Case[] {
  const lists = Array.isArray(content) ? [content] : Object.values(content ?? {}).filter(Array.isArray);
  return lists.flat().filter((entry): entry is Case => typeof (entry as Partial<Case> | null)?.text === "string");
}
