import type { Severity } from "../../core/rules/types.ts";
import type { IconName } from "../Icon.tsx";

/** The colour of a verdict's part; `none` is no verdict yet. */
export type Tone = Severity | "none";

/** One part of the sentence at the top of the page. */
export interface Words {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: string;
  readonly sub: string;
}

/** "1 error", "3 warnings". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
