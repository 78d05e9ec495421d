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
  TokenPlace,
  VerifierKind,
} from "./types.ts";

/** A condition with its result, as a list shows it, without the function that judged it, so that a worker can return it. */
export interface ListedCondition extends Judged {
  readonly condition: Pick<Condition, "name" | "group" | "range">;
  /** Its index among all conditions of the configuration. */
  readonly index: number;
}

/** A configuration's result for a token; for a long one, the first part. */
export interface Listing {
  readonly kind: VerifierKind;
  readonly title: string;
  readonly outcome: ListOutcome;
  readonly sentence: string;
  /** The condition that the sentence is about, whether or not it is in the part. */
  readonly about: ListedCondition | null;
  readonly conditions: readonly ListedCondition[];
  /** The number of each among all conditions. */
  readonly counts: Readonly<Record<ConditionOutcome, number>>;
  readonly dangers: readonly Danger[];
  /** How many dangers are not listed. */
  readonly moreDangers: number;
  readonly notes: readonly string[];
  /** Where it looks for the token; absent: unknown. */
  readonly places: readonly TokenPlace[] | undefined;
}

/** The state of a text that is judged against a token. */
export type Held =
  | Exclude<ReadResult, { readonly is: "read" }>
  /** It is being read elsewhere. */
  | { readonly is: "reading" }
  /** It was not read completely. */
  | { readonly is: "given-up"; readonly why: string }
  | { readonly is: "read"; readonly listing: Listing };

/** The change that makes a configuration accept the token, without the configuration. */
export interface SmallChange {
  readonly value: string;
  readonly edit: TextEdit;
  readonly caution: string;
}

/** The most dangers that are listed. */
const MOST_DANGERS = 50;

/** Reads a configuration and judges it against tokens; keeps the last one it read. */
interface Holder {
  /** The text's result for a token, with at most this many conditions. Never throws. */
  readonly hold: (text: string, presented: Presented, most: number) => Held;
  /** As `changeFor`, for one of its conditions. */
  readonly change: (text: string, presented: Presented, index: number) => SmallChange | null;
}

export function createHolder(): Holder {
  let last: { readonly text: string; readonly read: ReadResult } | null = null;
  const readOnce = (text: string): ReadResult => {
    // Without the reader there is nothing to keep.
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
  const { kind, title, notes, dangers, places } = reading;
  const { outcome, sentence, about, conditions } = judge(reading, presented);
  const indexes = new Map(reading.conditions.map((condition, index) => [condition, index]));
  const listed = ({ condition, ...judged }: JudgedCondition): ListedCondition => {
    const { name, group, range } = condition;
    return { ...judged, condition: { name, group, range }, index: indexes.get(condition) ?? -1 };
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
    places,
  };
}
