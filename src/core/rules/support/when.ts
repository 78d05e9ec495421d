import { instantWords, USUAL_STYLE } from "../../claims/describe.ts";
import type { RuleContext } from "../types.ts";

/** An instant (seconds) as a finding writes it, in the way that the user chose; "" outside a Date's range. */
export function when(
  seconds: number,
  { timeStyle }: { readonly timeStyle?: RuleContext["timeStyle"] | undefined },
): string {
  return instantWords(seconds, timeStyle ?? USUAL_STYLE)?.first ?? "";
}
