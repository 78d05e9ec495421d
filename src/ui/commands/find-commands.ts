/** Something that the palette does. */
export interface Command {
  readonly id: string;
  /** What it does, in the words of its button or link. */
  readonly title: string;
  /** Synonyms, in lower case. */
  readonly words: string;
  readonly group: string;
  /** Relevant to what is open now: such commands come first. */
  readonly fits?: boolean;
  readonly run: () => void;
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** The words of a title, and of what follows its colon: an example or a pane is looked for by its own name as well. */
const namesOf = (title: string): readonly (readonly string[])[] =>
  [title, ...title.split(/: | (?:for|to) /).slice(1)].map(wordsOf);

/**
 * How well a command answers each typed word: 3 where the title begins with it, 2 where one of its words does, 1 by a synonym;
 * 0: not at all. The first letters of words that follow each other ("pk": Public key) are as good as a word.
 */
function score({ title, words, group }: Command, typed: readonly string[]): number {
  const names = namesOf(title).map((inName) => ({ inName, initials: inName.map(([first]) => first).join("") }));
  const others = [...wordsOf(words), ...wordsOf(group)];
  const answer = (part: string): number => {
    const initials = part.length > 1;
    const begins = names.some((one) => one.inName[0]?.startsWith(part) || (initials && one.initials.startsWith(part)));
    if (begins) return 3;
    const isIn = names.some(
      (one) => one.inName.some((word) => word.startsWith(part)) || (initials && one.initials.includes(part)),
    );
    return isIn ? 2 : others.some((word) => word.startsWith(part)) ? 1 : 0;
  };
  const points = typed.map(answer);
  if (points.includes(0)) return 0;
  // Among equals, the shortest name is the closest match.
  const shortest = Math.min(...names.map(({ inName }) => inName.join("").length));
  return points.reduce((sum, one) => sum + one, 0) + 1 / (1 + shortest);
}

/**
 * The commands that a typed text asks for, best first: each of its words begins a word of the title, of the group or
 * a synonym, or is first letters of the title.
 * Without a text all, those that fit what is open first; the order of equals is that of the list.
 */
export function findCommands(all: readonly Command[], typed: string): readonly Command[] {
  const parts = wordsOf(typed);
  return all
    .map((command) => ({ command, points: parts.length === 0 ? 1 : score(command, parts) }))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points || Number(b.command.fits ?? false) - Number(a.command.fits ?? false))
    .map(({ command }) => command);
}

/** How many near matches are offered. */
const NEAREST = 3;

/** Pairs of letters that follow each other, as a measure of likeness that survives a slip of the finger. */
function pairs(text: string): ReadonlySet<string> {
  const letters = text.toLowerCase().slice(0, 60);
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}

/** The commands whose titles and synonyms are most like a text that none answers; none for a text of one letter. */
export function nearestCommands(all: readonly Command[], typed: string): readonly Command[] {
  const wanted = pairs(typed);
  const likeness = ({ title, words }: Command): number => {
    const names = [title, ...words.split(" ")];
    return Math.max(
      ...names.map((name) => {
        const own = pairs(name);
        const both = [...wanted].filter((pair) => own.has(pair)).length;
        return wanted.size + own.size === 0 ? 0 : (2 * both) / (wanted.size + own.size);
      }),
    );
  };
  return all
    .map((command) => ({ command, like: likeness(command) }))
    .filter(({ like }) => like > 0)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, NEAREST)
    .map(({ command }) => command);
}
