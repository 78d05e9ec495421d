import type { Directive, Word } from "./directives.ts";

/** Deeper blocks are not read. */
const MOST_DEPTH = 30;
const MOST_DIRECTIVES = 20_000;

interface Open {
  readonly inside: Directive[];
  readonly words: readonly Word[];
}

/**
 * The directives of a Caddyfile: the words of one line each, and a block where the line ends in a brace. The block of global
 * options is a directive without a name. Never throws; what follows an unclosed block is inside it.
 */
export function caddyfileIn(text: string): readonly Directive[] {
  const top: Directive[] = [];
  const open: Open[] = [];
  let count = 0;
  const close = (end: number): void => {
    const block = open.pop();
    if (block === undefined) return;
    (open.at(-1)?.inside ?? top).push(directiveOf(block.words, end, block.inside));
  };
  for (const words of linesOf(text)) {
    count += 1;
    if (count > MOST_DIRECTIVES) break;
    const last = words.at(-1);
    const own = words.slice(0, -1);
    if (last?.text === "{" && open.length < MOST_DEPTH)
      open.push({ inside: [], words: own.length > 0 ? own : [{ ...last, text: "" }] });
    else if (words.length === 1 && last?.text === "}") close(last.range.end);
    else if (last) (open.at(-1)?.inside ?? top).push(directiveOf(words, last.range.end, null));
  }
  while (open.length > 0) close(text.length);
  return top;
}

function directiveOf(words: readonly Word[], end: number, block: readonly Directive[] | null): Directive {
  const [name, ...rest] = words;
  return { name: name?.text ?? "", words: rest, range: { start: name?.range.start ?? end, end }, block };
}

/** All directives of a name, wherever they stand. */
export function directivesNamed(directives: readonly Directive[], name: string): readonly Directive[] {
  return directives.flatMap((one) => [...(one.name === name ? [one] : []), ...directivesNamed(one.block ?? [], name)]);
}

/** The words of each line. A comment starts with a word; a backslash at the end of a line continues it. */
function* linesOf(text: string): Generator<readonly Word[]> {
  let words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === "\n") {
      if (words.length > 0) yield words;
      words = [];
      at += 1;
    } else if (character === "\\" && /^\r?\n/.test(text.slice(at + 1, at + 3))) at = text.indexOf("\n", at) + 1;
    else if (/\s/.test(character)) at += 1;
    else if (character === "#") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else {
      const word = wordAt(text, at);
      words.push(word);
      at = word.range.end + (character === '"' || character === "`" ? 1 : 0);
    }
  }
  if (words.length > 0) yield words;
}

function wordAt(text: string, start: number): Word {
  const quote = text[start];
  let end = start + 1;
  if (quote === "`" || quote === '"') {
    let value = "";
    for (; end < text.length && text[end] !== quote; end += 1) {
      if (quote === '"' && text[end] === "\\" && text[end + 1] === '"') end += 1;
      value += text[end] ?? "";
    }
    return { text: value, range: { start: start + 1, end } };
  }
  while (end < text.length && !/\s/.test(text[end] ?? "")) end += 1;
  return { text: text.slice(start, end), range: { start, end } };
}
