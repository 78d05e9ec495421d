import { parseJson } from "../json/parse.ts";
import type { JsonNode } from "../json/types.ts";

/** How programs lay out JSON: without white space, with a space after each comma and colon, or over several lines. */
export type Layout = "compact" | "spaced" | "indent-2" | "indent-4" | "indent-tab";
/** Which characters in strings are escaped: as few as possible, or those that some languages' libraries escape. */
export type Escapes = "least" | "ascii" | "slashes" | "php" | "go" | "dotnet";

/** How a JSON text differs from another one with the same meaning. */
export interface Spelling {
  readonly layout: Layout;
  /** The members of each object are sorted by name. */
  readonly sorted: boolean;
  /** Null: strings keep their spelling. */
  readonly escapes: Escapes | null;
  /** Numbers as JavaScript writes them; false: they keep their spelling. */
  readonly numbers: boolean;
}

const LAYOUTS: readonly Layout[] = ["compact", "spaced", "indent-2", "indent-4", "indent-tab"];
const ESCAPES: readonly (Escapes | null)[] = [null, "least", "ascii", "slashes", "php", "go", "dotnet"];

/** Longer texts are not respelled. */
const LONGEST_BODY = 200_000;

/**
 * All spellings of a JSON text that widespread libraries write, smallest change first. Yields nothing if the text is
 * not JSON or is longer than `LONGEST_BODY`. White space and escapes aside, each is as long as the text.
 */
export function* spellingsOf(text: string): Generator<readonly [Spelling, string]> {
  if (text.length > LONGEST_BODY) return;
  const { root, problems } = parseJson(text);
  if (root === null || problems.length > 0) return;
  const all = LAYOUTS.flatMap((layout) =>
    [false, true].flatMap((sorted) =>
      ESCAPES.flatMap((escapes) => [false, true].map((numbers): Spelling => ({ layout, sorted, escapes, numbers }))),
    ),
  );
  const changes = ({ sorted, escapes, numbers }: Spelling): number =>
    Number(sorted) + Number(escapes !== null) + Number(numbers);
  for (const spelling of all.toSorted((one, other) => changes(one) - changes(other)))
    yield [spelling, spelled(root, text, spelling, 0)];
}

const INDENT = { "indent-2": "  ", "indent-4": "    ", "indent-tab": "\t" } as const;

function spelled(node: JsonNode, text: string, spelling: Spelling, depth: number): string {
  const asIs = text.slice(node.range.start, node.range.end);
  if (node.type === "number") return spelling.numbers ? String(node.value) : asIs;
  if (node.type === "string") return escaped(asIs, node.value, spelling.escapes);
  if (node.type !== "array" && node.type !== "object") return asIs;
  const { layout, sorted } = spelling;
  const colon = layout === "compact" ? ":" : ": ";
  const items =
    node.type === "array"
      ? node.items.map((item) => spelled(item, text, spelling, depth + 1))
      : (sorted ? node.members.toSorted((one, other) => (one.name < other.name ? -1 : 1)) : node.members).map(
          ({ name, nameRange, value }) =>
            escaped(text.slice(nameRange.start, nameRange.end), name, spelling.escapes) +
            colon +
            spelled(value, text, spelling, depth + 1),
        );
  const [open, close] = node.type === "array" ? "[]" : "{}";
  if (items.length === 0) return `${open}${close}`;
  if (layout === "compact") return `${open}${items.join(",")}${close}`;
  if (layout === "spaced") return `${open}${items.join(", ")}${close}`;
  const inner = INDENT[layout].repeat(depth + 1);
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${INDENT[layout].repeat(depth)}${close}`;
}

const hex = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const upper = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

function escaped(asIs: string, value: string, escapes: Escapes | null): string {
  const least = JSON.stringify(value);
  switch (escapes) {
    case null:
      return asIs;
    case "least":
      return least;
    case "ascii":
      return least.replace(/[\u0080-\uffff]/g, hex);
    case "slashes":
      return least.replaceAll("/", "\\/");
    case "php":
      return least.replaceAll("/", "\\/").replace(/[\u0080-\uffff]/g, hex);
    case "go":
      return least.replace(/[<>&\u2028\u2029]/g, hex);
    case "dotnet":
      return least.replace(/\\.|[<>&'+`\u0080-\uffff]/g, (one) =>
        one === '\\"' ? "\\u0022" : one.startsWith("\\") ? one : upper(one),
      );
  }
}
