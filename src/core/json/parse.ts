import { createScanner } from "jsonc-parser";
import type { Range } from "../text/range.ts";
import { readBrokenString } from "./literal.ts";
import type { JsonDocument, JsonMember, JsonNode, JsonProblem } from "./types.ts";

/** Text nested deeper than this is not read further, so recursion over the tree is safe everywhere. */
export const MAX_JSON_DEPTH = 1000;

/** At most this many problems are listed for one text. */
export const MAX_JSON_PROBLEMS = 100;

/** jsonc-parser's `SyntaxKind`, a const enum that cannot be imported under isolated modules. */
const OPEN_OBJECT = 1;
const CLOSE_OBJECT = 2;
const OPEN_ARRAY = 3;
const CLOSE_ARRAY = 4;
const COMMA = 5;
const COLON = 6;
const NULL = 7;
const TRUE = 8;
const FALSE = 9;
const STRING = 10;
const NUMBER = 11;
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const TRIVIA = 15;
const UNKNOWN = 16;
const END = 17;

/** What may come next. A closing bracket is a problem after a comma, but not before the first item. */
type Want = "value" | "value-or-close" | "name" | "name-or-close" | "colon" | "comma" | "nothing";

/** A range whose end is not known yet. */
interface Open {
  readonly start: number;
  end: number;
}

/** An object or array that is still open. */
interface Frame {
  readonly range: Open;
  /** The range of the member whose value is this object or array; both end together. */
  readonly member: Open | null;
  /** For an object: its members, and the member being read. */
  readonly members: JsonMember[] | null;
  readonly items: JsonNode[] | null;
  name: { readonly text: string; readonly range: Range } | null;
}

const WORD = /[^\s,:[\]{}"/]+/y;
const WORD_START = /[\p{L}\p{N}_$+.-]/uy;
/** A number as JSON writes it (RFC 8259 section 6). */
export const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Parses a JSON text (RFC 8259) into a tree with the place of every value, and lists every problem with its place.
 * Never throws, never recurses. `problems` is empty exactly if `JSON.parse` accepts the text, except for nesting past
 * `MAX_JSON_DEPTH`, which is the problem `depth` here. Reads on after a problem where it can, so several are listed, in
 * text order.
 */
export function parseJson(text: string): JsonDocument {
  const scanner = createScanner(text);
  const problems: JsonProblem[] = [];
  const frames: Frame[] = [];
  let root: JsonNode | null = null;
  let want = "value" as Want;
  let openObjects = 0;
  let comma: Range = { start: 0, end: 0 };
  let kind = 0;
  let start = 0;
  let end = 0;

  function problem(code: JsonProblem["code"], range: Range): void {
    if (problems.length < MAX_JSON_PROBLEMS) problems.push({ code, range });
  }

  function next(): void {
    do {
      kind = scanner.scan();
      start = scanner.getTokenOffset();
      // At an unclosed comment the scanner steps past the end of the text.
      end = Math.min(scanner.getPosition(), text.length);
      if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) problem("comment", { start, end });
    } while (kind >= LINE_COMMENT && kind <= TRIVIA);
  }

  function wantAfterValue(): void {
    want = frames.length === 0 ? "nothing" : "comma";
  }

  /** Adds a value to the tree; returns the range of the member whose value it is. */
  function attach(node: JsonNode): Open | null {
    const frame = frames.at(-1);
    if (!frame) root ??= node;
    else if (frame.items) frame.items.push(node);
    else if (frame.name && frame.members) {
      const { text: name, range: nameRange } = frame.name;
      const range = { start: nameRange.start, end: node.range.end };
      frame.members.push({ name, nameRange, range, value: node });
      frame.name = null;
      return range;
    }
    return null;
  }

  function open(isObject: boolean): boolean {
    if (frames.length === MAX_JSON_DEPTH) {
      problem("depth", { start, end });
      return false;
    }
    const range = { start, end };
    if (isObject) {
      const members: JsonMember[] = [];
      frames.push({ range, member: attach({ type: "object", range, members }), members, items: null, name: null });
      openObjects += 1;
    } else {
      const items: JsonNode[] = [];
      frames.push({ range, member: attach({ type: "array", range, items }), members: null, items, name: null });
    }
    want = isObject ? "name-or-close" : "value-or-close";
    return true;
  }

  function closeFrame(at: number, isClosed: boolean): void {
    const frame = frames.pop();
    if (!frame) return;
    if (frame.members) openObjects -= 1;
    frame.range.end = at;
    if (frame.member) frame.member.end = at;
    if (isClosed) return;
    const { start: from } = frame.range;
    problem(frame.members ? "unclosed-object" : "unclosed-array", { start: from, end: from + 1 });
  }

  /** Closes the innermost frame of this bracket's kind, with everything left open inside it. */
  function close(isObject: boolean): void {
    const here = { start, end };
    if ((isObject ? openObjects : frames.length - openObjects) === 0) {
      problem(want === "nothing" ? "trailing-content" : "character", here);
      return;
    }
    if (want === "colon") problem("colon-expected", here);
    else if (want === "name") problem("trailing-comma", comma);
    else if (want === "value" && frames.at(-1)?.items) problem("trailing-comma", comma);
    else if (want === "value") problem("value-expected", here);
    while ((frames.at(-1)?.members !== null) === !isObject) closeFrame(start, false);
    closeFrame(end, true);
    wantAfterValue();
  }

  /** Reads the string literal at the current token, lists its problems and moves the scanner past it. */
  function string(): string {
    if (scanner.getTokenError() === 0) return scanner.getTokenValue();
    const broken = readBrokenString(text, start);
    for (const { code, range } of broken.problems) problem(code, range);
    end = broken.end;
    scanner.setPosition(end);
    return broken.value;
  }

  /** The whole word at the current token, which may extend past what the scanner took. */
  function takeWord(): string {
    WORD.lastIndex = start;
    const raw = WORD.exec(text)?.[0] ?? "";
    end = start + raw.length;
    scanner.setPosition(end);
    return raw;
  }

  /** A word where a value belongs: a literal, a number, or neither. */
  function word(): void {
    const raw = takeWord();
    const range = { start, end };
    if (raw === "true" || raw === "false") attach({ type: "boolean", range, value: raw === "true" });
    else if (raw === "null") attach({ type: "null", range, value: null });
    else if (JSON_NUMBER.test(raw)) attach({ type: "number", range, raw, value: Number(raw) });
    else {
      problem(/^[+-]?[.\d]|^-$/.test(raw) ? "number" : "word", range);
      // It takes the place of a value, so reading continues after it; the tree has none.
      const frame = frames.at(-1);
      if (frame) frame.name = null;
    }
  }

  /** Reads the value at the current token; false if reading must stop. */
  function value(): boolean {
    switch (kind) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        return open(kind === OPEN_OBJECT);
      case STRING: {
        const decoded = string();
        attach({ type: "string", range: { start, end }, value: decoded });
        break;
      }
      case NULL:
        attach({ type: "null", range: { start, end }, value: null });
        break;
      case TRUE:
      case FALSE:
        attach({ type: "boolean", range: { start, end }, value: kind === TRUE });
        break;
      case NUMBER: {
        if (scanner.getTokenError() !== 0 || !isDelimiter(text.charCodeAt(end))) {
          word();
          break;
        }
        const raw = text.slice(start, end);
        attach({ type: "number", range: { start, end }, raw, value: Number(raw) });
        break;
      }
      default:
        word();
    }
    wantAfterValue();
    return true;
  }

  function name(): void {
    if (kind === STRING) {
      const decoded = string();
      setName({ text: decoded, range: { start, end } });
      return;
    }
    // A bare name is read as the name it was meant to be.
    const bare = takeWord();
    problem("name-expected", { start, end });
    setName({ text: bare, range: { start, end } });
  }

  function setName(read: { text: string; range: Range }): void {
    const frame = frames.at(-1);
    if (frame) frame.name = read;
    want = "colon";
  }

  function separator(): void {
    const frame = frames.at(-1);
    if (frame) frame.name = null;
    comma = { start, end };
    want = frame?.members ? "name" : "value";
  }

  /** Skips a character that belongs to no token, and its repetitions. */
  function skipCharacter(): void {
    const point = text.codePointAt(start) as number;
    end = start;
    do end += point > 0xffff ? 2 : 1;
    while (text.codePointAt(end) === point);
    problem("character", { start, end });
    scanner.setPosition(end);
  }

  /** Takes the current token, or changes what is expected and has the token read again; returns what to do next. */
  function step(): "next" | "again" | "stop" {
    const here = { start, end };
    if (kind === UNKNOWN && !matchesAt(WORD_START, text, start)) {
      skipCharacter();
      return "next";
    }
    if (want === "nothing") {
      problem("trailing-content", { start, end: text.trimEnd().length });
      return "stop";
    }
    if (kind === CLOSE_OBJECT || kind === CLOSE_ARRAY) {
      close(kind === CLOSE_OBJECT);
      return "next";
    }
    const punctuation = kind === COMMA || kind === COLON;
    switch (want) {
      case "value":
      case "value-or-close":
        if (!punctuation) return value() ? "next" : "stop";
        problem("value-expected", here);
        if (kind === COMMA) separator();
        return "next";
      case "name":
      case "name-or-close":
        if (kind === STRING || kind >= NULL) {
          name();
          return "next";
        }
        problem("name-expected", here);
        if (kind === COMMA) separator();
        else want = "value";
        return punctuation ? "next" : "again";
      case "colon":
        if (kind !== COLON) problem("colon-expected", here);
        want = kind === COMMA ? "comma" : "value";
        return kind === COLON ? "next" : "again";
      case "comma":
        if (kind !== COMMA) problem("comma-expected", here);
        separator();
        if (kind === COLON) want = "value";
        return punctuation ? "next" : "again";
    }
  }

  next();
  if (kind === END && problems.length === 0) problem("empty", { start: 0, end: text.length });
  for (let turn = "next"; kind !== END && turn !== "stop";) {
    turn = step();
    if (turn === "next") next();
    // Past the cap nothing more is reported, and the scanner would reread the rest of a long word for each problem.
    if (problems.length === MAX_JSON_PROBLEMS) turn = "stop";
  }
  const finished = kind === END;
  if (finished && problems.at(-1)?.code !== "string-unterminated") {
    const here = { start: text.length, end: text.length };
    if (want === "colon") problem("colon-expected", here);
    else if (want === "value" && frames.length > 0) problem("value-expected", here);
  }
  while (frames.length > 0) closeFrame(finished ? text.length : start, !finished);
  problems.sort((a, b) => a.range.start - b.range.start);
  return { text, root, problems };
}

/** Whether this character ends a number: white space, a bracket, a comma, or the end of the text (NaN). */
function isDelimiter(code: number): boolean {
  return !(code > 0x20) || code === 0x2c || code === 0x5d || code === 0x7d;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
