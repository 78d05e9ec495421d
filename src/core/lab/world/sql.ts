import type { WorldEntry, WorldObject } from "./types.ts";

/** A simulated database: one table with two text columns, and just enough SQL for a key look-up. */
export interface SqlDatabase extends WorldObject {
  /**
   * Runs `SELECT <column|'text'> [FROM <table> WHERE <condition>] [UNION SELECT …]`, with `=`, `<>`, `AND`, `OR`, `--`
   * comments, and `?` for parameters. Returns the values of the rows in order. Throws a SyntaxError on anything else.
   */
  query(sql: string, parameters?: readonly string[]): readonly string[];
  /** The statements that were run, newest last. */
  readonly log: readonly string[];
}

type Row = Readonly<Record<string, string>>;
type Token = { readonly kind: "word" | "text" | "sign" | "parameter"; readonly value: string };

/** A database with one table: `key` and `value` name its columns, `rows` fill them. */
export function createSqlDatabase(
  table: string,
  key: string,
  value: string,
  rows: Readonly<Record<string, string>>,
): SqlDatabase {
  const held = new Map(Object.entries(rows));
  const log: string[] = [];
  return {
    kind: "table",
    name: `Table ${table}(${key}, ${value})`,
    entries: (): readonly WorldEntry[] => [...held].map(([name, text]) => ({ name, value: text, editable: true })),
    set: (name, text) => void held.set(name, text),
    log,
    query(sql, parameters = []) {
      log.push(sql);
      const all: Row[] = [...held].map(([k, v]) => ({ [key]: k, [value]: v }));
      return run(tokenise(sql), [...parameters], (name) => (name === table ? all : null));
    },
  };
}

function tokenise(sql: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s+|--[^\n]*|'((?:[^']|'')*)'|(\w+)|(<>|[=;*(),])|(\?)/gy;
  while (pattern.lastIndex < sql.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(sql);
    if (!match) throw new SyntaxError(`near "${sql.slice(at, at + 12)}"`);
    const [, text, word, sign, parameter] = match;
    if (text !== undefined) tokens.push({ kind: "text", value: text.replaceAll("''", "'") });
    else if (word !== undefined) tokens.push({ kind: "word", value: word });
    else if (sign !== undefined) tokens.push({ kind: "sign", value: sign });
    else if (parameter !== undefined) tokens.push({ kind: "parameter", value: parameter });
  }
  return tokens;
}

function run(tokens: Token[], parameters: string[], tableOf: (name: string) => Row[] | null): readonly string[] {
  let at = 0;
  const isWord = (value: string): boolean => tokens[at]?.kind === "word" && tokens[at]?.value.toUpperCase() === value;
  const take = (value: string): boolean => {
    const there = isWord(value) || (tokens[at]?.kind === "sign" && tokens[at]?.value === value);
    if (there) at += 1;
    return there;
  };
  const fail = (): never => {
    throw new SyntaxError(`near "${tokens[at]?.value ?? "end"}"`);
  };
  /** A column, a text or a parameter. */
  const operand = (): ((row: Row) => string) => {
    const token = tokens[at] ?? fail();
    at += 1;
    if (token.kind === "text") return () => token.value;
    if (token.kind === "parameter") {
      const value = parameters.shift() ?? fail();
      return () => value;
    }
    // A bare number is its own text, as in the famous 1=1.
    if (token.kind === "word") return (row) => row[token.value] ?? token.value;
    return fail();
  };
  const comparison = (): ((row: Row) => boolean) => {
    const left = operand();
    const differs = take("<>");
    if (!differs && !take("=")) fail();
    const right = operand();
    return (row) => (left(row) === right(row)) !== differs;
  };
  const conjunction = (): ((row: Row) => boolean) => {
    let all = comparison();
    while (take("AND")) {
      const [first, second] = [all, comparison()];
      all = (row) => first(row) && second(row);
    }
    return all;
  };
  const condition = (): ((row: Row) => boolean) => {
    let any = conjunction();
    while (take("OR")) {
      const [first, second] = [any, conjunction()];
      any = (row) => first(row) || second(row);
    }
    return any;
  };
  const select = (): string[] => {
    if (!take("SELECT")) fail();
    const column = operand();
    if (!take("FROM")) return [column({})];
    const rows = tableOf(tokens[at]?.value ?? "") ?? fail();
    at += 1;
    const wanted = take("WHERE") ? condition() : () => true;
    return rows.filter(wanted).map(column);
  };
  const found = select();
  while (take("UNION")) found.push(...select());
  take(";");
  if (at < tokens.length) fail();
  return found;
}
