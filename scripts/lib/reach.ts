import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync } from "vite";

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
  const text = readFileSync(file, "utf8");
  const addresses = addressesIn(file, text).filter((address) => address.startsWith("."));
  const paths = addresses.map((address) => normalize(join(dirname(file), address.replace(/\?.*$/, ""))));
  return paths.filter((path) => existsSync(path));
}

/** The addresses of the modules that a text loads. What the parser lists saves making and walking the trees of most files. */
function addressesIn(file: string, text: string): readonly string[] {
  const parsed = parseSync(file, text);
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  if (text.includes("new URL(") || text.split("import(").length - 1 !== dynamicImports.length)
    return walk(parsed.program);
  const requests = [...staticImports, ...staticExports.flatMap(({ entries }) => entries)];
  const lazy = dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start, end));
  return [
    ...requests.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ...lazy.flatMap((literal) => /^["'`](.*)["'`]$/.exec(literal)?.[1] ?? []),
  ];
}

function walk(program: unknown): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (!isNode(node)) return;
    const address = addressOf(node);
    const text = isNode(address)
      ? (address["value"] ?? (isNode(address["literal"]) && address["literal"]["value"]))
      : null;
    if (typeof text === "string") found.push(text);
    Object.values(node).forEach(visit);
  };
  visit(program);
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
