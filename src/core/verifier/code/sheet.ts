import type { JsonNode } from "../../json/types.ts";
import { textsIn, unknown } from "../compare.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, hasOther, widenList, wantedOf, type At } from "../tree.ts";
import type { Condition, Danger, Wanted } from "../types.ts";
import type { Range } from "../../text/range.ts";
import type { Code } from "./code.ts";
import type { Site } from "./library.ts";
import { openIn } from "./values.ts";

type Judge = Condition["judge"];
type Times = Parameters<typeof tokenChecks>[0];

/** Why a value is not known. */
export const takenFrom = (source: string): string =>
  `The code takes it from ${source}, whose value is not certain from this text`;

/** An option's switch: `open` if the code computes it. */
export type Switch = boolean | "open" | null;

/** In these languages a JSON text is a literal, and lists have brackets. */
const WIDENED: ReadonlySet<Code["language"]> = new Set(["javascript", "python"]);

/** Collects what one call requires. */
export interface Sheet {
  readonly group: string;
  /** An option that restricts tokens, judged with the values that the text has. */
  readonly option: (
    name: string,
    at: JsonNode | null,
    judgeOf: (wanted: readonly Wanted[]) => Judge,
    claim?: string,
  ) => void;
  /** Something that the call requires or lacks, in any place. */
  readonly add: (name: string, range: Range | null, judge: Judge) => void;
  /** An option that is not understood, or not known. */
  readonly unclear: (name: string, range: Range | null, why?: string) => void;
  readonly danger: (claim: string, range: Range, title: string, attack: string) => void;
  readonly dangers: (found: readonly Danger[]) => void;
  readonly note: (words: string) => void;
  /** A switch; one that is computed is unclear. */
  readonly switched: (name: string, at: JsonNode | null) => Switch;
  /** A number of seconds; one that is computed is unclear. Null: not there. */
  readonly seconds: (name: string, at: JsonNode | null, secondsOf?: (node: JsonNode) => number | null) => number | null;
  /** What is checked of every token. `algorithms`: the option with those that are accepted. */
  readonly checks: (times: Times, without?: readonly string[], algorithms?: readonly [string, JsonNode] | null) => void;
  readonly done: () => Site;
}

/** An empty sheet for a call. */
export function createSheet(group: string, range: Range, code: Code): Sheet {
  const conditions: Condition[] = [];
  const dangers: Danger[] = [];
  const notes: string[] = [];
  const add = (name: string, place: Range | null, judge: Judge): void => {
    conditions.push({ name, group, range: place, judge });
  };
  const unclear = (name: string, place: Range | null, why = "Not understood, so not checked"): void =>
    add(name, place, () => unknown(why));
  const optionOf = (name: string, node: JsonNode, judgeOf: (wanted: readonly Wanted[]) => Judge, claim?: string) => {
    const at: At = { node, path: name };
    const open = openIn(node);
    const wanted = wantedOf(at).filter(({ text }) => !text.startsWith("${!"));
    const judge = judgeOf(wanted);
    const isMixed = hasOther(at);
    const widen = WIDENED.has(code.language) ? widenList(at, code.text) : null;
    return conditionAt(
      at,
      group,
      open === null && !isMixed
        ? judge
        : (presented) => {
            const known = wanted.length > 0 ? judge(presented) : null;
            if (known?.outcome === "met") return known;
            return unknown(open === null ? "Not understood, so not checked" : takenFrom(open), claim ?? null);
          },
      { ...(widen && open === null && { widen }) },
    );
  };
  return {
    group,
    add,
    unclear,
    option(name, node, judgeOf, claim) {
      if (node !== null && node.type !== "null") conditions.push(optionOf(name, node, judgeOf, claim));
    },
    danger: (claim, place, title, attack) => dangers.push({ claim, group, range: place, title, attack }),
    dangers: (found) => dangers.push(...found),
    note: (words) => notes.push(words),
    switched(name, node) {
      if (node === null || node.type === "null") return null;
      if (node.type === "boolean") return node.value === true;
      const open = openIn(node);
      unclear(name, node.range, open === null ? undefined : takenFrom(open));
      return "open";
    },
    seconds(name, node, secondsOf = (one) => (one.type === "number" ? one.value : null)) {
      if (node === null || node.type === "null") return null;
      const open = openIn(node);
      const seconds = open === null ? secondsOf(node) : null;
      if (seconds === null) unclear(name, node.range, open === null ? undefined : takenFrom(open));
      return seconds;
    },
    checks(times, without = [], algorithms = null) {
      const own = algorithms === null ? null : algorithms[1];
      const judgeOf = (wanted: readonly Wanted[]): Judge =>
        tokenChecks({ algorithms: textsIn(wanted) }).find(({ name }) => name === "alg")!.judge;
      if (algorithms !== null && own !== null) conditions.push(optionOf(algorithms[0], own, judgeOf, "alg"));
      // An algorithm is added by nobody who is told to.
      conditions.push(...tokenChecks(times).filter(({ name }) => !without.includes(name)));
    },
    done: () => ({ group, range, conditions, dangers, notes }),
  };
}
