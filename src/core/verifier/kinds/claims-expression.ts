import { lastMember } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import { listWords, met, nodeValues, NO_TOKEN, oneOf, unknown, unmet } from "../compare.ts";
import { conditionsOf, denial, type Expression } from "../expression.ts";
import { is } from "../logic.ts";
import type { Condition, Judged, Logic, Presented } from "../types.ts";

/** A call in Traefik's expressions over claims, such as `Equals(\`grp\`, \`admin\`)`. */
interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly range: Range;
}

type Tree = Expression<Call>;

const MOST_CALLS = 100;
const MOST_DEPTH = 30;

/**
 * The conditions of an expression over claims: one for each call, named by the member and the call, and joined by its
 * `&&`, `||` and `!`. Anything else is one condition that is not judged. Traefik Hub, JWT middleware, "claims".
 */
export function claimsExpression(
  text: string,
  place: (start: number, end: number) => Range,
  path: string,
  group: string,
): { readonly conditions: readonly Condition[]; readonly logic: Logic } {
  const reader = new Reader(text);
  const tree = reader.read();
  if (tree === null) {
    const whole: Condition = {
      name: path,
      group,
      range: place(0, text.length),
      judge: () => unknown("The expression is not understood, so not checked"),
    };
    return { conditions: [whole], logic: is(whole) };
  }
  const isSingle = tree.op === "leaf" || (tree.op === "not" && tree.of.op === "leaf");
  return conditionsOf(tree, (call, denied) => {
    const words = `${denied ? "!" : ""}${text.slice(call.range.start, call.range.end)}`;
    return {
      name: isSingle ? path : `${path}/${words.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      group,
      range: place(call.range.start, call.range.end),
      judge: (presented) => {
        const judged = callJudged(call, presented);
        return denied ? denial(judged) : judged;
      },
    };
  });
}

function callJudged({ name, args, range }: Call, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const [key = "", ...rest] = args;
  const names = namesOf(key);
  const claim = names.join(".");
  const node = names.reduce<JsonNode | null>(memberOf, claims);
  const values = nodeValues(node);
  const known = ["Equals", "Prefix", "Contains", "SplitContains", "OneOf"].includes(name);
  if (!known) return unknown(`${name}() is not evaluated here`, claim);
  if (values === null) {
    const isOwn = names.length > 1 && memberOf(claims, claim) !== null;
    const hint = isOwn ? ` at this path: a dot in the claim’s own name is written \\.` : "";
    return unmet(`The token has no ${claim}${hint}`, claim);
  }
  if (values === "other") return unknown(`${claim} is not a string`, claim);
  const wanted = rest.map((text) => ({ text, range }));
  const [first = ""] = rest;
  const fits = (isMet: boolean, words: string): Judged =>
    isMet ? met(`${claim} is ${listWords(values)}`, claim) : unmet(`${claim} is ${listWords(values)}, ${words}`, claim);
  switch (name) {
    case "Equals":
      // It compares one value; Contains and OneOf are for lists.
      return node?.type === "array"
        ? unmet(`${claim} is a list, but Equals compares one value; Contains accepts a list`, claim)
        : oneOf(claim, values, wanted, "exact");
    case "OneOf": {
      const found = oneOf(claim, values, wanted, "exact");
      return node?.type === "array" || found.outcome !== "met"
        ? found
        : unknown(`${claim} is a string, but OneOf is documented for lists only`, claim);
    }
    case "Prefix":
      return fits(
        values.some((value) => value.startsWith(first)),
        `which does not start with “${first}”`,
      );
    case "SplitContains": {
      const parts = values.flatMap((value) => value.split(first));
      return oneOf(claim, parts, wanted.slice(1), "exact");
    }
    default: {
      return node?.type === "array"
        ? oneOf(claim, values, wanted, "exact")
        : fits(
            values.some((value) => value.includes(first)),
            `which does not contain “${first}”`,
          );
    }
  }
}

/** The names in a key's path: separated by dots; `\\.` is a dot in a name. */
function namesOf(key: string): readonly string[] {
  const names = [""];
  for (let at = 0; at < key.length; at += 1) {
    const character = key[at] ?? "";
    if (character === ".") names.push("");
    else {
      const isEscaped = character === "\\" && (key[at + 1] === "." || key[at + 1] === "\\");
      if (isEscaped) at += 1;
      names.push(`${names.pop() ?? ""}${key[at] ?? ""}`);
    }
  }
  return names;
}

const memberOf = (node: JsonNode | null, name: string): JsonNode | null =>
  node?.type === "object" ? (lastMember(node, name)?.value ?? null) : null;

/** A double-quoted Go text with its escapes decoded; null if JSON does not know one of them. */
function unescaped(literal: string): string | null {
  try {
    const text: unknown = JSON.parse(literal);
    return typeof text === "string" ? text : null;
  } catch {
    return null;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  #calls = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Tree | null {
    const tree = this.#any(0);
    this.#space();
    return tree !== null && this.#at >= this.#text.length ? tree : null;
  }

  #any(depth: number): Tree | null {
    return this.#joined("||", "any", () => this.#joined("&&", "all", () => this.#one(depth)));
  }

  #joined(operator: string, op: "all" | "any", part: () => Tree | null): Tree | null {
    const of: Tree[] = [];
    do {
      const one = part();
      if (one === null) return null;
      of.push(one);
    } while (this.#skip(operator));
    return of.length === 1 ? (of[0] ?? null) : { op, of };
  }

  #one(depth: number): Tree | null {
    if (depth > MOST_DEPTH) return null;
    if (this.#skip("!")) {
      const of = this.#one(depth + 1);
      return of && { op: "not", of };
    }
    if (this.#skip("(")) {
      const inside = this.#any(depth + 1);
      return inside !== null && this.#skip(")") ? inside : null;
    }
    return this.#call();
  }

  #call(): Tree | null {
    this.#space();
    const start = this.#at;
    const name = /^[A-Za-z]{1,30}/.exec(this.#text.slice(start, start + 30))?.[0];
    if (name === undefined || (this.#calls += 1) > MOST_CALLS) return null;
    this.#at += name.length;
    if (!this.#skip("(")) return null;
    const args: string[] = [];
    do {
      const text = this.#quoted();
      if (text === null) return null;
      args.push(text);
    } while (this.#skip(","));
    if (!this.#skip(")")) return null;
    return {
      op: "leaf",
      leaf: { name, args, range: { start, end: this.#at } },
    };
  }

  #quoted(): string | null {
    this.#space();
    const quote = this.#text[this.#at];
    if (quote !== "`" && quote !== '"' && quote !== "'") return null;
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== quote)
      end += quote === '"' && this.#text[end] === "\\" ? 2 : 1;
    if (end >= this.#text.length) return null;
    this.#at = end + 1;
    return quote === '"' ? unescaped(this.#text.slice(start, end + 1)) : this.#text.slice(start + 1, end);
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at += 1;
  }

  #skip(mark: string): boolean {
    this.#space();
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }
}
