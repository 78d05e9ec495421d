import { clockFace, describeTime, durationWords } from "../../core/claims/describe.ts";
import type { Axis } from "../../core/collect/axis.ts";
import type { Claims } from "../../core/collect/types.ts";
import type { Clock, TimeClaim, TimeStyle } from "../../core/claims/types.ts";
import type { TokenForm } from "../../core/envelope/types.ts";

/** The time of day, to the second. */
export function timeOfDay(seconds: number, style: TimeStyle): string {
  return clockFace(seconds, style)?.time ?? "";
}

/** The label at a tick: the time of day, or the date if the scale spans more than a day. */
export function tickWords(seconds: number, { step }: Axis, style: TimeStyle): string {
  const face = clockFace(seconds, style);
  if (face === null) return "";
  if (step >= 24 * 3600) return face.date.replace(/^\w+ /, "");
  return step < 60 ? face.time : face.time.replace(/:\d\d(?=$| )/, "");
}

/** How many seconds the page's time of day is ahead of UTC. */
export function offsetAt(seconds: number, style: TimeStyle): number {
  return style.first === "utc" ? 0 : -60 * new Date(seconds * 1000).getTimezoneOffset();
}

/** The lifetime that a token claims. */
export function lifetimeWords({ iat, nbf, exp, form, isExpDisclosed, hidden }: Claims): string {
  if (form === "jwe" || form === "jwe-json") return exp === null ? "encrypted" : "encrypted, with exp";
  if (exp === null) return withoutEnd(hidden);
  const from = nbf ?? iat;
  const words = from === null ? "no iat" : exp <= from ? "no time at all" : durationWords(exp - from);
  return isExpDisclosed ? `${words}, exp from a disclosure` : words;
}

/** When a token of this visit expires. "No exp" is only said of claims that were read: `hidden` is null if none were. */
export function endWords({
  exp,
  clock,
  hidden,
  form,
}: {
  readonly exp: TimeClaim | undefined;
  readonly clock: Clock;
  readonly hidden: number | null;
  readonly form: TokenForm;
}): string {
  if (exp === undefined && hidden === null) return form.startsWith("jwe") ? "encrypted" : "no claims read";
  if (exp === undefined) return withoutEnd(hidden ?? 0);
  return `${describeTime(exp, clock)}${exp.disclosure === undefined ? "" : ", from a disclosure"}`;
}

/** An absent exp may be one that an SD-JWT does not disclose. */
function withoutEnd(hidden: number): string {
  return hidden > 0 ? "no exp shown" : "no exp";
}
