import { parseCel, type Expression } from "./parse.ts";

/** What an expression requires of one member; all of it must be true. */
interface Comparison {
  /** The path to the member, with dots, starting with the variable. */
  readonly path: string;
  readonly values: readonly string[];
  /** The values are patterns with `*`. */
  readonly pattern: boolean;
}

/**
 * The comparisons of members with fixed texts that are joined by `&&`: `==`, `in` a list, `startsWith`. Null if it
 * contains anything else: then it is unknown what it requires.
 */
export function comparisonsIn(text: string): readonly Comparison[] | null {
  const parsed = parseCel(text);
  return "problem" in parsed ? null : comparisonsOf(parsed.tree);
}

function comparisonsOf(node: Expression): readonly Comparison[] | null {
  switch (node.op) {
    case "&&": {
      const both = node.args.map(comparisonsOf);
      return both.every((one) => one !== null) ? both.flatMap((one) => one ?? []) : null;
    }
    case "==": {
      const [left, right] = node.args;
      return comparison(dotted(left) ?? dotted(right), dotted(left) === null ? left : right, false);
    }
    case "in":
      return (
        comparison(dotted(node.args[0]), node.args[1], false) ?? comparison(dotted(node.args[1]), node.args[0], false)
      );
    case "rcall": {
      const [name, on, [start]] = node.args;
      if (start === undefined || name !== "startsWith") return null;
      const [prefix] = texts(start) ?? [];
      const path = dotted(on);
      return prefix === undefined || path === null ? null : [{ path, values: [`${prefix}*`], pattern: true }];
    }
    default:
      return null;
  }
}

function comparison(path: string | null, other: Expression, pattern: boolean): readonly Comparison[] | null {
  const values = texts(other);
  return path === null || values === null ? null : [{ path, values, pattern }];
}

function dotted(node: Expression): string | null {
  if (node.op === "id") return node.args;
  if (node.op !== ".") return null;
  const before = dotted(node.args[0]);
  return before === null ? null : `${before}.${node.args[1]}`;
}

function texts(node: Expression): readonly string[] | null {
  if (node.op === "value") return typeof node.args === "object" ? null : [String(node.args)];
  if (node.op !== "list") return null;
  const all = node.args.map(texts);
  return all.every((one) => one !== null) ? all.flatMap((one) => one ?? []) : null;
}
