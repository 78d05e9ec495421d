import { unknown } from "../compare.ts";
import { allOf, anyOf, each, is } from "../logic.ts";
import type { Condition, Danger, Verifier, VerifierKind } from "../types.ts";
import type { Range } from "../../text/range.ts";
import type { Chain } from "./chains.ts";
import { hasTrace, readCode, type Code } from "./code.ts";
import type { Language } from "./lexicon.ts";

/** One place in code where tokens are verified. */
export interface Site {
  /** The call, as the group of its conditions. */
  readonly group: string;
  readonly range: Range;
  readonly conditions: readonly Condition[];
  readonly dangers: readonly Danger[];
  readonly notes?: readonly string[];
}

/** A library that verifies tokens: how its calls are recognised, and what each requires. */
export interface Library {
  readonly kind: VerifierKind;
  readonly title: string;
  readonly language: Language;
  /** Without this, the text is not read as code of its language. */
  readonly sign: RegExp;
  readonly sites: (code: Code) => readonly Site[];
}

/** The most calls of one text that are judged. */
const MOST_SITES = 20;

/** A library as a verifier. Only code is read, and of it only the library's own calls. */
export function libraryVerifier({ kind, title, language, sign, sites }: Library): Verifier {
  return {
    kind,
    title,
    read({ text, isCode }) {
      if (isCode !== true || !sign.test(text) || hasTrace(text)) return null;
      const found = sites(readCode(text, language)).slice(0, MOST_SITES);
      const [first] = found;
      if (first === undefined) return null;
      const parts = found.length === 1 ? found : found.map((site) => onItsLine(site, text));
      const undecided: Condition = {
        name: "calls",
        group: "Code",
        range: first.range,
        judge: () => unknown(`Which of the ${found.length} calls the token meets is not known, and they differ`),
      };
      const logic = parts.map(({ conditions }) => each(conditions));
      return {
        conditions: [...parts.flatMap(({ conditions }) => conditions), ...(parts.length > 1 ? [undecided] : [])],
        // Where all calls agree it does not matter which of them the token meets.
        logic: parts.length === 1 ? logic[0]! : anyOf([allOf(logic), allOf([anyOf(logic), is(undecided)])]),
        dangers: parts.flatMap(({ dangers }) => dangers),
        notes: [...new Set(parts.flatMap(({ notes = [] }) => notes))],
      };
    },
  };
}

/** With several calls, each group says where its call is. */
function onItsLine(site: Site, text: string): Site {
  const line = text.slice(0, site.range.start).split("\n").length;
  const named = (group: string): string => `${group}, line ${line}`;
  return {
    ...site,
    conditions: site.conditions.map((one) => ({ ...one, group: named(one.group) })),
    dangers: site.dangers.map((one) => ({ ...one, group: named(one.group) })),
  };
}

/** Words that a call may follow. After any other word, a call is part of a sentence. */
const BEFORE_CALL = new Set(
  "return await new if in and or not yield throw try go defer else do elif unless case async const let var print echo super".split(
    " ",
  ),
);

/** Words that may follow a call on its line. After a call, any other word goes on with a sentence. */
const AFTER_CALL = new Set(
  "as satisfies instanceof in of and or not if else for is then catch finally from".split(" "),
);

/** Whether a chain stands where code has one, not in a sentence that mentions it. */
export function isInCode({ list, start, end }: Chain): boolean {
  const [own, before, after] = [list[start], list[start - 1], list[end]];
  if (after?.kind === "word" && !after.isFirst && !AFTER_CALL.has(after.text)) return false;
  if (before === undefined || own?.isFirst === true || before.kind !== "word") return true;
  return BEFORE_CALL.has(before.text);
}
