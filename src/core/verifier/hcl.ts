import type { JsonMember, JsonNode, JsonObject } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import type { Source } from "./types.ts";

/** Limits on the nesting and the number of values in HCL. */
const MOST_DEPTH = 50;
const MOST_VALUES = 1_000_000;

class Unreadable extends Error {
  readonly at: number;
  constructor(words: string, at: number) {
    super(words);
    this.at = at;
  }
}

/**
 * Terraform's HCL as the tree of its JSON form: blocks are members named by their type and labels. An expression that
 * is not a literal is a text, as spelled, in `${…}`, as in Terraform's JSON. HCL Native Syntax Specification,
 * "Structural Elements" and "Template Expressions". What cannot be read is reported as a problem; anything before it
 * counts. Never throws.
 */
export function parseHcl(text: string): Source {
  const reader = new Reader(text);
  const members: JsonMember[] = [];
  try {
    reader.body(members, 0, null);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const line = text.slice(0, error.at).split("\n").length;
    const problem = { words: `Not valid HCL from line ${line} on (${error.message})`, range: endOf(text) };
    return { text, roots: [rootOf(members, text)], problems: [problem] };
  }
  return { text, roots: [rootOf(members, text)], problems: [] };
}

const endOf = (text: string): Range => ({ start: text.length, end: text.length });
const rootOf = (members: readonly JsonMember[], { length }: string): JsonObject => ({
  type: "object",
  range: { start: 0, end: length },
  members,
});

const NAME = /[A-Za-z_][\w-]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?![\w.])/y;
const HEREDOC = /<<(-?)([A-Za-z_]\w*)[ \t]*\r?\n/y;

class Reader {
  readonly #text: string;
  #at = 0;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The attributes and blocks up to `close`, or to the end. */
  body(members: JsonMember[], depth: number, close: string | null): void {
    if (depth > MOST_DEPTH) this.#fail("nested too deeply");
    for (;;) {
      this.#space();
      if (close === null ? this.#at >= this.#text.length : this.#skip(close)) return;
      const start = this.#at;
      const name = this.#name();
      this.#inline();
      if (this.#skip("=") || this.#skip(":")) {
        members.push(this.#member(name, start, this.#value(depth + 1)));
        this.#space();
        this.#skip(",");
      } else this.#block(members, name, start, depth);
    }
  }

  /** The block is added before it is read, so that an incomplete one counts as far as it goes. */
  #block(members: JsonMember[], type: string, start: number, depth: number): void {
    const labels: string[] = [];
    while (!this.#skip("{")) {
      if (labels.length > 5) this.#fail("not a block");
      labels.push(this.#text[this.#at] === '"' ? this.#quoted() : this.#name());
      this.#inline();
    }
    const inside: JsonMember[] = [];
    const range = { start: this.#at - 1, end: this.#text.length };
    const body: JsonNode = { type: "object", range, members: inside };
    const value = labels
      .toReversed()
      .reduce<JsonNode>(
        (node, label) => ({ type: "object", range, members: [this.#member(label, start, node)] }),
        body,
      );
    members.push(this.#member(type, start, value));
    this.body(inside, depth + 1, "}");
    range.end = this.#at;
  }

  #value(depth: number): JsonNode {
    this.#values += 1;
    if (this.#values > MOST_VALUES || depth > MOST_DEPTH) this.#fail("larger than the limit for a configuration");
    this.#space();
    const start = this.#at;
    const next = this.#text[start];
    if (next === '"') {
      const value = this.#quoted();
      if (this.#atEndOfValue()) return { type: "string", range: { start, end: this.#at }, value };
    } else if (next === "[") {
      const list = this.#list(depth);
      if (this.#atEndOfValue()) return list;
    } else if (next === "{") {
      this.#at += 1;
      const members: JsonMember[] = [];
      this.body(members, depth + 1, "}");
      if (this.#atEndOfValue()) return { type: "object", range: { start, end: this.#at }, members };
    } else if (next === "<") {
      const text = this.#heredoc();
      if (text !== null) return { type: "string", range: { start, end: this.#at }, value: text };
    } else {
      const raw = this.#take(NUMBER);
      if (raw !== null && this.#atEndOfValue())
        return { type: "number", range: { start, end: this.#at }, raw, value: Number(raw) };
      this.#at = start;
      const word = this.#take(NAME);
      if ((word === "true" || word === "false") && this.#atEndOfValue())
        return { type: "boolean", range: { start, end: this.#at }, value: word === "true" };
    }
    return this.#expression(start);
  }

  /** Anything that is not a literal, up to the end of its line outside brackets. */
  #expression(start: number): JsonNode {
    this.#at = start;
    let open = 0;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at] ?? "";
      if (character === '"') {
        this.#quoted();
        this.#at -= 1;
      } else if ("([{".includes(character)) open += 1;
      else if (open > 0 && ")]}".includes(character)) open -= 1;
      else if (open === 0 && "\n,])}".includes(character)) break;
    }
    if (this.#at === start) this.#fail("a value is missing");
    const raw = this.#text.slice(start, this.#at).trim();
    return { type: "string", range: { start, end: this.#at }, value: `\${${raw}}` };
  }

  #list(depth: number): JsonNode {
    const start = this.#at;
    this.#at += 1;
    const items: JsonNode[] = [];
    for (;;) {
      this.#space();
      if (this.#skip("]")) return { type: "array", range: { start, end: this.#at }, items };
      items.push(this.#value(depth + 1));
      this.#space();
      this.#skip(",");
    }
  }

  #quoted(): string {
    const start = this.#at;
    let value = "";
    let open = 0;
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const character = this.#text[at] ?? "";
      if (character === "\\") {
        at += 1;
        const escaped = this.#text[at] ?? "";
        value += ESCAPES[escaped] ?? escaped;
        continue;
      }
      if (character === "\n") break;
      if (character === "$" && this.#text[at + 1] === "{") open += 1;
      else if (character === "}" && open > 0) open -= 1;
      else if (character === '"' && open === 0) {
        this.#at = at + 1;
        return value;
      }
      value += character;
    }
    return this.#fail("a string does not end");
  }

  #heredoc(): string | null {
    HEREDOC.lastIndex = this.#at;
    const match = HEREDOC.exec(this.#text);
    if (match === null) return null;
    const [whole, indented, mark = ""] = match;
    const start = this.#at + whole.length;
    const lines: string[] = [];
    let at = start;
    while (at < this.#text.length) {
      const end = this.#text.indexOf("\n", at);
      const line = this.#text.slice(at, end < 0 ? undefined : end);
      if (line.trim() === mark) {
        this.#at = at + line.length;
        const indents = lines.filter((one) => one.trim() !== "").map((one) => one.search(/\S/));
        const least = indents.reduce((one, other) => Math.min(one, other), Infinity);
        return lines.map((one) => (indented === "-" && Number.isFinite(least) ? one.slice(least) : one)).join("\n");
      }
      lines.push(line);
      if (end < 0) break;
      at = end + 1;
    }
    return this.#fail("a string does not end");
  }

  #name(): string {
    if (this.#text[this.#at] === '"') return this.#quoted();
    if (this.#text[this.#at] === "(") {
      const end = this.#text.indexOf(")", this.#at);
      if (end > 0) {
        const name = this.#text.slice(this.#at, end + 1);
        this.#at = end + 1;
        return name;
      }
    }
    return this.#take(NAME) ?? this.#fail("a name is missing");
  }

  #member(name: string, start: number, value: JsonNode): JsonMember {
    return {
      name,
      nameRange: { start, end: start + name.length },
      range: { start, end: value.range.end },
      value,
    };
  }

  #atEndOfValue(): boolean {
    let at = this.#at;
    while (this.#text[at] === " " || this.#text[at] === "\t") at += 1;
    return at >= this.#text.length || /^[\r\n,\]})#]$/.test(this.#text[at] ?? "") || this.#text.startsWith("//", at);
  }

  /** White space and comments. */
  #space(): void {
    for (;;) {
      const next = this.#text[this.#at] ?? "";
      if (next !== "" && " \t\r\n".includes(next)) this.#at += 1;
      else if (next === "#" || this.#text.startsWith("//", this.#at)) this.#to("\n");
      else if (this.#text.startsWith("/*", this.#at)) this.#to("*/");
      else return;
    }
  }

  #inline(): void {
    while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at += 1;
  }

  /** Skips past the next occurrence of a text, or to the end. */
  #to(mark: string): void {
    const at = this.#text.indexOf(mark, this.#at);
    this.#at = at < 0 ? this.#text.length : at + mark.length;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    this.#at += match[0].length;
    return match[0];
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #fail(words: string): never {
    throw new Unreadable(words, this.#at);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
