import { durationWords } from "../../core/claims/describe.ts";
import type { ClockInput } from "../../state/types.ts";

/** "real time", "stopped", "moved, + 54 min". */
export function clockWords(clock: ClockInput): string {
  switch (clock.kind) {
    case "real":
      return "real time";
    case "stopped":
      return "stopped";
    case "moved":
      return `moved, ${clock.offset < 0 ? "−" : "+"} ${durationWords(clock.offset)}`;
  }
}
