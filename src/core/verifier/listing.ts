import { changeFor, judge, type JudgedCondition } from "./judge.ts";
import { type ReadResult, readConfiguration } from "./load-read.ts";
import type { TextEdit } from "../text/range.ts";
import type {
  Condition,
  ConditionOutcome,
  Danger,
  Judged,
  ListOutcome,
  Presented,
  Reading,
  VerifierKind,
} from "./types.ts";

/** A condition with what it came to, as a list shows it: without what came to it, so that a worker can hand it over. */
export interface ListedCondition extends Judged {
  readonly condition: Pick<Condition, "name" | "group" | "range">;
  /** Its place among all conditions of the configuration. */
  readonly index: number;
}

/** What a configuration says of a token, of a long one the first part. */
export interface Listing {
  readonly kind: VerifierKind;
  readonly title: string;
  readonly outcome: ListOutcome;
  readonly sentence: string;
  /** The condition that the sentence is about, be it in the part or not. */
  readonly about: ListedCondition | null;
  readonly conditions: readonly ListedCondition[];
  /** How many there are in all. */
  readonly counts: Readonly<Record<ConditionOutcome, number>>;
  readonly dangers: readonly Danger[];
  /** How many more dangers there are. */
  readonly moreDangers: number;
  readonly notes: readonly string[];
}

/** What became of a text that was held against a token. */
export type Held =
  | Exclude<ReadResult, { readonly is: "read" }>
  /** It is being read elsewhere. */
  | { readonly is: "reading" }
  /** It was not read to its end. */
  | { readonly is: "given-up"; readonly why: string }
  | { readonly is: "read"; readonly listing: Listing };

/** The change of a configuration that also takes the token, without the configuration. */
export interface SmallChange {
  readonly value: string;
  readonly edit: TextEdit;
  readonly caution: string;
}

/** So many dangers are listed. */
const MOST_DANGERS = 50;

/** Reads a configuration and holds it against tokens; what it last read it keeps. */
export interface Holder {
  /** What the text says of a token, with at most so many conditions. Never throws. */
  readonly hold: (text: string, presented: Presented, most: number) => Held;
  /** As `changeFor`, for one of its conditions. */
  readonly change: (text: string, presented: Presented, index: number) => SmallChange | null;
}

export function createHolder(): Holder {
  let last: { readonly text: string; readonly read: ReadResult } | null = null;
  const readOnce = (text: string): ReadResult => {
    // Without what reads it there is nothing to be kept.
    if (last?.text !== text || last.read.is === "needs-reader") last = { text, read: readConfiguration(text) };
    return last.read;
  };
  return {
    hold(text, presented, most) {
      const read = readOnce(text);
      return read.is === "read" ? { is: "read", listing: listingOf(read.reading, presented, most) } : read;
    },
    change(text, presented, index) {
      const read = readOnce(text);
      const condition = read.is === "read" ? read.reading.conditions[index] : undefined;
      if (condition === undefined) return null;
      const change = changeFor(text, { ...condition.judge(presented), condition }, presented);
      return change && { value: change.value, edit: change.edit, caution: change.caution };
    },
  };
}

function listingOf(reading: Reading, presented: Presented, most: number): Listing {
  const { kind, title, notes, dangers } = reading;
  const { outcome, sentence, about, conditions } = judge(reading, presented);
  const places = new Map(reading.conditions.map((condition, index) => [condition, index]));
  const listed = ({ condition, ...judged }: JudgedCondition): ListedCondition => {
    const { name, group, range } = condition;
    return { ...judged, condition: { name, group, range }, index: places.get(condition) ?? -1 };
  };
  const counts = { met: 0, unmet: 0, unknown: 0 };
  for (const one of conditions) counts[one.outcome] += 1;
  return {
    kind,
    title,
    outcome,
    sentence,
    about: about && listed(about),
    conditions: conditions.slice(0, most).map(listed),
    counts,
    dangers: dangers.slice(0, MOST_DANGERS),
    moreDangers: Math.max(0, dangers.length - MOST_DANGERS),
    notes,
  };
}
