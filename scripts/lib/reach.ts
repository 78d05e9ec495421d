import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseAst } from "vite";

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * The ways to load a module by an address: `import … from`, `export … from`, `import()`, `import` of a type, `new
 * URL()`.
 */
function addressOf(node: Record<string, unknown>): unknown {
  const { type, callee } = node;
  if (type === "TSImportType") return node["argument"];
  if (type === "NewExpression" && isNode(callee) && callee["name"] === "URL")
    return (node["arguments"] as unknown[])[0];
  return node["source"];
}

const read = new Map<string, readonly string[]>();

/** The modules that a source file refers to, relative to the project, without packages. Reads each file once. */
export function importsOf(file: string): readonly string[] {
  const imports = read.get(file) ?? readImports(file);
  read.set(file, imports);
  return imports;
}

function readImports(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (!isNode(node)) return;
    const address = addressOf(node);
    const text = isNode(address)
      ? (address["value"] ?? (isNode(address["literal"]) && address["literal"]["value"]))
      : null;
    if (typeof text === "string" && text.startsWith(".")) {
      const path = normalize(join(dirname(file), text.replace(/\?.*$/, "")));
      if (existsSync(path)) found.push(path);
    }
    Object.values(node).forEach(visit);
  };
  visit(parseAst(readFileSync(file, "utf8"), { lang: file.endsWith("x") ? "tsx" : "ts" }));
  return found;
}

/** All files reachable from the given ones, including these. */
export function reachedFrom(roots: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...roots];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    // AssemblyScript has its own grammar.
    if (/\.[jt]sx?$/.test(file) && !file.startsWith("assembly/")) waiting.push(...importsOf(file));
  }
  return reached;
}
