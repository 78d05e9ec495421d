/** A line of a text with its line break, and a key that stays with it while lines come and go before it. */
interface KeyedLine {
  readonly key: number;
  readonly text: string;
  readonly start: number;
}

/** Splits texts into lines with keys that persist from one text to the next, so only changed lines are redrawn. */
export function createKeyedLines(): (text: string) => readonly KeyedLine[] {
  let last: readonly KeyedLine[] = [];
  let fresh = 0;
  return (text) => {
    const lines: string[] = text.match(/[^\n]+\n?|\n/g) ?? [];
    // A text that ends with a line break, or is empty, has one more line to put the caret in.
    if (text === "" || text.endsWith("\n")) lines.push("");
    const shorter = Math.min(lines.length, last.length);
    let head = 0;
    while (head < shorter && lines[head] === last[head]?.text) head += 1;
    let tail = 0;
    while (tail < shorter - head && lines.at(-1 - tail) === last.at(-1 - tail)?.text) tail += 1;
    let start = 0;
    last = lines.map((line, index) => {
      const before =
        index < head
          ? last[index]
          : index >= lines.length - tail
            ? last[last.length - (lines.length - index)]
            : undefined;
      // A line that was only edited keeps its key where no line came or went.
      const kept = before ?? (lines.length === last.length ? last[index] : undefined);
      const keyed = { key: kept?.key ?? (fresh += 1), text: line, start };
      start += line.length;
      return keyed;
    });
    return last;
  };
}
