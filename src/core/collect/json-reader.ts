import { JSON_ESCAPES } from "../json/literal.ts";
import { MOST_DEPTH, WINDOW } from "./limits.ts";

/** The events of a streaming JSON reader (RFC 8259). */
export interface JsonHandler {
  readonly open: (kind: "object" | "array") => void;
  readonly close: () => void;
  readonly name: (text: string) => void;
  /** A piece of a string value, decoded: its last one, or `WINDOW` characters as written. */
  readonly text: (piece: string, isLast: boolean) => void;
  /** A number, `true`, `false` or `null`, as written. */
  readonly value: (raw: string) => void;
  /** All characters between names, strings and other values, quotes included, as written. */
  readonly between?: (raw: string) => void;
}

type JsonProblem = "broken" | "deep";

interface JsonReader {
  /**
   * Reads the next piece. Returns where the text stops being JSON, in UTF-16 units of this piece; null if it does not.
   */
  readonly push: (text: string) => { readonly code: JsonProblem; readonly at: number } | null;
  /** Ends the reading. Returns whether the text is a complete JSON value. */
  readonly end: () => boolean;
}

type Wants = "value" | "value-or-end" | "name" | "name-or-end" | "colon" | "comma-or-end" | "nothing";

const WORD = /[\w+.-]/;

/**
 * Reads a JSON text in pieces without keeping it: a long string is reported in parts, so memory does not grow with
 * the file. The events do not depend on how the text was split. Reports all duplicate members. Stops at the first
 * character that is not JSON. Skips a leading byte order mark and white space.
 */
export function createJsonReader(handler: JsonHandler): JsonReader {
  const inside: ("object" | "array")[] = [];
  let wants: Wants = "value";
  let mode: "between" | "string" | "word" = "between";
  let buffer = "";
  let isEscaped = false;
  let isName = false;

  const done = (): void => {
    wants = inside.length === 0 ? "nothing" : "comma-or-end";
  };
  const endString = (): void => {
    if (isName) handler.name(decoded(buffer));
    else handler.text(decoded(buffer), true);
    buffer = "";
    mode = "between";
    if (isName) wants = "colon";
    else done();
  };
  /**
   * Long strings are reported in parts of equal length as written, so the parts do not depend on how the text was
   * split.
   */
  const tellParts = (): void => {
    if (isName) return;
    while (buffer.length >= WINDOW) {
      const cut = cutBefore(buffer, WINDOW);
      handler.text(decoded(buffer.slice(0, cut)), false);
      buffer = buffer.slice(cut);
    }
  };
  const endWord = (): boolean => {
    const isValue = /^(?:true|false|null|-?(?:0|[1-9]\d{0,99})(?:\.\d{1,99})?(?:[eE][+-]?\d{1,9})?)$/.test(buffer);
    if (isValue) handler.value(buffer);
    buffer = "";
    mode = "between";
    done();
    return isValue;
  };

  const isWord = (): boolean => mode === "word";
  /** Takes one character between values; false if it is out of place. */
  const take = (character: string): boolean => {
    const top = inside.at(-1);
    const isValue = wants === "value" || wants === "value-or-end";
    switch (character) {
      case "{":
      case "[":
        if (!isValue) return false;
        inside.push(character === "{" ? "object" : "array");
        wants = character === "{" ? "name-or-end" : "value-or-end";
        handler.open(character === "{" ? "object" : "array");
        return true;
      case "}":
      case "]": {
        const fits = character === "}" ? "object" : "array";
        const mayEnd = wants === "comma-or-end" || wants === (fits === "object" ? "name-or-end" : "value-or-end");
        if (top !== fits || !mayEnd) return false;
        inside.pop();
        handler.close();
        done();
        return true;
      }
      case ":":
        if (wants !== "colon") return false;
        wants = "value";
        return true;
      case ",":
        if (wants !== "comma-or-end") return false;
        wants = top === "object" ? "name" : "value";
        return true;
      case '"':
        if (!isValue && wants !== "name" && wants !== "name-or-end") return false;
        isName = !isValue;
        mode = "string";
        return true;
      default:
        // A number, true, false or null: reported as a value, not as text in between.
        if (!isValue || !/[-\dtfn]/.test(character)) return false;
        mode = "word";
        buffer = character;
        return true;
    }
  };

  return {
    push(text) {
      let at = 0;
      let from = 0;
      let quote = -2;
      let escape = -2;
      const next = (character: string, known: number): number => {
        if (known === -1 || known >= at) return known;
        return text.indexOf(character, at);
      };
      while (at < text.length) {
        if (mode === "string") {
          const start = at;
          if (isEscaped) at += 1;
          isEscaped = false;
          for (;;) {
            quote = next('"', quote);
            escape = next("\\", escape);
            if (escape < 0 || (quote >= 0 && quote < escape)) break;
            at = escape + 2;
          }
          isEscaped = at > text.length;
          at = quote < 0 ? text.length : quote;
          buffer += text.slice(start, at);
          if (quote >= 0) {
            tellParts();
            endString();
            from = at;
            at += 1;
          }
          continue;
        }
        const character = text[at] as string;
        if (mode === "word") {
          if (WORD.test(character) && buffer.length < 200) {
            buffer += character;
            at += 1;
          } else {
            if (!endWord()) return { code: "broken", at };
            from = at;
          }
          continue;
        }
        if (character === " " || character === "\n" || character === "\r" || character === "\t") at += 1;
        else {
          if (!take(character)) {
            handler.between?.(text.slice(from, at));
            return { code: "broken", at };
          }
          if (isWord()) handler.between?.(text.slice(from, at));
          at += 1;
          if (inside.length > MOST_DEPTH) {
            handler.between?.(text.slice(from, at));
            return { code: "deep", at };
          }
          if (character === '"') handler.between?.(text.slice(from, at));
        }
      }
      if (mode === "string") tellParts();
      else if (mode === "between") handler.between?.(text.slice(from));
      return null;
    },
    end() {
      if (mode === "word") endWord();
      if (mode === "string" && !isName) handler.text(withoutCutToken(decoded(buffer)), true);
      return mode !== "string" && wants === "nothing";
    },
  };
}

/** A last word that is cut off is not reported as complete. */
function withoutCutToken(text: string): string {
  let end = text.length;
  while (end > 0 && /[\w+/=.~%-]/.test(text[end - 1] as string)) end -= 1;
  return text.slice(0, end);
}

/** The end of at most `most` characters that does not split an escape (RFC 8259 section 7). */
function cutBefore(raw: string, most: number): number {
  const isEscape = (at: number): boolean => {
    let backslashes = 0;
    while (raw[at - backslashes] === "\\") backslashes += 1;
    return backslashes % 2 === 1;
  };
  for (let at = most - 1; at >= most - 5; at -= 1)
    if (isEscape(at) && (at === most - 1 || raw[at + 1] === "u")) return at;
  return most;
}

/** Decodes the inside of a JSON string. Anything but an escape stands for itself. */
function decoded(raw: string): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(/\\(?:u([\da-fA-F]{4})|(.))/gs, (_, unit: string | undefined, one: string | undefined) =>
    unit === undefined ? (JSON_ESCAPES[one ?? ""] ?? one ?? "") : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
