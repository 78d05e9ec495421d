import type { Collector } from "./collector.ts";
import { base64Text, mayHoldToken, tokensIn } from "./find.ts";
import { LONGEST, WINDOW } from "./limits.ts";
import { type LineFacts, lineFacts } from "./line-facts.ts";
import type { Found, PlaceKind } from "./types.ts";
import { createWindows } from "./windows.ts";

interface Lines {
  readonly push: (text: string) => void;
  readonly end: () => void;
  readonly count: () => number;
}

/**
 * Reads a text line by line: the tokens of each line, with the time and request that the same line gives. A line
 * longer than a window is searched in windows; its facts come from the first.
 */
export function createLines(collector: Collector, file: number, start = 0): Lines {
  let held = "";
  let count = start;
  let long: { facts: LineFacts; found: Found[] } | null = null;
  const inLong = createWindows(
    (part) => {
      long ??= { facts: lineFacts(part), found: [] };
      long.found.push(...tokensOfLine(part));
      // The tokens of a file without line breaks are not all held until its end.
      if (long.found.length >= 1000) tell(long.facts, long.found.splice(0));
    },
    () => collector.problem("too-long", file),
  );

  const tell = (facts: LineFacts, found: readonly Found[]): void => {
    const { isZoneless, ...rest } = facts;
    if (found.length === 0) return;
    if (isZoneless) collector.problem("no-zone", file);
    collector.add(found, { file, entry: count, ...rest }, null);
  };
  const endLine = (line: string): void => {
    count += 1;
    if (isLong) {
      inLong.push(line);
      inLong.end();
      if (long !== null) tell(long.facts, long.found);
      long = null;
      isLong = false;
      return;
    }
    if (!mayHoldToken(line) && line.length < 40) return;
    const found = tokensOfLine(line);
    if (found.length > 0) tell(lineFacts(line), found);
  };
  let isLong = false;

  return {
    push(text) {
      let from = 0;
      for (;;) {
        const end = text.indexOf("\n", from);
        if (end < 0) break;
        const line = held + text.slice(from, end);
        held = "";
        if (line.length > WINDOW + LONGEST) isLong = true;
        endLine(line);
        from = end + 1;
      }
      held += text.slice(from);
      if (held.length <= WINDOW + LONGEST) return;
      isLong = true;
      inLong.push(held);
      held = "";
    },
    end() {
      if (held !== "" || isLong) endLine(held);
      held = "";
    },
    count: () => count,
  };
}

function tokensOfLine(line: string): readonly Found[] {
  const found = tokensIn(line).map(({ text, name, at }): Found => {
    const before = line.slice(Math.max(0, at - 300), at);
    return { text, name, place: placeOf(before, name), sent: null };
  });
  const inside = base64Text(line.trim());
  if (inside === null) return found;
  return [...found, ...tokensIn(inside).map(({ text, name }): Found => ({ text, name, place: "line", sent: null }))];
}

/** Where in the request a token in a line was, from the text before it. */
function placeOf(before: string, name: string | null): PlaceKind {
  const word = /[^\s"'<>]{1,300}$/.exec(before)?.[0] ?? "";
  const mark = /^(?:[a-z]{2,5}:\/)?\/[^?#]{0,290}([?#])[^?#]{0,290}$/i.exec(word)?.[1];
  if (mark !== undefined) return mark === "?" ? "query" : "fragment";
  if (/(?:^|[\s"'])(?:set-)?cookie["']?\s{0,3}[:=][^\n]{0,280}$/i.test(before)) return "cookie";
  if (/authorization["']?\s{0,3}[:=]/i.test(before.slice(-60)) || /^authorization$/i.test(name ?? "")) return "header";
  return "line";
}
