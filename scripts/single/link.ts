import { parseAst } from "vite";

/**
 * Chunks that run from blobs. A module in a blob cannot refer to another by a relative address, and the blobs'
 * addresses are known only in the page. So an import of a chunk becomes an import of `jotscope-file:<name>`, which
 * `boot.js` replaces with the blob's address, and `import("./x.js")` becomes a call that first unpacks `x.js` and its
 * dependencies.
 */
export interface LinkedChunk {
  readonly code: string;
  /** The chunks that need an address before this one runs: its static imports and its workers. */
  readonly needs: readonly string[];
}

/** The global through which chunks reach each other; `boot.js` defines it. */
export const FILES_GLOBAL = "jotscopeFiles";

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly source?: Node | null;
  readonly value?: unknown;
  /** The text of a template without expressions is its only piece. */
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
}

/**
 * Rewrites the imports of one chunk. `fileName` is its name in the bundle, `names` are those of all script files of the
 * bundle. Throws if an import does not name a file of the bundle, since it could never resolve. An import whose address
 * is computed at run time stays (Monaco has one, for a program that the page does not use): the policy refuses
 * everything but blobs.
 */
export function linkChunk(fileName: string, code: string, names: ReadonlySet<string>): LinkedChunk {
  const needs = new Set<string>();
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const addressOf = (source: Node): string | null => {
    const [only, ...more] = source.quasis ?? [];
    const address = only && more.length === 0 ? only.value.cooked : source.value;
    return typeof address === "string" ? address : null;
  };
  const nameOf = (address: string): string => {
    const name = new URL(address, `bundle:///${fileName}`).pathname.slice(1);
    if (!names.has(name)) throw new Error(`${fileName}: imports ${address}, which is not in the bundle`);
    return name;
  };
  visit(parseAst(code), (node) => {
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
      case "ExportNamedDeclaration": {
        const address = node.source ? addressOf(node.source) : null;
        if (!node.source || address === null) return;
        const name = nameOf(address);
        needs.add(name);
        edits.push({ start: node.source.start, end: node.source.end, text: JSON.stringify(`jotscope-file:${name}`) });
        return;
      }
      case "ImportExpression": {
        const address = node.source ? addressOf(node.source) : null;
        if (address === null) return;
        const text = `${FILES_GLOBAL}.load(${JSON.stringify(nameOf(address))})`;
        edits.push({ start: node.start, end: node.end, text });
        return;
      }
      default:
    }
  });
  let linked = "";
  let at = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    linked += code.slice(at, start) + text;
    at = end;
  }
  linked += code.slice(at);
  for (const [, name = ""] of linked.matchAll(new RegExp(`${FILES_GLOBAL}\\.url\\(["'\`]([^"'\`]+)["'\`]\\)`, "g"))) {
    if (!names.has(name)) throw new Error(`${fileName}: wants ${name}, which is not in the bundle`);
    needs.add(name);
  }
  return { code: linked, needs: [...needs].toSorted() };
}

/** Throws if chunks depend on each other in a cycle: neither blob could be made first. */
export function refuseCircles(chunks: ReadonlyMap<string, LinkedChunk>): void {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw new Error(`chunks import each other: ${[...path, name].join(" → ")}`);
    if (done.has(name)) return;
    for (const needed of chunks.get(name)?.needs ?? []) walk(needed, [...path, name]);
    done.add(name);
  };
  for (const name of chunks.keys()) walk(name, []);
}

/** Visits each node of a syntax tree. */
function visit(node: Node, seen: (node: Node) => void): void {
  seen(node);
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === "object" && child !== null && "type" in child) visit(child as Node, seen);
    }
  }
}
