import { MAX_JSON_DEPTH } from "../json/parse.ts";
import type { Range } from "../text/range.ts";

/** The names and indices from the root to a value. */
export type JsonPath = readonly (string | number)[];

/** What is, or belongs, at a caret in a JSON text that may be unfinished. */
export interface FieldPlace {
  readonly kind: "name" | "value";
  /** The object or array around it, and where that opens. */
  readonly inside: JsonPath;
  readonly opened: number;
  /** The member or index whose value belongs here; null for a name. */
  readonly of: string | number | null;
  /** What a suggestion replaces: the name or value at the caret, or an empty range. */
  readonly range: Range;
  /** The part before the caret, without its quote; "" if the caret is at the end of a complete value. */
  readonly typed: string;
  /** The other members of the object around it, with the values that are strings. */
  readonly siblings: ReadonlyMap<string, string | null>;
  /** Whether the colon after a name is there. */
  readonly hasColon: boolean;
  /** Where a comma is missing before it; null if none is. */
  readonly commaAt: number | null;
  /** Whether a comma is needed before what follows. */
  readonly needsComma: boolean;
}

interface Token {
  readonly start: number;
  readonly end: number;
  /** A punctuation mark, or the kind of token. */
  readonly kind: "{" | "}" | "[" | "]" | "," | ":" | "string" | "word";
  /** A string whose closing quote is missing. */
  readonly isOpen: boolean;
}

interface Frame {
  readonly isObject: boolean;
  readonly path: JsonPath;
  readonly opened: number;
  readonly siblings: Map<string, string | null>;
  wants: "name" | "colon" | "value" | "comma";
  name: string | null;
  index: number;
  /** Where the last value ended. */
  ended: number;
}

/** What may be a name being typed, up to the caret. */
const NAME = /^"[\w.$#:/-]*$/;

/** Past this many characters nothing is suggested: nobody writes such a text by hand. */
const LONGEST = 256 * 1024;

/**
 * Finds what is or belongs at an offset of a JSON text, however unfinished: the name or value that the caret touches,
 * or the place for one. Null outside the outermost brackets, and where nothing belongs (between a name and its colon).
 * Linear; never fails.
 */
export function placeAt(text: string, offset: number): FieldPlace | null {
  if (text.length > LONGEST) return null;
  const frames: Frame[] = [];
  let found: { readonly place: FieldPlace; readonly frame: Frame } | null = null;
  let waits = false;
  for (const token of tokens(text, offset)) {
    if (found !== null && waits) {
      const place: FieldPlace = {
        ...found.place,
        hasColon: found.place.kind === "name" && token.kind === ":",
        needsComma: token.kind === "string" || token.kind === "word" || token.kind === "{" || token.kind === "[",
      };
      found = { place, frame: found.frame };
      waits = false;
    }
    const frame = frames.at(-1);
    if (found === null && frame !== undefined && touches(token, offset)) {
      const place = atToken(text, token, offset, frame);
      if (place !== null) {
        found = { place, frame };
        // A complete value is replaced; a comma that its neighbour lacks is another matter.
        waits = place.kind === "name" || token.isOpen;
        if (place.kind === "name") frame.wants = "colon";
        else take(text, token, frame);
        continue;
      }
    } else if (found === null && frame !== undefined && token.start >= offset) {
      const place = inGap(offset, frame);
      if (place === null) return null;
      const needsComma = token.kind === "string" || token.kind === "word" || token.kind === "{" || token.kind === "[";
      found = { place: { ...place, needsComma }, frame };
      if (place.kind === "value") frame.wants = "comma";
    }
    if (found === null && frame === undefined && token.start >= offset) return null;
    step(text, token, frames);
    if (frames.length > MAX_JSON_DEPTH) return found?.place ?? null;
    if (found !== null && (token.kind === "}" || token.kind === "]") && !frames.includes(found.frame)) break;
  }
  const open = frames.at(-1);
  return found?.place ?? (open === undefined ? null : inGap(offset, open));
}

function* tokens(text: string, offset: number): Generator<Token> {
  // A string ends with its quote or with its line; comments are skipped. A new object, since its `lastIndex` is set
  // below.
  const pattern = /"(?:[^"\\\n]|\\.)*("?)|[{}[\],:]|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|[^\s{}[\],:"]+/g;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { 0: raw, 1: quote, index: start } = match;
    if (raw.startsWith("//") || raw.startsWith("/*")) continue;
    const isString = quote !== undefined;
    const isOpen = quote === "";
    const isTyped = isOpen && offset > start && offset <= start + raw.length;
    // The rest of the line is not part of what is being typed.
    const end = isTyped && NAME.test(text.slice(start, offset)) ? offset : start + raw.length;
    pattern.lastIndex = end;
    const kind = isString ? "string" : /^[{}[\],:]$/.test(raw) ? (raw as Token["kind"]) : "word";
    yield { start, end, kind, isOpen };
  }
}

function touches({ start, end, kind }: Token, offset: number): boolean {
  return (kind === "string" || kind === "word") && start <= offset && offset <= end;
}

function typedBefore(text: string, { start, end, isOpen }: Token, offset: number): string {
  const isWhole = !isOpen && text[start] === '"';
  if (isWhole && (offset === end || offset === start)) return "";
  return text.slice(start, offset).replace(/^"/, "");
}

function atToken(text: string, token: Token, offset: number, frame: Frame): FieldPlace | null {
  const range = { start: token.start, end: token.end };
  const typed = typedBefore(text, token, offset);
  const shared = {
    inside: frame.path,
    opened: frame.opened,
    range,
    typed,
    siblings: frame.siblings,
    hasColon: false,
    needsComma: false,
  };
  if (!frame.isObject) {
    const commaAt = frame.wants === "comma" ? frame.ended : null;
    return { ...shared, kind: "value", of: frame.index + (commaAt === null ? 0 : 1), commaAt };
  }
  if (frame.wants === "value") return { ...shared, kind: "value", of: frame.name ?? "", commaAt: null };
  return { ...shared, kind: "name", of: null, commaAt: frame.wants === "comma" ? frame.ended : null };
}

function inGap(offset: number, frame: Frame): FieldPlace | null {
  const shared = {
    inside: frame.path,
    opened: frame.opened,
    range: { start: offset, end: offset },
    typed: "",
    siblings: frame.siblings,
    hasColon: false,
    needsComma: false,
  };
  const commaAt = frame.wants === "comma" ? frame.ended : null;
  if (!frame.isObject) return { ...shared, kind: "value", of: frame.index + (commaAt === null ? 0 : 1), commaAt };
  if (frame.wants === "colon") return null;
  return frame.wants === "value"
    ? { ...shared, kind: "value", of: frame.name ?? "", commaAt: null }
    : { ...shared, kind: "name", of: null, commaAt };
}

/** The value at a token has been read. */
function take(text: string, { start, end, kind }: Token, frame: Frame): void {
  if (frame.isObject && frame.name !== null)
    frame.siblings.set(frame.name, kind === "string" ? decoded(text.slice(start, end)) : null);
  frame.wants = "comma";
  frame.ended = end;
}

function step(text: string, token: Token, frames: Frame[]): void {
  const frame = frames.at(-1);
  switch (token.kind) {
    case "{":
    case "[": {
      const isObject = token.kind === "{";
      const path = frame === undefined ? [] : [...frame.path, frame.isObject ? (frame.name ?? "") : frame.index];
      if (frame?.isObject && frame.name !== null) frame.siblings.set(frame.name, null);
      frames.push({
        isObject,
        path,
        opened: token.start,
        siblings: new Map(),
        wants: isObject ? "name" : "value",
        name: null,
        index: 0,
        ended: token.start,
      });
      return;
    }
    case "}":
    case "]": {
      frames.pop();
      const around = frames.at(-1);
      if (around !== undefined) {
        around.wants = "comma";
        around.ended = token.end;
      }
      return;
    }
    case ",":
      if (frame === undefined) return;
      frame.wants = frame.isObject ? "name" : "value";
      frame.name = null;
      frame.index += 1;
      return;
    case ":":
      if (frame?.isObject) frame.wants = "value";
      return;
    case "string":
    case "word":
      if (frame === undefined) return;
      if (frame.isObject && frame.wants !== "value") {
        frame.name =
          token.kind === "string" ? decoded(text.slice(token.start, token.end)) : text.slice(token.start, token.end);
        frame.siblings.set(frame.name, null);
        frame.wants = "colon";
      } else take(text, token, frame);
  }
}

function decoded(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.replace(/^"|"$/g, "");
  }
}
