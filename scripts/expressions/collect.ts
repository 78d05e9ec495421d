import { readdirSync } from "node:fs";
import { parseAst } from "vite";

/** A regular expression as written in a source file. */
export interface Expression {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** A source file's expressions, and the places that build others at run time. */
export interface Collected {
  readonly expressions: readonly Expression[];
  readonly built: readonly string[];
}

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** All regular expression literals of a TypeScript text, and the places that build others. A place is `file:line`. */
export function expressionsIn(file: string, text: string): Collected {
  const expressions: Expression[] = [];
  const built: string[] = [];
  const visit = (node: unknown): void => {
    if (!isNode(node)) return;
    const { regex, callee, start } = node;
    const place = (): string => `${file}:${text.slice(0, Number(start)).split("\n").length}`;
    if (isNode(regex)) {
      expressions.push({ place: place(), source: String(regex["pattern"]), flags: String(regex["flags"]) });
    } else if (isNode(callee) && callee["name"] === "RegExp") built.push(place());
    for (const [name, child] of Object.entries(node)) if (name !== "regex") visit(child);
  };
  visit(parseAst(text, { lang: file.endsWith("x") ? "tsx" : "ts" }));
  return { expressions, built };
}

/** The product's source files: all of `src` except tests and what they use. */
export function productFiles(): readonly string[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|^testing\//.test(name))
    .map((name) => `src/${name}`)
    .toSorted();
}
