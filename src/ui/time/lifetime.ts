import type { TimeReading } from "../../core/claims/types.ts";
import type { TimeClaimName } from "../../core/registry/time-claims.ts";

/** A part of the line, both ends from 0 to 1. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The range of seconds on the line: a scale that stays fixed while the clock is dragged. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

/** A lifetime relative to the clock; all values in seconds. */
export type LifetimeSays =
  /** Valid until the end; `whole` is null if no beginning is known. */
  | { readonly kind: "left"; readonly left: number; readonly whole: number | null }
  /** Over, but accepted within the leeway. */
  | { readonly kind: "on-leeway"; readonly left: number }
  | { readonly kind: "late"; readonly by: number }
  /** Before `nbf`, or if there is none before `iat`, which is no reason to refuse. */
  | { readonly kind: "early"; readonly by: number; readonly claim: "nbf" | "iat" }
  | { readonly kind: "endless"; readonly since: number; readonly claim: "nbf" | "iat" }
  /** `exp` is not after the other, so the token is never valid. */
  | { readonly kind: "never"; readonly claim: "nbf" | "iat"; readonly by: number };

/** A token's times on a line from 0 to 1, and the clock on it. */
export interface Lifetime {
  readonly scale: Scale;
  /** The claims that can be placed, in order of time. */
  readonly marks: readonly { readonly claims: readonly TimeClaimName[]; readonly at: number }[];
  /** From the earlier of `iat` and `nbf` to `exp`; an open side runs to the line's end. Null if the token is never valid. */
  readonly life: (Stretch & { readonly open: "start" | "end" | null }) | null;
  /** The part of the lifetime before `nbf`. */
  readonly waiting: Stretch | null;
  /** Where only the leeway makes the token valid: before `nbf`, after `exp`. */
  readonly leeway: readonly Stretch[];
  readonly now: number;
  /** The side on which the clock is off the scale: it is drawn at that end of the line. */
  readonly beyond: "before" | "after" | null;
  readonly says: LifetimeSays;
  /** Where Home and End put the clock, in seconds. */
  readonly ends: { readonly first: number; readonly last: number };
}

/** The input of the drawing; all in seconds. */
interface LifetimeFacts {
  readonly times: readonly TimeReading[];
  readonly clock: { readonly now: number; readonly leeway: number };
  /** A moment that the scale includes if the claims span no time: the unmoved clock. */
  readonly anchor: number;
  /** The fixed scale while the clock is dragged. */
  readonly held?: Scale | null;
}

/** Space at both ends of the line for marks beyond the scale. */
const MARGIN = 0.03;
const HOUR = 3600;

/** The position of an instant on the line, clamped to its ends. */
export function placeOf({ from, to }: Scale, seconds: number): number {
  const place = MARGIN + ((seconds - from) / (to - from)) * (1 - 2 * MARGIN);
  return Math.min(Math.max(place, MARGIN / 3), 1 - MARGIN / 3);
}

/** The instant at a position on the line, in whole seconds, clamped to the scale. */
export function instantAt({ from, to }: Scale, place: number): number {
  const part = (place - MARGIN) / (1 - 2 * MARGIN);
  return Math.round(from + Math.min(Math.max(part, 0), 1) * (to - from));
}

/**
 * A token's times laid out on a line. Its life takes most of it, whenever now is, so the clock can be moved along it to
 * the second; a clock far away is at the line's end. Claims that are not usable times are left out; null where none is left.
 */
export function lifetime({ times, clock, anchor, held }: LifetimeFacts): Lifetime | null {
  const usable = times.filter(({ why, seconds }) => why === null && seconds !== null);
  const of = (claim: TimeClaimName): number | null => usable.find((time) => time.claim === claim)?.seconds ?? null;
  const [iat, nbf, exp] = [of("iat"), of("nbf"), of("exp")];
  const begin = iat === null ? nbf : nbf === null ? iat : Math.min(iat, nbf);
  if (begin === null && exp === null) return null;
  const clash = exp === null ? null : (["nbf", "iat"] as const).find((claim) => (of(claim) ?? -Infinity) >= exp);
  const scale = held ?? scaleOf([iat, nbf, exp], clock.leeway, anchor);
  const at = (seconds: number): number => placeOf(scale, seconds);

  const life: Lifetime["life"] =
    clash !== undefined && clash !== null
      ? null
      : {
          start: begin === null ? 0 : at(begin),
          end: exp === null ? 1 : at(exp),
          open: begin === null ? "start" : exp === null ? "end" : null,
        };
  const leeway: Stretch[] = [];
  if (clock.leeway > 0 && life !== null) {
    if (nbf !== null) leeway.push({ start: at(nbf - clock.leeway), end: at(nbf) });
    if (exp !== null) leeway.push({ start: at(exp), end: at(exp + clock.leeway) });
  }
  return {
    scale,
    marks: marksOf(
      [
        ["iat", iat],
        ["nbf", nbf],
        ["exp", exp],
      ],
      at,
    ),
    life,
    waiting: life !== null && nbf !== null && begin !== null && nbf > begin ? { start: at(begin), end: at(nbf) } : null,
    leeway,
    now: at(clock.now),
    beyond: clock.now < scale.from ? "before" : clock.now > scale.to ? "after" : null,
    says: says(iat, nbf, exp, clash ?? null, clock),
    ends: { first: Math.ceil(begin ?? scale.from), last: Math.ceil(exp ?? scale.to) },
  };
}

/** The claims' span with room around it; where they span nothing, up to the anchor, an hour at least. */
function scaleOf(claims: readonly (number | null)[], leeway: number, anchor: number): Scale {
  const known = claims.filter((seconds) => seconds !== null);
  const first = Math.min(...known);
  const last = Math.max(...known);
  // With one end only, or none, the time up to the anchor is what can be shown.
  const open = first === last || claims[2] === null;
  const low = open ? Math.min(first, anchor) : first;
  const high = open ? Math.max(last, anchor, low + HOUR) : last;
  const span = high - low;
  // A leeway that would dwarf the lifetime is clipped.
  const shown = Math.min(leeway * 1.3, span);
  return { from: low - Math.max(span * 0.15, shown), to: high + Math.max(span * 0.3, shown) };
}

/** Claims of the same moment, or too near to each other to be told apart, share a mark. */
function marksOf(
  claims: readonly (readonly [TimeClaimName, number | null])[],
  at: (seconds: number) => number,
): Lifetime["marks"] {
  const placed = claims
    .flatMap(([claim, seconds]) => (seconds === null ? [] : [{ claims: [claim], at: at(seconds) }]))
    .toSorted((a, b) => a.at - b.at);
  const marks: { claims: TimeClaimName[]; at: number }[] = [];
  for (const mark of placed) {
    const last = marks.at(-1);
    if (last !== undefined && mark.at - last.at < 0.002) last.claims.push(...mark.claims);
    else marks.push(mark);
  }
  return marks;
}

function says(
  iat: number | null,
  nbf: number | null,
  exp: number | null,
  clash: "nbf" | "iat" | null,
  { now, leeway }: LifetimeFacts["clock"],
): LifetimeSays {
  const begin = nbf ?? iat;
  const beginClaim = nbf === null ? "iat" : "nbf";
  if (clash !== null && exp !== null) {
    return { kind: "never", claim: clash, by: ((clash === "nbf" ? nbf : iat) ?? exp) - exp };
  }
  if (exp !== null && now >= exp + leeway) return { kind: "late", by: now - exp };
  if (begin !== null && now < begin) return { kind: "early", by: begin - now, claim: beginClaim };
  if (exp === null) return { kind: "endless", since: now - (begin ?? now), claim: beginClaim };
  if (now >= exp) return { kind: "on-leeway", left: exp + leeway - now };
  return { kind: "left", left: exp - now, whole: begin === null ? null : exp - (iat ?? begin) };
}

/** Lengths of time that people count in, in seconds. */
const STEPS = [1, 5, 15, 60, 300, 900, HOUR, 6 * HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR, 365 * 24 * HOUR];

/** How far an arrow key and a Page key move the clock on a scale: about a hundredth and a tenth of it, in round lengths. */
export function stepsOf({ from, to }: Scale): { readonly arrow: number; readonly page: number } {
  const near = (seconds: number): number => STEPS.findLast((step) => step <= seconds) ?? 1;
  const arrow = near((to - from) / 60);
  return { arrow, page: Math.max(near((to - from) / 8), arrow * 4) };
}

/** Where the words about a lifetime have most room: in the middle of the longer part beside now, clear of both ends. */
export function captionAt({ now, life }: Pick<Lifetime, "now" | "life">): number {
  const start = life?.start ?? 0;
  const end = life?.end ?? 1;
  const inside = now > start && now < end;
  const middle = !inside
    ? (start + end) / 2
    : end - now >= now - start
      ? (Math.max(now, start) + end) / 2
      : (start + now) / 2;
  return Math.min(Math.max(middle, 0.15), 0.85);
}
