import { counted } from "../../../core/base/words.ts";
import { hiddenIn, processedPayload } from "../../../core/envelope/disclosures.ts";
import { wholeObject } from "../../../core/json/query.ts";
import { timesIn } from "../../../state/times.ts";
import type { View } from "../../../state/types.ts";

/**
 * Says that a token, or one inside it, can still be used at the real time; null if none can. An SD-JWT expires when
 * its processed payload says (RFC 9901 section 7.1).
 */
export function unexpiredOf({ layers, realTime }: Pick<View, "layers" | "realTime">): string | null {
  const clock = { now: realTime, leeway: 0 };
  const ends = layers.flatMap(({ token, envelope }) => {
    if (token.form === "empty" || token.form === "text") return [];
    if (token.payload === null) return [{ end: Infinity, isDisclosed: false, isHidden: false }];
    const exp = timesIn(token.payload.json, clock, envelope).find(({ claim }) => claim === "exp");
    const root = wholeObject(processedPayload(token.payload.json, envelope?.selective));
    // Without an exp it does not expire.
    const end = exp?.seconds ?? Infinity;
    const isHidden = exp === undefined && root !== null && hiddenIn(root) > 0;
    return end > realTime ? [{ end, isDisclosed: exp?.disclosure !== undefined, isHidden }] : [];
  });
  const last = ends.toSorted((one, other) => other.end - one.end || Number(one.isHidden) - Number(other.isHidden))[0];
  if (last === undefined) return null;
  if (last.end === Infinity)
    return last.isHidden ? "It shows no expiry, and may have one that is not disclosed" : "It has no expiry";
  return `It is valid for another ${durationWords(last.end - realTime)}${last.isDisclosed ? ", by the exp in a disclosure" : ""}`;
}

function durationWords(seconds: number): string {
  const [amount, unit] =
    seconds < 120
      ? [seconds, "second"]
      : seconds < 7200
        ? [seconds / 60, "minute"]
        : seconds < 172_800
          ? [seconds / 3600, "hour"]
          : [seconds / 86_400, "day"];
  return counted(Math.max(1, Math.round(amount)), unit);
}
