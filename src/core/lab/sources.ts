const FILES: Readonly<Record<string, string>> = import.meta.glob<string>(["./naive/*.ts", "./hardened/*.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** One line of shown code. `guilty` is the remark on the line with the flaw. */
export interface SourceLine {
  readonly number: number;
  readonly text: string;
  readonly guilty: string | null;
}

/** The whole text of a verifier's file, exactly as it runs. Throws if there is no such file. */
export function sourceOf(file: string): string {
  const text = FILES[`./${file}`];
  if (text === undefined) throw new Error(`no source ${file}`);
  return text;
}

const GUILTY = "// guilty: ";

/**
 * The lines of a verifier's file for reading, with the file's line numbers. The imports at its head are left out. A
 * remark `// guilty: …` is removed and belongs to its own line or, if alone, to the line above.
 */
export function readSource(file: string): readonly SourceLine[] {
  const lines = sourceOf(file).trimEnd().split("\n");
  const start = lines.findLastIndex((line) => /^import |^\} from /.test(line)) + 2;
  const read: { number: number; text: string; guilty: string | null }[] = [];
  for (const [index, line] of lines.entries()) {
    if (index < start) continue;
    const mark = line.indexOf(GUILTY);
    const text = mark < 0 ? line : line.slice(0, mark).trimEnd();
    const guilty = mark < 0 ? null : line.slice(mark + GUILTY.length);
    const above = read.at(-1);
    if (text === "" && guilty !== null && above) above.guilty = guilty;
    else read.push({ number: index + 1, text, guilty });
  }
  return read;
}
