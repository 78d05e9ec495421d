import { detectTokens } from "../token/detect.ts";
import type { FoundToken } from "../token/types.ts";

/** Replaces the characters of a token while the text around it is read: neither a letter nor a digit, and not used in real text. */
const MASK = "\ue000";

/** The most rounds of searching for tokens: each finds as many as one search reports. */
const MOST_ROUNDS = 50;

/** A token in a text, with its runs of characters: a line break inside it belongs to no run. */
export interface Placed {
  readonly token: string;
  readonly runs: readonly { readonly start: number; readonly end: number }[];
}

/** All tokens of a text in order, repeated ones included. */
export function tokensIn(text: string): readonly Placed[] {
  // A line break written as an escape also breaks a token.
  let masked = text.replace(/(?<=[\w-])\\[nr](?=[\w\\-])|(?<=\\r)\\n(?=[\w-])/g, " \n");
  const placed: Placed[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { tokens } = detectTokens(masked);
    const found = tokens.filter(
      ({ text: token, range }) => token !== "" && range.end > range.start && !token.includes(MASK),
    );
    // A cookie's session is a token in pieces, which the text does not contain as a whole.
    const whole = found.filter((one) => runsOf(one).length > 0);
    if (whole.length === 0) break;
    for (const one of whole) {
      const first = runsOf(one);
      placed.push({ token: one.text, runs: first });
      masked = mask(masked, first);
      // A repeated token is reported only once.
      for (let at = masked.indexOf(one.text); at >= 0; at = masked.indexOf(one.text, at + 1)) {
        const runs = [{ start: at, end: at + one.text.length }];
        placed.push({ token: one.text, runs });
        masked = mask(masked, runs);
      }
    }
  }
  // Tokens encoded once more: a session, or a token in a Kubernetes Secret.
  for (const match of masked.matchAll(/(?<![\w+/=-])(?:base64-)?((?:eyJ|ZXlK|W3si|W3s)[\w+/-]{20,}={0,2})/g)) {
    const [whole, token = ""] = match;
    const end = match.index + whole.length;
    placed.push({ token, runs: [{ start: end - token.length, end }] });
  }
  return placed.toSorted((a, b) => (a.runs[0]?.start ?? 0) - (b.runs[0]?.start ?? 0));
}

function runsOf({ text, range, removals }: FoundToken): Placed["runs"] {
  const gaps = removals
    .filter((one) => one.range.start > range.start && one.range.end < range.end)
    .toSorted((a, b) => a.range.start - b.range.start);
  const runs: { start: number; end: number }[] = [];
  let start = range.start;
  for (const gap of gaps) {
    runs.push({ start, end: gap.range.start });
    start = gap.range.end;
  }
  runs.push({ start, end: range.end });
  return runs.reduce((sum, run) => sum + run.end - run.start, 0) === text.length ? runs : [];
}

/** The text with these runs masked. */
export function mask(text: string, runs: Placed["runs"]): string {
  return runs.reduce(
    (masked, { start, end }) => masked.slice(0, start) + MASK.repeat(end - start) + masked.slice(end),
    text,
  );
}
