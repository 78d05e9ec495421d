import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  type Scalar,
} from "yaml";
import type { JsonMember, JsonNode } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import type { Source } from "./types.ts";

/** In a longer text, only the documents about tokens are read. */
const ALL_DOCUMENTS = 100_000;
/** Limits on nesting and on aliases. */
const MOST_DEPTH = 100;
const MOST_ALIASES = 100;
/** The most nodes that are read, including those repeated by aliases, and the most problems that are reported. */
const MOST_NODES = 1_500_000;
const MOST_PROBLEMS = 20;
/** The most lexemes of a document: a tree with more would need too much memory for a page. */
const MOST_LEXEMES = 8_000_000;

/**
 * The documents of a YAML text as trees like those of JSON, with ranges. What cannot be read, or is more than a
 * configuration needs, is a problem; anything before it counts. Never throws.
 */
export function parseYaml(text: string): Source {
  return readDocuments(text, documentsIn(text));
}

/** One part of a text as YAML, with ranges in the whole. */
export function parseYamlPart(text: string, part: Range): Source {
  return readDocuments(text, [part]);
}

/** What marks a document that a verifier reads. */
const ABOUT_TOKENS =
  /jwt|jwks|oidc|openid|issuer|audience|AuthorizationPolicy|attribute(?:Mapping|Condition)|assertion\./i;

/**
 * The documents of a text; of a long one only those about tokens, which are few in a file of everything a cluster runs.
 * Each is read separately, so that only one parse tree is in memory at a time.
 */
function documentsIn(text: string): readonly Range[] {
  if (text.length <= ALL_DOCUMENTS) return [{ start: 0, end: text.length }];
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)];
  return starts
    .map((start, index) => ({ start, end: starts[index + 1] ?? text.length }))
    .filter(({ start, end }) => ABOUT_TOKENS.test(text.slice(start, end)));
}

function readDocuments(text: string, parts: readonly Range[]): Source {
  const problems: { words: string; range: Range }[] = [];
  const roots: JsonNode[] = [];
  const reader = new Reader(text, problems);
  for (const part of parts) {
    try {
      for (const root of reader.documents(part)) roots.push(root);
    } catch {
      problems.push({ words: "Cannot be read as YAML", range: { start: part.end, end: part.end } });
    }
    if (problems.length >= MOST_PROBLEMS) break;
  }
  return { text, roots, problems };
}

/**
 * A list with more items is read in parts while the text is still being parsed: the library's own trees take many times
 * the memory of ours, and for a whole file of 10 MB more than a browser allows.
 */
const PART = 2000;

class Reader {
  readonly #text: string;
  readonly #problems: { words: string; range: Range }[];
  #aliases = 0;
  #nodes = 0;
  /** Where the part being read begins. */
  #from = 0;
  /** The items already read from lists that are still being parsed, by the list's start in the part. */
  readonly #ahead = new Map<number, JsonNode[]>();

  constructor(text: string, problems: { words: string; range: Range }[]) {
    this.#text = text;
    this.#problems = problems;
  }

  *documents({ start, end }: Range): Generator<JsonNode> {
    this.#from = start;
    this.#ahead.clear();
    for (const document of composer().compose(this.#tokens(this.#text.slice(start, end)))) {
      this.#say(document);
      if (document.contents !== null) yield this.#node(document.contents, 0, document);
    }
  }

  /** The lexemes of a text, up to the limits: the parser is recursive for nested values. */
  *#tokens(text: string) {
    const parser = new Parser();
    let lexemes = 0;
    let faults = 0;
    let isParted = true;
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) {
        if (token.type === "error") faults += 1;
        if (faults <= MOST_PROBLEMS) yield token;
      }
      lexemes += 1;
      // An alias may lead out of its part, and a directive tells how values are read.
      if (/^[&*%]/.test(lexeme)) isParted = false;
      if (isParted && lexemes % PART === 0) this.#readAhead(parser.stack);
      // Each level of nesting is one or two tokens on the stack.
      const isDeep = parser.stack.length > 2 * MOST_DEPTH + 10;
      if (isDeep || lexemes > MOST_LEXEMES || faults > MOST_PROBLEMS) {
        const range = { start: this.#from + parser.offset, end: this.#from + text.length };
        if (faults <= MOST_PROBLEMS) this.#problem(isDeep ? TOO_DEEP : TOO_MUCH, range);
        break;
      }
    }
    yield* parser.end();
  }

  /** Reads the complete items of long lists, and removes them from the parser's tree. */
  #readAhead(stack: readonly CST.Token[]): void {
    for (const [depth, token] of stack.entries()) {
      if (token.type !== "block-seq" || token.items.length <= PART) continue;
      // The parser may add comments to the last two.
      const items = token.items.splice(0, token.items.length - 2);
      const offset = items[0]?.start[0]?.offset ?? token.offset;
      const part: CST.Document = { type: "document", offset, start: [], value: { ...token, offset, items } };
      for (const document of composer().compose([part])) {
        this.#say(document);
        const read = this.#node(document.contents, depth, document);
        const ahead = this.#ahead.get(token.offset) ?? [];
        if (read.type === "array") for (const item of read.items) ahead.push(item);
        this.#ahead.set(token.offset, ahead);
      }
    }
  }

  #problem(words: string, range: Range): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ words, range });
  }

  #say({ errors }: Document.Parsed): void {
    for (const { code, pos } of errors.slice(0, MOST_PROBLEMS - this.#problems.length)) {
      const [start, end] = pos.map((at) => Math.min(this.#from + at, this.#text.length)) as [number, number];
      const line = this.#text.slice(0, start).split("\n").length;
      // An error at the end may be reported beyond it.
      this.#problem(`Not valid YAML at line ${line} (${code.toLowerCase().replaceAll("_", " ")})`, { start, end });
    }
  }

  #rangeOf(node: Node | null): Range {
    return { start: this.#from + (node?.range?.[0] ?? 0), end: this.#from + (node?.range?.[1] ?? 0) };
  }

  #node(node: Node | null, depth: number, document: Document.Parsed): JsonNode {
    const range = this.#rangeOf(node);
    const given = (words: string): JsonNode => {
      this.#problem(words, range);
      // Like a value filled in elsewhere: unknown rather than absent.
      return { type: "string", range, value: "${unread}" };
    };
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) return given(TOO_MUCH);
    if (depth > MOST_DEPTH) return given(TOO_DEEP);
    if (isAlias(node)) {
      this.#aliases += 1;
      if (this.#aliases > MOST_ALIASES) return given(`More than ${MOST_ALIASES} aliases`);
      const meant = node.resolve(document);
      return meant === undefined
        ? given("An alias without an anchor before it")
        : this.#node(meant, depth + 1, document);
    }
    // The text after a tag is not the value that the tag computes.
    const tag = node?.tag ?? "";
    if (/^![A-Za-z]/.test(tag)) return { type: "string", range, value: `\${${tag}}` };
    if (isMap(node)) {
      const members = node.items.map(({ key, value }): JsonMember => {
        const nameRange = this.#rangeOf(key as Node | null);
        const read = this.#node(value as Node | null, depth + 1, document);
        const name = isScalar(key) ? String(key.value) : "";
        return { name, nameRange, range: { start: nameRange.start, end: read.range.end }, value: read };
      });
      return { type: "object", range, members };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#node(item as Node | null, depth + 1, document));
      const ahead = this.#ahead.get(node.range?.[0] ?? -1);
      return { type: "array", range, items: ahead === undefined ? items : [...ahead, ...items] };
    }
    return isScalar(node) ? scalar(node, range) : { type: "null", range, value: null };
  }
}

const composer = (): Composer =>
  new Composer({ logLevel: "silent", prettyErrors: false, uniqueKeys: false, strict: false });

const TOO_DEEP = "Nested too deeply to be read";
const TOO_MUCH = "Larger than the limit for a configuration";

function scalar({ value, source }: Scalar, range: Range): JsonNode {
  switch (typeof value) {
    case "string":
      return { type: "string", range, value };
    case "number":
      return { type: "number", range, raw: source ?? String(value), value };
    case "bigint":
      return { type: "number", range, raw: source ?? String(value), value: Number(value) };
    case "boolean":
      return { type: "boolean", range, value };
    default:
      return value === null || value === undefined
        ? { type: "null", range, value: null }
        : { type: "string", range, value: source ?? "" };
  }
}
