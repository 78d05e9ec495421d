import { parseJson } from "../json/parse.ts";
import type { JsonMember, JsonNode } from "../json/types.ts";
import type { Policy, PolicyProblem, PolicyReading } from "./types.ts";

type Kind = "texts" | "values" | "text" | "seconds" | "claims" | "verifier";

/** The members of a policy, what each takes, and the other names that verifiers give it. */
const MEMBERS: readonly (readonly [name: keyof Policy, kind: Kind, ...aliases: string[]])[] = [
  ["algorithms", "values", "algs", "alg", "allowedAlgorithms"],
  ["iss", "values", "issuer", "issuers"],
  ["aud", "values", "audience", "audiences"],
  ["sub", "values", "subject"],
  ["typ", "values", "type"],
  ["client", "values", "azp", "client_id", "clientId"],
  ["requiredClaims", "texts", "required", "require"],
  ["claims", "claims"],
  ["maxAge", "seconds", "max_age", "maxTokenAge", "maximumAge"],
  ["maxLifetime", "seconds", "maximumLifetime"],
  ["leeway", "seconds", "clockTolerance", "clockSkew"],
  ["jtiDenyList", "texts", "denyList", "deniedJti", "jti_deny_list", "jti"],
  ["nonce", "text"],
  ["scopes", "texts", "scope", "requiredScopes"],
  ["roles", "texts", "role", "requiredRoles"],
  ["rolesClaim", "text", "rolesPath"],
  ["accessToken", "text", "access_token"],
  ["code", "text"],
  ["verifier", "verifier"],
];

const BY_NAME = new Map(
  MEMBERS.flatMap(([name, kind, ...aliases]) => [name, ...aliases].map((alias) => [alias, { name, kind }] as const)),
);

const EXPECTED: Readonly<Record<Kind, string>> = {
  texts: "a string or an array of strings",
  values: "a string or an array of strings, one at least",
  text: "a string",
  seconds: "a number of seconds",
  claims: "an object of claim paths",
  verifier: '"kong", "envoy" or "apisix"',
};

/** The names of all members, for completion. */
export const POLICY_MEMBERS: readonly string[] = MEMBERS.map(([name]) => name);

/** Reads the text of a policy. White space alone is no policy. Names that other verifiers use are taken too. Never fails. */
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
    const known = BY_NAME.get(member.name);
    // A name that begins so is a comment, as `$schema` is.
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
    } else policy[known.name] = value;
  }
  return { kind: "policy", policy, problems };
}

function valueOf(node: JsonNode, kind: Kind): unknown {
  switch (kind) {
    case "texts":
      return textsOf(node);
    case "values": {
      // Of an empty list none would be enough, which nobody means.
      const values = textsOf(node);
      return values?.length === 0 ? null : values;
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

function textsOf(node: JsonNode): readonly string[] | null {
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
