import { parseJson } from "../json/parse.ts";
import type { JsonMember, JsonNode } from "../json/types.ts";
import { memberCalled, type MemberKind } from "./members.ts";
import type { PolicyProblem, PolicyReading } from "./types.ts";

const EXPECTED: Readonly<Record<MemberKind, string>> = {
  texts: "a string or an array of strings",
  values: "a string or a non-empty array of strings",
  text: "a string",
  seconds: "a number of seconds",
  claims: "an object of claim paths",
  verifier: '"kong", "envoy" or "apisix"',
};

/**
 * Reads the text of a policy. White space alone is not a policy, and a blank value expects nothing. Accepts the names
 * that verifiers use. Never fails.
 */
export function readPolicy(text: string): PolicyReading {
  if (text.trim() === "") return { kind: "empty" };
  const document = parseJson(text);
  const [problem] = document.problems;
  if (problem) return { kind: "unreadable", problems: [{ code: "json", problem, range: problem.range }] };
  const { root } = document;
  if (root?.type !== "object") {
    return {
      kind: "unreadable",
      problems: [{ code: "not-object", range: root?.range ?? { start: 0, end: text.length } }],
    };
  }
  const policy: Record<string, unknown> = {};
  const problems: PolicyProblem[] = [];
  for (const member of root.members) {
    const known = memberCalled(member.name);
    // Names with this prefix are comments, like `$schema`.
    if (member.name.startsWith("$") || member.name.startsWith("//")) continue;
    if (!known) {
      problems.push({ code: "unknown-member", name: member.name, range: member.nameRange });
      continue;
    }
    const value = valueOf(member.value, known.kind);
    if (value === null) {
      problems.push({
        code: "wrong-type",
        name: member.name,
        expected: EXPECTED[known.kind],
        range: member.value.range,
      });
    } else if (!isBlank(value)) policy[known.name] = value;
  }
  return { kind: "policy", policy, problems };
}

/** A member without a value yet: not compared, and nothing passes because of it. */
function isBlank(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}

function valueOf(node: JsonNode, kind: MemberKind): unknown {
  switch (kind) {
    case "texts":
      return textsOf(node)?.filter((text) => text !== "") ?? null;
    case "values": {
      const values = textsOf(node);
      return values?.length === 0 ? null : (values?.filter((text) => text !== "") ?? null);
    }
    case "text":
      return node.type === "string" ? node.value : null;
    case "seconds":
      return node.type === "number" && Number.isFinite(node.value) && node.value >= 0 ? node.value : null;
    case "claims":
      return node.type === "object" ? node.members.map(claimOf) : null;
    case "verifier":
      return node.type === "string" && /^(?:kong|envoy|apisix)$/.test(node.value) ? node.value : null;
  }
}

/** A scalar, or an array of scalars, as texts; null for anything else. */
export function textsOf(node: JsonNode): readonly string[] | null {
  if (node.type === "array") {
    const texts = node.items.map(scalarText);
    return texts.every((text) => text !== null) ? texts : null;
  }
  const text = scalarText(node);
  return text === null ? null : [text];
}

function claimOf({ name, value }: JsonMember): { readonly path: string; readonly values: readonly string[] } {
  return { path: name, values: textsOf(value) ?? [] };
}

/** A string as it is, any other scalar as JSON spells it; null for objects and arrays. */
export function scalarText(node: JsonNode): string | null {
  switch (node.type) {
    case "string":
      return node.value;
    case "number":
      return node.raw;
    case "boolean":
    case "null":
      return String(node.value);
    default:
      return null;
  }
}
