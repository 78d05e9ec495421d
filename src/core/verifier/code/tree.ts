import type { Range } from "../../text/range.ts";
import type { Token } from "./tokens.ts";

/** Code between brackets. */
export interface Group {
  readonly kind: "group";
  readonly open: "(" | "[" | "{";
  readonly items: readonly Part[];
  /** With its brackets. */
  readonly range: Range;
  /** The text has its closing bracket. */
  readonly isClosed: boolean;
  readonly isFirst: boolean;
}

/** A token, or all between two brackets. */
export type Part = Token | Group;

/** Brackets nested deeper are read as one level, so recursion over the parts is safe. */
const MOST_DEPTH = 200;

const OPENS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

interface Open {
  readonly token: Token;
  readonly items: Part[];
}

/** The parts of code by their brackets. An unmatched closing bracket is left out; an unmatched opening one ends with the text. */
export function partsOf(tokens: readonly Token[]): readonly Part[] {
  const top: Part[] = [];
  const stack: Open[] = [];
  const items = (): Part[] => stack.at(-1)?.items ?? top;
  const close = (end: number, isClosed: boolean): void => {
    const { token, items: inside } = stack.pop()!;
    const open = token.text as Group["open"];
    const range = { start: token.range.start, end };
    items().push({ kind: "group", open, items: inside, range, isClosed, isFirst: token.isFirst });
  };
  for (const token of tokens) {
    if (token.kind === "open" && stack.length < MOST_DEPTH) stack.push({ token, items: [] });
    else if (token.kind === "close") {
      const open = OPENS[token.text];
      if (stack.at(-1)?.token.text === open) close(token.range.end, true);
      else if (stack.some((one) => one.token.text === open)) {
        while (stack.at(-1)?.token.text !== open) close(token.range.start, false);
        close(token.range.end, true);
      }
    } else if (token.kind !== "open") items().push(token);
  }
  const end = tokens.at(-1)?.range.end ?? 0;
  while (stack.length > 0) close(end, false);
  return top;
}

/** Whether a part is this sign or word. */
export const isMark = (part: Part | undefined, ...texts: readonly string[]): boolean =>
  part?.kind === "mark" && texts.includes(part.text);
export const isWord = (part: Part | undefined, ...texts: readonly string[]): boolean =>
  part?.kind === "word" && (texts.length === 0 || texts.includes(part.text));

/** The parts between top-level commas. */
export function split(parts: readonly Part[]): readonly (readonly Part[])[] {
  const found: Part[][] = [[]];
  for (const part of parts) {
    if (isMark(part, ",")) found.push([]);
    else found.at(-1)?.push(part);
  }
  return found.filter(({ length }) => length > 0);
}

/** The range of several parts. */
export const rangeOf = (parts: readonly Part[]): Range => ({
  start: parts[0]?.range.start ?? 0,
  end: parts.at(-1)?.range.end ?? 0,
});
