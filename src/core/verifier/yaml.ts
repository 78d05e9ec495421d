import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar } from "yaml";
import type { JsonMember, JsonNode } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import { tooLong } from "./syntax.ts";
import type { Source } from "./types.ts";

/** No more than this is read as YAML of the documents that are about tokens, none that nests deeper, and none that refers back more often. */
const MOST_YAML = 100_000;
const MOST_DEPTH = 100;
const MOST_ALIASES = 100;
/** So many nodes are read, those that aliases repeat included, and so many problems are said. */
const MOST_NODES = 50_000;
const MOST_PROBLEMS = 20;

/**
 * The documents of a YAML text as the trees that JSON gives, with places. What cannot be read, or is more than a configuration
 * needs, is a problem; what came before it holds. Never throws.
 */
export function parseYaml(text: string): Source {
  if (text.length <= MOST_YAML) return parsePart(text);
  const end = { start: text.length, end: text.length };
  const problem = { words: tooLong("YAML", MOST_YAML), range: end };
  const kept = documentsAboutTokens(text);
  if (kept === null) return { text, roots: [], problems: [problem] };
  return { ...parsePart(kept), text };
}

/** What a document has in it that a verifier reads. */
const ABOUT_TOKENS =
  /jwt|jwks|oidc|openid|issuer|audience|AuthorizationPolicy|attribute(?:Mapping|Condition)|assertion\./i;

/**
 * The text with all documents that are about something else as white space, so that places stay; null where that is no less than
 * is read. A file of all that a cluster runs has a few documents about tokens.
 */
function documentsAboutTokens(text: string): string | null {
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)];
  let length = 0;
  const parts = starts.map((start, index) => {
    const part = text.slice(start, starts[index + 1] ?? text.length);
    const isKept = ABOUT_TOKENS.test(part);
    if (isKept) length += part.length;
    return isKept ? part : part.replace(/[^\n]+/g, (line) => " ".repeat(line.length));
  });
  return length > MOST_YAML ? null : parts.join("");
}

function parsePart(text: string): Source {
  const end = { start: text.length, end: text.length };
  const problems: { words: string; range: Range }[] = [];
  let aliases = 0;
  let nodes = 0;
  const roots: JsonNode[] = [];
  try {
    const documents = parseAllDocuments(text, {
      logLevel: "silent",
      prettyErrors: false,
      uniqueKeys: false,
      strict: false,
    });
    for (const document of documents) {
      for (const { code, pos } of document.errors.slice(0, MOST_PROBLEMS - problems.length)) {
        const line = text.slice(0, pos[0]).split("\n").length;
        problems.push({
          words: `Not valid YAML at line ${line} (${code.toLowerCase().replaceAll("_", " ")})`,
          // A fault at the end may be said to reach beyond it.
          range: { start: Math.min(pos[0], text.length), end: Math.min(pos[1], text.length) },
        });
      }
      const convert = (node: Node | null, depth: number): JsonNode => {
        const range = { start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? 0 };
        const given = (words: string): JsonNode => {
          if (problems.length < MOST_PROBLEMS) problems.push({ words, range });
          return { type: "null", range, value: null };
        };
        nodes += 1;
        if (nodes > MOST_NODES) return given("More than is read of a configuration");
        if (depth > MOST_DEPTH) return given("Nested too deep to be read");
        if (isAlias(node)) {
          aliases += 1;
          if (aliases > MOST_ALIASES) return given(`More than ${MOST_ALIASES} aliases`);
          return convert(node.resolve(document) ?? null, depth + 1);
        }
        // What a tag computes is not what stands there.
        const tag = node?.tag ?? "";
        if (/^![A-Za-z]/.test(tag)) return { type: "string", range, value: `\${${tag}}` };
        if (isMap(node))
          return {
            type: "object",
            range,
            members: node.items.map((pair) => member(pair.key as Node | null, pair.value as Node | null, depth)),
          };
        if (isSeq(node))
          return { type: "array", range, items: node.items.map((item) => convert(item as Node | null, depth + 1)) };
        return isScalar(node) ? scalar(node, range) : { type: "null", range, value: null };
      };
      const member = (key: Node | null, value: Node | null, depth: number): JsonMember => {
        const nameRange = { start: key?.range?.[0] ?? 0, end: key?.range?.[1] ?? 0 };
        const node = convert(value, depth + 1);
        const name = isScalar(key) ? String(key.value) : "";
        return { name, nameRange, range: { start: nameRange.start, end: node.range.end }, value: node };
      };
      if (document.contents !== null) roots.push(convert(document.contents, 0));
    }
  } catch {
    problems.push({ words: "Cannot be read as YAML", range: end });
  }
  return { text, roots, problems };
}

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
