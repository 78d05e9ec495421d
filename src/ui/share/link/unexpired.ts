import { readTimes } from "../../../core/claims/timeline.ts";
import type { View } from "../../../state/types.ts";

/** That a token, or one inside it, can still be used, by the real time, in words; null where none can. */
export function unexpiredOf({ layers, realTime }: View): string | null {
  const clock = { now: realTime, leeway: 0 };
  const ends = layers.flatMap(({ token }) => {
    const times = token.payload === null ? [] : readTimes(token.payload.json, clock);
    const exp = times.find(({ claim }) => claim === "exp");
    if (token.form === "empty" || token.form === "text") return [];
    // Where nothing says when it ends, it does not.
    const end = exp?.seconds ?? Infinity;
    return end > realTime ? [end] : [];
  });
  if (ends.length === 0) return null;
  const left = Math.max(...ends) - realTime;
  if (left === Infinity) return "It has no expiry";
  return `It is valid for another ${durationWords(left)}`;
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
  const whole = Math.max(1, Math.round(amount));
  return `${whole.toLocaleString("en")} ${unit}${whole === 1 ? "" : "s"}`;
}
