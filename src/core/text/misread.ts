/** Characters that text recognition and people take for one another, in groups. */
const GROUPS = ["0Oo", "1lI", "5S", "8B", "2Z"];

const ALIKE = new Map(
  GROUPS.flatMap((group) => [...group].map((one) => [one, [...group].filter((other) => other !== one)] as const)),
);

/** A text with one character in the place of another that it may have been misread for. */
export interface Respelled {
  readonly text: string;
  readonly at: number;
  readonly read: string;
  readonly meant: string;
}

/** Every text that differs from this one in one character that is easily misread, in the order of the places. */
export function* misreadings(text: string, from = 0, to = text.length): Generator<Respelled> {
  for (let at = Math.max(0, from); at < Math.min(to, text.length); at += 1) {
    const read = text.charAt(at);
    for (const meant of ALIKE.get(read) ?? [])
      yield { text: text.slice(0, at) + meant + text.slice(at + 1), at, read, meant };
  }
}

/** Where two texts of one length differ, if only in characters that are easily misread; null if they differ otherwise or not at all. */
export function misreadAt(read: string, meant: string): readonly number[] | null {
  if (read.length !== meant.length || read === meant) return null;
  const places: number[] = [];
  for (let at = 0; at < read.length; at += 1) {
    if (read[at] === meant[at]) continue;
    if (ALIKE.get(read.charAt(at))?.includes(meant.charAt(at)) !== true) return null;
    places.push(at);
  }
  return places;
}
