import { instantWords, USUAL_STYLE } from "../../claims/describe.ts";
import type { RuleContext } from "../types.ts";

/** An instant (seconds) as findings write it, in the notation that the user chose; "" outside the range of Date. */
export function when(
  seconds: number,
  { timeStyle }: { readonly timeStyle?: RuleContext["timeStyle"] | undefined },
): string {
  return instantWords(seconds, timeStyle ?? USUAL_STYLE)?.first ?? "";
}
