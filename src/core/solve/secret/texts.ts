import type { Discovery, SolveStep } from "../types.ts";
import type { Change, Changed } from "./change.ts";
import { ESCAPE_CHANGES } from "./escapes.ts";
import { LETTER_CHANGES } from "./letters.ts";
import { NUMBER_CHANGES } from "./numbers.ts";
import { PART_CHANGES } from "./parts.ts";
import { QUOTE_CHANGES } from "./quotes.ts";
import { SETTING_CHANGES } from "./settings.ts";
import { SHELL_CHANGES } from "./shells.ts";
import { WHITE_SPACE_CHANGES } from "./white-space.ts";

/** A text that may be the secret, and the changes that lead to it from the field's content. */
interface TextReading {
  readonly steps: readonly SolveStep[];
  readonly text: string;
  readonly args: Discovery["args"];
  /** What remains after a removal: likelier to be encoded than an extended text. */
  readonly isUnwrapped: boolean;
}

/** The likeliest first. */
const CHANGES: readonly Change[] = [
  ...WHITE_SPACE_CHANGES,
  ...SETTING_CHANGES,
  ...QUOTE_CHANGES,
  ...ESCAPE_CHANGES,
  ...SHELL_CHANGES,
  ...NUMBER_CHANGES,
  ...LETTER_CHANGES,
  ...PART_CHANGES,
];

/** How many texts two changes may make. */
const MOST_OF_TWO = 160;
/** Longer secrets are tried in few ways: nobody types one, and each way costs its length. */
const LONG = 4096;

function results(change: Change, text: string): readonly Exclude<Changed, string>[] {
  const changed = change.of(text);
  const all = Array.isArray(changed) ? (changed as readonly Changed[]) : [changed as Changed];
  return all.map((one) => (typeof one === "string" ? { text: one, args: {} } : one));
}

/**
 * The texts that may be the secret: unchanged; after what editors, shells, settings files and copying do to it; and
 * after two of these changes if the first removed something. Each text once, none empty; the likely ones first. Pure.
 */
export function textReadings(text: string): readonly TextReading[] {
  const readings: TextReading[] = [{ steps: [], text, args: {}, isUnwrapped: true }];
  const seen = new Set([text, ""]);
  const add = (from: TextReading, change: Change, most: number): void => {
    for (const { text: changed, args } of results(change, from.text)) {
      if (seen.has(changed) || readings.length >= most) continue;
      seen.add(changed);
      readings.push({
        steps: [...from.steps, change.step],
        text: changed,
        args: { ...from.args, ...args },
        isUnwrapped: change.unwraps === true && from.isUnwrapped,
      });
    }
  };
  const [asItStands] = readings as [TextReading];
  const changes = text.length > LONG ? [...WHITE_SPACE_CHANGES.slice(0, 3), ...SETTING_CHANGES] : CHANGES;
  for (const change of changes) add(asItStands, change, Infinity);
  const once = readings.slice(1).filter(({ isUnwrapped }) => isUnwrapped);
  const most = readings.length + MOST_OF_TWO;
  if (text.length <= LONG)
    // Side by side, so what a later change leaves is not crowded out.
    for (const change of changes)
      for (const reading of once) if (reading.steps[0] !== change.step) add(reading, change, most);
  return readings;
}
