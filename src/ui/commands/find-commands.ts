/** A command of the palette. */
export interface Command {
  readonly id: string;
  /** What it does, in the words of its button or link. */
  readonly title: string;
  /** Synonyms, in lower case. */
  readonly words: string;
  readonly group: string;
  /** Relevant to what is open now: such commands come first. */
  readonly fits?: boolean;
  /** Named after an attack of the lab: its words count half, or "key" would list ten attacks first. */
  readonly far?: boolean;
  readonly run: () => void;
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** The words of a title, and those after its colon: examples and panes are found by their own names too. */
const namesOf = (title: string): readonly (readonly string[])[] =>
  [title, ...title.split(/: | (?:for|to) /).slice(1)].map(wordsOf);

/**
 * How well a command matches each typed word: 3 if the title begins with it, 2 if one of its words does, 1 by a
 * synonym, 0 if not. Initials of consecutive words ("pk": Public key) count as a word. A `far` one gets half of the sum.
 */
function score({ title, words, group, far = false }: Command, typed: readonly string[]): number {
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
  return (points.reduce((sum, one) => sum + one, 0) + 1 / (1 + shortest)) / (far ? 2 : 1);
}

/**
 * The commands that match a typed text, best first: each typed word begins a word of the title, the group or a
 * synonym, or is initials of the title. Without a text all of them, relevant ones first; equals keep the order of the
 * list.
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

/** Pairs of adjacent letters: a measure of similarity that survives typos. */
function pairs(text: string): ReadonlySet<string> {
  const letters = text.toLowerCase().slice(0, 60);
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}

/** The commands whose titles and synonyms are most similar to a text without a match; none for a single letter. */
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
