import { CAPABILITIES } from "./capabilities.ts";
import type { EngineName } from "./engine.ts";

/** What one engine was found to have, in the order of `CAPABILITIES`. */
export interface Column {
  readonly name: EngineName;
  /** The part that determines the engine's features, and so whether two results are about the same thing. */
  readonly version: string;
  readonly has: readonly boolean[];
}

const BEGIN = "<!-- browsers: written by `npm run test:browsers -- --update` -->";
const END = "<!-- /browsers -->";
const WORDS = { true: "yes", false: "no" } as const;

/** The table between its markers. */
export function tableOf(columns: readonly Column[]): string {
  const heads = ["what", ...columns.map(({ name, version }) => `${name} ${version}`), "without it"];
  const rows = CAPABILITIES.map(([what, without], index) => [
    what,
    ...columns.map(({ has }) => WORDS[`${has[index] ?? false}`]),
    without,
  ]);
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(heads), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** The columns of a README's table. Throws without markers. */
export function columnsOf(readme: string): Column[] {
  const { begin, end } = block(readme);
  const [heads = [], , ...rows] = readme
    .slice(begin, end)
    .trim()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return heads.slice(1, -1).map((head, column) => {
    const [name, version = ""] = head.split(" ");
    return { name: name as EngineName, version, has: rows.map((row) => row[column + 1] === "yes") };
  });
}

/** The README with these columns in its table; columns of engines that were not found stay unchanged. */
export function withColumns(readme: string, found: readonly Column[]): string {
  const old = columnsOf(readme);
  const order: readonly EngineName[] = ["Chromium", "Firefox", "WebKitGTK"];
  const columns = order.flatMap((name) => [...found, ...old].find((column) => column.name === name) ?? []);
  const { begin, end } = block(readme);
  return `${readme.slice(0, begin)}\n\n${tableOf(columns)}\n\n${readme.slice(end)}`;
}

/** Start and end of the table's place. Throws without a marker. */
function block(readme: string): { readonly begin: number; readonly end: number } {
  const [mark, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (mark < 0 || end < mark) throw new Error(`README.md has no ${BEGIN} … ${END}`);
  return { begin: mark + BEGIN.length, end };
}
