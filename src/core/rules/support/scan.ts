import { isExactNumber } from "../../json/exact-number.ts";
import { duplicateMembers } from "../../json/duplicates.ts";
import type { JsonDocument, JsonNode, JsonString } from "../../json/types.ts";
import { findInvisible, type InvisibleKind } from "../../text/code-points.ts";
import type { Range } from "../../text/range.ts";
import type { Say } from "./define.ts";
import { looksLikeMarkup } from "./markup.ts";
import { lookAlike } from "./look-alike.ts";

/** A list that keeps its first items and counts the rest, so a hostile document stays cheap. */
interface Bounded<T> {
  readonly items: T[];
  total: number;
}

/** A string or member name in the document, with what is unusual about it. */
interface OddText {
  readonly text: string;
  readonly range: Range;
  readonly isName: boolean;
}

/** What one walk over a JSON document found for the rules. Ranges are in the document's text. */
export interface Scan {
  readonly hidden: Bounded<{
    readonly codePoint: number;
    readonly kind: HiddenKind;
    readonly range: Range;
    readonly isName: boolean;
  }>;
  readonly surrogates: Bounded<OddText>;
  readonly numbers: Bounded<{
    readonly raw: string;
    readonly value: number;
    readonly range: Range;
    readonly name: string;
  }>;
  readonly duplicates: Bounded<{
    readonly name: string;
    readonly count: number;
    readonly range: Range;
    readonly nested: boolean;
  }>;
  readonly prototypes: Bounded<OddText>;
  readonly markup: Bounded<OddText>;
  readonly lookAlikes: Bounded<OddText & { readonly like: string }>;
}

type HiddenKind = "invisible" | "bidi" | "control";

const KEEP = 20;
const LONE_SURROGATE = /\p{Surrogate}/u;
/** A quick test for the slower checks: most strings fail it. */
const ODD = /[^ -~]|[<`&$[({]|:/;
const PROTOTYPE_NAMES = new Set(["__proto__", "constructor", "prototype"]);

function add<T>(list: Bounded<T>, item: T): void {
  list.total += 1;
  if (list.items.length < KEEP) list.items.push(item);
}

/** Reports each item that was kept, and counts the rest. */
export function sayEach<T>(list: Bounded<T>, say: Pick<Say<never>, "more">, one: (item: T) => void): void {
  for (const item of list.items) one(item);
  say.more(list.total - list.items.length);
}

function list<T>(): Bounded<T> {
  return { items: [], total: 0 };
}

const scanned = new WeakMap<JsonDocument, Scan>();

/** Scans the document once, in linear time; the result is cached for as long as the document exists. */
export function scanDocument(document: JsonDocument): Scan {
  let scan = scanned.get(document);
  if (!scan) {
    scan = walk(document);
    scanned.set(document, scan);
  }
  return scan;
}

function walk({ root, text }: JsonDocument): Scan {
  const scan: Scan = {
    hidden: list(),
    surrogates: list(),
    numbers: list(),
    duplicates: list(),
    prototypes: list(),
    markup: list(),
    lookAlikes: list(),
  };
  if (!root) return scan;
  for (const duplicate of duplicateMembers(root)) {
    const last = duplicate.members.at(-1);
    if (!last) continue;
    add(scan.duplicates, {
      name: duplicate.name,
      count: duplicate.members.length,
      range: last.nameRange,
      nested: root.type !== "object" || !root.members.includes(last),
    });
  }
  visit(root, "");
  return scan;

  function visit(node: JsonNode, name: string): void {
    switch (node.type) {
      case "object":
        for (const member of node.members) {
          visitText(member.name, member.nameRange, true);
          visit(member.value, member.name);
        }
        return;
      case "array":
        for (const item of node.items) visit(item, name);
        return;
      case "string":
        visitText(node.value, node.range, false);
        return;
      case "number":
        if (!isExactNumber(node.raw)) add(scan.numbers, { raw: node.raw, value: node.value, range: node.range, name });
        return;
      case "boolean":
      case "null":
        return;
    }
  }

  function visitText(value: JsonString["value"], range: Range, isName: boolean): void {
    if (isName && PROTOTYPE_NAMES.has(value)) add(scan.prototypes, { text: value, range, isName });
    if (isName && value !== "") {
      const like = lookAlike(value);
      if (like !== null) add(scan.lookAlikes, { text: value, range, isName, like });
    }
    if (!ODD.test(value)) return;
    if (LONE_SURROGATE.test(value)) add(scan.surrogates, { text: value, range, isName });
    if (looksLikeMarkup(value)) add(scan.markup, { text: value, range, isName });
    for (const { range: inner, codePoint, kind } of findInvisible(value)) {
      if (!isName && isOrdinary(value, inner.start, codePoint, kind)) continue;
      const hidden = kind === "bidi" || kind === "control" ? kind : "invisible";
      const place = scan.hidden.total < KEEP ? insideLiteral(text, range, inner) : range;
      add(scan.hidden, { codePoint, kind: hidden, range: place, isName });
    }
  }
}

/**
 * Whether an invisible character has a legitimate use in a value: line breaks and tabs, spaces of typography, variation
 * selectors, and the joiners of emoji and of scripts that need them. In a name none of that is ordinary.
 */
function isOrdinary(value: string, at: number, codePoint: number, kind: InvisibleKind): boolean {
  if (kind === "control") return codePoint === 9 || codePoint === 10 || codePoint === 13;
  if (kind === "space" || kind === "line") return true;
  if (codePoint >= 0xfe00 && codePoint <= 0xfe0f) return true;
  const joins = codePoint === 0x200c || codePoint === 0x200d || codePoint === 0x34f;
  return joins && (value.charCodeAt(at - 1) > 0x7f || value.charCodeAt(at + 1) > 0x2ff);
}

/** The place in the text of part of a string's decoded value: escapes are longer than the characters they stand for. */
function insideLiteral(text: string, literal: Range, inner: Range): Range {
  let offset = literal.start + 1;
  let decoded = 0;
  let start = offset;
  while (decoded < inner.end && offset < literal.end - 1) {
    if (decoded === inner.start) start = offset;
    offset += text[offset] !== "\\" ? 1 : text[offset + 1] === "u" ? 6 : 2;
    decoded += 1;
  }
  return { start, end: offset };
}
