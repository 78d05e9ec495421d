import { readKeys } from "./read.ts";
import type { KeyReading } from "./types.ts";

/** How many readings are kept: of the three key fields now, and as they were before the last change. */
const KEPT = 6;
const kept: {
  readonly text: string;
  readonly passphrase: string | undefined;
  readonly reading: Promise<KeyReading>;
}[] = [];

/**
 * As `readKeys`, once for the same text and passphrase: a live token is judged and signed with each keystroke, while opening
 * an encrypted key takes a good part of a second on purpose.
 */
export function readKeptKeys(text: string, passphrase?: string): Promise<KeyReading> {
  const found = kept.findIndex((entry) => entry.text === text && entry.passphrase === passphrase);
  const [entry = { text, passphrase, reading: readKeys(text, passphrase) }] = found < 0 ? [] : kept.splice(found, 1);
  kept.unshift(entry);
  kept.splice(KEPT);
  entry.reading.catch(() => {
    // A parser that could not be loaded is worth another try.
    const index = kept.indexOf(entry);
    if (index >= 0) kept.splice(index, 1);
  });
  return entry.reading;
}
