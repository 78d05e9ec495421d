import { editDistance } from "../policy/difference.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonNode } from "../json/types.ts";

/** The ways to compare a subject with the known ids. Each but `nearest` makes two texts equal or not. */
type IdComparison =
  | "exact"
  | "trimmed"
  | "case"
  | "nfc"
  | "nfkc"
  | "visible"
  | "numeric"
  | "percent"
  | "without-prefix"
  | "with-prefix"
  | "punctuation"
  | "beginning"
  | "nearest";

/** What each way of comparing does, in words. */
export const WAY_WORDS: Readonly<Record<IdComparison, string>> = {
  exact: "exact",
  trimmed: "trimmed",
  case: "trimmed, case folded",
  nfc: "in normal form C, case folded",
  nfkc: "in normal form KC, case folded",
  visible: "without invisible characters",
  numeric: "as a number",
  percent: "with percent-encoding undone",
  "without-prefix": "without prefixes",
  "with-prefix": "with a prefix",
  punctuation: "without braces, hyphens and spaces",
  beginning: "one cut off",
  nearest: "nearest by characters",
};

/** One way and its match; null if it found none. */
export interface IdMatch {
  readonly way: IdComparison;
  readonly id: string | null;
  /** For `nearest`: how many characters differ. */
  readonly distance?: number;
}

/**
 * The known ids, indexed. One index by the loosest key finds the few that can match in any way, so searching a hundred
 * thousand ids takes a fraction of a second.
 */
export interface KnownIds {
  readonly ids: readonly string[];
  readonly byLoosest: ReadonlyMap<string, readonly string[]>;
}

/** One prefix or two: `auth0|`, `waad|tenant|`, `urn:uuid:`, `f:provider:`. */
const withoutPrefix = (id: string): string => id.replace(/^(?:[\w-]+[|:]){1,2}/, "");
/** Ignores case. Uppercase first, since ß has a two-letter uppercase form. */
const folded = (id: string): string => (/^[ -~]*$/.test(id) ? id : id.toUpperCase()).toLowerCase();
const decoded = (id: string): string => {
  if (!/%[\da-f]{2}/i.test(id)) return id;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
};
const trimmed = (id: string): string => id.trim();
const visible = (id: string): string =>
  trimmed(id)
    .replace(/[\p{Cc}\p{Cf}\u00a0\u202f]/gu, "")
    .trim();
const numeric = (id: string): string =>
  /^\s*[-+]?\d+(?:\.0+)?\s*$/.test(id)
    ? trimmed(id)
        .replace(/^\+/, "")
        .replace(/\.0+$/, "")
        .replace(/^(-?)0+(?=\d)/, "$1")
    : "";

/** The ways, strictest first. A text that a way reduces to nothing is not compared by it. */
const WAYS: readonly (readonly [IdComparison, (id: string) => string])[] = [
  ["exact", (id) => id],
  ["trimmed", trimmed],
  ["case", (id) => folded(trimmed(id))],
  ["nfc", (id) => folded(trimmed(id).normalize("NFC"))],
  ["nfkc", (id) => folded(trimmed(id).normalize("NFKC"))],
  ["visible", (id) => folded(visible(id))],
  ["numeric", numeric],
  ["percent", (id) => folded(trimmed(decoded(id)))],
  ["without-prefix", (id) => folded(withoutPrefix(visible(id)))],
  [
    "punctuation",
    (id) =>
      visible(id)
        .toLowerCase()
        .replace(/[{}\s_-]/g, ""),
  ],
];

/**
 * Reads known ids: one per line, the cells of CSV (RFC 4180) or of a table printed by a database, or every string and
 * number in JSON. Quotes around a cell and a byte order mark are dropped; nothing is trimmed.
 */
export function parseIds(text: string): readonly string[] {
  const clean = text.replace(/^\ufeff/, "");
  return (/^\s*[[{]/.test(clean) ? idsOfJson(clean) : null) ?? idsOfLines(clean);
}

/** The strings and numbers of JSON, numbers digit for digit as written; null if it is not JSON. */
function idsOfJson(text: string): readonly string[] | null {
  const { root, problems } = parseJson(text);
  if (root === null || problems.length > 0) return null;
  const found = new Set<string>();
  const visit = (node: JsonNode): void => {
    if (node.type === "string") found.add(node.value);
    else if (node.type === "number") found.add(node.raw);
    else if (node.type === "array") for (const item of node.items) visit(item);
    else if (node.type === "object") for (const { value } of node.members) visit(value);
  };
  visit(root);
  found.delete("");
  return [...found];
}

function idsOfLines(text: string): readonly string[] {
  const found = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    for (const cell of cellsOf(line)) if (cell !== "") found.add(cell);
  }
  return [...found];
}

/** A quoted cell, with its inner quotes doubled (RFC 4180 section 2), or one that ends at the next separator. */
const CELL = /[^\S\t]*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)')\s*(?=[,;\t]|$)|([^,;\t]*)/y;

function cellsOf(line: string): readonly string[] {
  // The table format of MySQL.
  if (/^\s*\| .* \|\s*$/.test(line)) {
    return line
      .trim()
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim());
  }
  // Distinguished names contain commas.
  const isPlain = !/[,;\t"']/.test(line) || /^\s*(?:cn|uid|ou|dc)=/i.test(line);
  if (isPlain) return [line];
  const cells: string[] = [];
  for (CELL.lastIndex = 0; CELL.lastIndex <= line.length; CELL.lastIndex += 1) {
    const [, double, single, bare = ""] = CELL.exec(line) ?? [];
    cells.push(double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'") ?? bare);
  }
  return cells;
}

/** The key that two ids share if they are equal in any way: letters and digits only, case-folded. */
function loosest(id: string): string {
  const one = decoded(id);
  const plain = /^[!-~]*$/.test(one) ? one : visible(one).normalize("NFKC");
  const bare = folded(withoutPrefix(plain)).replace(/[{}\s_-]/g, "");
  return /^\+?\d/.test(bare)
    ? bare
        .replace("+", "")
        .replace(/\.0+$/, "")
        .replace(/^0+(?=\d)/, "")
    : bare;
}

/** Indexes the known ids. */
export function indexIds(ids: readonly string[]): KnownIds {
  const byLoosest = new Map<string, string[]>();
  for (const id of ids) {
    const key = loosest(id);
    const same = byLoosest.get(key);
    if (same) same.push(id);
    else byLoosest.set(key, [id]);
  }
  return { ids, byLoosest };
}

/** An id is near if at most this many characters differ. */
const MAX_DISTANCE = 3;

/**
 * Compares a subject with the known ids in every way, strictest first. Once a way finds a match, the looser ways find
 * it too; the first one is what matters.
 */
export function compareIds(sub: string, { ids, byLoosest }: KnownIds): readonly IdMatch[] {
  const candidates = byLoosest.get(loosest(sub)) ?? [];
  const matches: IdMatch[] = WAYS.map(([way, change]) => {
    const key = change(sub);
    return { way, id: key === "" ? null : (candidates.find((id) => change(id) === key) ?? null) };
  });
  const bare = visible(sub).toLowerCase();
  const suffixed = ids.find(
    (id) => bare !== "" && withoutPrefix(id).toLowerCase() === bare && id.toLowerCase() !== bare,
  );
  matches.push({ way: "with-prefix", id: suffixed ?? null });
  const cut =
    bare.length >= 8
      ? ids.find(
          (id) =>
            id.length !== sub.length &&
            (id.toLowerCase().startsWith(bare) || (id.length >= 8 && bare.startsWith(id.toLowerCase()))),
        )
      : undefined;
  matches.push({ way: "beginning", id: cut ?? null });
  matches.push(nearestId(bare, ids));
  return matches;
}

function nearestId(bare: string, ids: readonly string[]): IdMatch {
  let best: string | null = null;
  let least = Math.min(MAX_DISTANCE, Math.max(1, Math.floor(bare.length / 3))) + 1;
  for (const id of ids) {
    if (Math.abs(id.length - bare.length) >= least) continue;
    const distance = editDistance(bare, id.toLowerCase(), least - 1);
    if (distance < least) [best, least] = [id, distance];
    if (least <= 0) break;
  }
  return best === null ? { way: "nearest", id: null } : { way: "nearest", id: best, distance: least };
}
