import { onForget } from "../../memory/forget.ts";
import { chainsIn, type Assigned, type Chain } from "./chains.ts";
import type { Language } from "./lexicon.ts";
import { tokensOf } from "./tokens.ts";
import { partsOf } from "./tree.ts";

/** Code as far as it is read: its chains of names and calls, and what is given a value. Nothing is run. */
export interface Code {
  readonly text: string;
  readonly language: Language;
  readonly chains: readonly Chain[];
  /** What is given a value, by its path; and by the path that it is a member of. */
  readonly assigned: ReadonlyMap<string, readonly Assigned[]>;
  readonly members: ReadonlyMap<string, readonly Assigned[]>;
  /** Names whose value one assignment does not settle. */
  readonly unsettled: ReadonlySet<string>;
  /** How many more values are read; then, the rest is not known. */
  readonly budget: { left: number };
}

/** The most values that are read for one library. */
const MOST_VALUES = 20_000;

/** Longer texts are not read as code. */
const MOST_CODE = 1_000_000;

/** The last results: several libraries ask for the same text. */
const kept = new Map<Language, Omit<Code, "budget">>();
onForget(() => kept.clear());

/** Reads code of one language. Never throws. */
export function readCode(text: string, language: Language): Code {
  const last = kept.get(language);
  const budget = { left: MOST_VALUES };
  if (last?.text === text) return { ...last, budget };
  const isRead = text.length <= MOST_CODE;
  const code = { text, language, ...chainsIn(isRead ? partsOf(tokensOf(inFences(text), language)) : [], language) };
  kept.set(language, code);
  return { ...code, budget };
}

const FENCE = /^[ \t>]{0,9}(?:```|~~~)[^\n]*$/gm;

/** Of a text in Markdown, the code between its fences, with everything else blank; any other text as it is. */
function inFences(text: string): string {
  const fences = [...text.matchAll(FENCE)];
  if (fences.length === 0) return text;
  let [code, at, isInside] = ["", 0, false];
  for (const { index, 0: fence } of fences) {
    code += isInside ? text.slice(at, index) : blank(text.slice(at, index));
    code += " ".repeat(fence.length);
    at = index + fence.length;
    isInside = !isInside;
  }
  return code + (isInside ? text.slice(at) : blank(text.slice(at)));
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/** Lines of a stack trace: what prints them is an error message, not code. */
const TRACE =
  /^\s{1,8}at \S[^\n]{0,300}[:(][\w.]{1,60}:\d{1,6}(?::\d{1,6})?\)?\s*$|^Traceback \(most recent call last\)|^\s{1,8}File "[^"\n]{1,300}", line \d|^\s{1,8}at [^\n]{1,300} in [^\n]{1,300}:line \d|^goroutine \d{1,8} \[/m;

/** Whether a text has a stack trace. */
export const hasTrace = (text: string): boolean => TRACE.test(text);
