import { parseJson } from "../json/parse.ts";
import type { JsonMember, JsonNode, JsonObject } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import { parseHcl } from "./hcl.ts";
import { isPlaceholder } from "./settings.ts";
import type { Source } from "./types.ts";
import { parseYamlPart } from "./yaml.ts";

/**
 * The same configuration inside something else: Terraform resources, a command's argument, a here-document, a text
 * inside a manifest. Each is given as the tree of a separate file, with ranges in the original text.
 */
export function otherForms(source: Source): readonly Source[] {
  const { text } = source;
  const parts = [
    ...(source.roots[0] === undefined ? [] : terraformForms(source.roots[0], text)),
    ...commandForms(text),
    ...blockForms(text),
    ...embeddedForms(text),
    ...bicepForms(text),
  ];
  return parts.slice(0, MOST_PARTS).map((root) => ({
    text,
    roots: [root],
    problems: source.problems.filter(({ words }) => !words.startsWith("Not valid")),
  }));
}

/** All texts in a tree that are filled in elsewhere. */
export function placeholdersIn(root: JsonNode): readonly Range[] {
  const found: Range[] = [];
  const left: JsonNode[] = [root];
  for (let node = left.pop(); node !== undefined && found.length < MOST_FORMS; node = left.pop()) {
    if (node.type === "string" && isPlaceholder(node.value)) found.push(node.range);
    if (node.type === "array") for (const item of node.items) left.push(item);
    if (node.type === "object") for (const { value } of node.members) left.push(value);
  }
  return found;
}

/** All values that are computed elsewhere: by a YAML tag, or by a template function in JSON. */
export function computedIn(root: JsonNode): readonly Range[] {
  const found: Range[] = [];
  const left: JsonNode[] = [root];
  for (let node = left.pop(); node !== undefined && found.length < MOST_FORMS; node = left.pop()) {
    const { type, range } = node;
    if (type === "string" && node.value.startsWith("${!")) found.push(range);
    else if (type === "object") {
      const [only, ...others] = node.members;
      if (only !== undefined && others.length === 0 && /^(?:Ref|Fn::\w{1,40})$/.test(only.name)) found.push(range);
      else for (const { value } of node.members) left.push(value);
    } else if (type === "array") for (const item of node.items) left.push(item);
  }
  return found;
}

/** The most parts of one text that are tried. */
const MOST_PARTS = 50;
const MOST_FORMS = 200;
const MOST_TRIES = 20;

/** A value read from a part of a text, with ranges in the whole. */
function moved(node: JsonNode, by: number): JsonNode {
  const range = movedRange(node.range, by);
  if (node.type === "array") return { ...node, range, items: node.items.map((item) => moved(item, by)) };
  if (node.type !== "object") return { ...node, range };
  const members = node.members.map((one) => ({
    ...one,
    nameRange: movedRange(one.nameRange, by),
    range: movedRange(one.range, by),
    value: moved(one.value, by),
  }));
  return { ...node, range, members };
}

const movedRange = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });

const object = (range: Range, members: readonly JsonMember[]): JsonObject => ({ type: "object", range, members });
const member = (name: string, value: JsonNode): JsonMember => ({
  name,
  nameRange: value.range,
  range: value.range,
  value,
});
const named = (node: JsonNode | undefined, name: string): readonly JsonNode[] =>
  node?.type === "object" ? node.members.filter((one) => one.name === name).map(({ value }) => value) : [];
/** The bodies of blocks with a type and one label, such as Terraform resources. */
function resources(root: JsonNode, block: string, type: string): readonly JsonNode[] {
  return named(root, block)
    .flatMap((one) => named(one, type))
    .flatMap((one) => (one.type === "object" ? one.members.map(({ value }) => value) : []));
}

function terraformForms(root: JsonNode, text: string): readonly JsonNode[] {
  const renamed = (body: JsonNode, names: Readonly<Record<string, string>>): JsonObject =>
    object(
      body.range,
      Object.entries(names).flatMap(([from, to]) => named(body, from).map((value) => member(to, value))),
    );
  const entra = ["azuread_application_federated_identity_credential", "azurerm_federated_identity_credential"];
  const credentials = entra
    .flatMap((type) => resources(root, "resource", type))
    .map((body) =>
      renamed(body, { issuer: "issuer", subject: "subject", audiences: "audiences", audience: "audiences" }),
    );
  const authorizers = resources(root, "resource", "aws_apigatewayv2_authorizer").flatMap((body) =>
    named(body, "jwt_configuration").map((one) =>
      object(body.range, [member("JwtConfiguration", renamed(one, { issuer: "Issuer", audience: "Audience" }))]),
    ),
  );
  const roles = resources(root, "resource", "vault_jwt_auth_backend_role").map((body) =>
    object(
      body.range,
      body.type !== "object"
        ? []
        : body.members
            .filter(({ name }) => !["backend", "role_name", "namespace", "depends_on", "lifecycle"].includes(name))
            .map((one) => (one.name === "bound_claims" ? { ...one, value: parted(one.value) } : one)),
    ),
  );
  return [
    ...policiesOf(root, text),
    ...(credentials.length > 1 ? [{ type: "array" as const, range: root.range, items: credentials }] : credentials),
    ...authorizers,
    ...roles,
  ];
}

/** Terraform's provider for Vault splits the values of a claim at commas. */
function parted(claims: JsonNode): JsonNode {
  if (claims.type !== "object") return claims;
  const split = (value: JsonNode): JsonNode =>
    value.type === "string" && value.value.includes(",") && !isPlaceholder(value.value)
      ? {
          type: "array",
          range: value.range,
          items: value.value.split(",").map((part) => ({ ...value, value: part.trim() })),
        }
      : value;
  return { ...claims, members: claims.members.map((one) => ({ ...one, value: split(one.value) })) };
}

/** Role policies: a Terraform policy document, one in `jsonencode`, or one as JSON text. */
function policiesOf(root: JsonNode, text: string): readonly JsonNode[] {
  const written = resources(root, "resource", "aws_iam_role")
    .flatMap((body) => named(body, "assume_role_policy"))
    .flatMap(({ range }) => encoded(text, range) ?? embeddedIn(text, range));
  const documents = resources(root, "data", "aws_iam_policy_document").map((body) =>
    object(body.range, [
      member("Statement", { type: "array", range: body.range, items: named(body, "statement").map(statement) }),
    ]),
  );
  return [...written, ...documents];
}

/** The tree of `jsonencode({ … })`. */
function encoded(text: string, range: Range): readonly JsonNode[] | null {
  const open = text.indexOf("jsonencode(", range.start);
  if (open < 0 || open > range.end) return null;
  const start = open + "jsonencode(".length;
  const { roots } = parseHcl(`x=${text.slice(start, text.lastIndexOf(")", range.end))}`);
  return named(roots[0], "x").map((value) => moved(value, start - "x=".length));
}

/** A Terraform statement block in AWS's form. */
function statement(block: JsonNode): JsonNode {
  const rename = (from: string, to: string): readonly JsonMember[] =>
    named(block, from).map((value) => member(to, value));
  const federated = named(block, "principals").map((one) => {
    const [type] = named(one, "type");
    const [identifiers] = named(one, "identifiers");
    return member(type?.type === "string" ? type.value : "", identifiers ?? one);
  });
  const conditions = named(block, "condition").map((one) => {
    const [test, variable, values] = ["test", "variable", "values"].map((name) => named(one, name)[0]);
    const key = variable?.type === "string" ? variable.value : "";
    return member(test?.type === "string" ? test.value : "", object(one.range, [member(key, values ?? one)]));
  });
  const known = ["sid", "effect", "actions", "principals", "condition"];
  const others = block.type === "object" ? block.members.filter(({ name }) => !known.includes(name)) : [];
  const effect = named(block, "effect")[0] ?? { type: "string" as const, range: block.range, value: "Allow" };
  return object(block.range, [
    ...rename("sid", "Sid"),
    member("Effect", effect),
    ...rename("actions", "Action"),
    ...(federated.length > 0 ? [member("Principal", object(block.range, federated))] : []),
    ...(conditions.length > 0 ? [member("Condition", object(block.range, merged(conditions)))] : []),
    ...others,
  ]);
}

/** Blocks with the same operator are one member, of which all keys count. */
function merged(conditions: readonly JsonMember[]): readonly JsonMember[] {
  const names = [...new Set(conditions.map(({ name }) => name))];
  return names.map((name) => {
    const same = conditions.filter((one) => one.name === name);
    const range = same[0]?.range ?? { start: 0, end: 0 };
    return member(
      name,
      object(
        range,
        same.flatMap(({ value }) => (value.type === "object" ? value.members : [])),
      ),
    );
  });
}

const ASSIGNMENT = /(?:^|\s)([a-z_]{2,40})=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'\\]+)/g;

/** The role written by `vault write auth/jwt/role/ci user_claim=… bound_audiences=…`. */
function commandForms(text: string): readonly JsonNode[] {
  if (!/\b(?:vault|bao) write\b/.test(text) || !/\buser_claim=/.test(text)) return [];
  const members = [...text.matchAll(ASSIGNMENT)].slice(0, MOST_FORMS).map((match): JsonMember => {
    const [whole, name = "", raw = ""] = match;
    const isQuoted = /^["']/.test(raw);
    const end = match.index + whole.length - (isQuoted ? 1 : 0);
    const range = { start: end - (raw.length - (isQuoted ? 2 : 0)), end };
    const value = text.slice(range.start, end);
    const [inside] = value.startsWith("{") ? embeddedIn(text, range) : [];
    return member(
      name,
      inside ?? { type: "string", range, value: raw.startsWith('"') ? value.replace(/\\(.)/g, "$1") : value },
    );
  });
  return [object({ start: 0, end: text.length }, members)];
}

/** YAML block scalars that are files themselves, as in a ConfigMap. */
function blockForms(text: string): readonly JsonNode[] {
  const found: JsonNode[] = [];
  for (const match of [...text.matchAll(/^( *)(?:- )?[\w."'-]{1,80}: *[|>][+-]?\d? *$/gm)].slice(0, MOST_TRIES)) {
    const start = match.index + match[0].length + 1;
    let end = start;
    while (end < text.length) {
      const next = text.indexOf("\n", end);
      const line = text.slice(end, next < 0 ? text.length : next);
      if (line.trim() !== "" && line.length - line.trimStart().length <= (match[1]?.length ?? 0)) break;
      end = next < 0 ? text.length : next + 1;
    }
    if (end - start > 20) for (const root of parseYamlPart(text, { start, end }).roots) found.push(root);
  }
  return found;
}

/** JSON objects inside another text: an argument, an environment, a here-document. */
function embeddedForms(text: string): readonly JsonNode[] {
  return /^\s*[{[]/.test(text) ? [] : embeddedIn(text, { start: 0, end: text.length });
}

const MOST_EMBEDDED = 200_000;
/** The most white space between a list's bracket and its first object. */
const MOST_BLANKS = 200;

function embeddedIn(text: string, { start, end }: Range): readonly JsonNode[] {
  const found: JsonNode[] = [];
  let at = start;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const open = text.indexOf("{", at);
    if (open < 0 || open >= end) break;
    // A list of objects is one value.
    const before = text.slice(Math.max(start, open - MOST_BLANKS), open).trimEnd();
    const isList = before.endsWith("[");
    const first = isList ? text.lastIndexOf("[", open) : open;
    const close = closingOf(text, first, Math.min(end, open + MOST_EMBEDDED));
    at = close === null ? open + 1 : close;
    if (close === null || !/^\{\s*"/.test(text.slice(open, open + 200))) continue;
    const { root, problems } = parseJson(text.slice(first, close));
    if (root !== null && problems.length === 0) found.push(moved(root, first));
  }
  return found;
}

/** The position after the closing brace or bracket, ignoring those in texts. */
function closingOf(text: string, open: number, end: number): number | null {
  let depth = 0;
  for (let at = open; at < end; at += 1) {
    const character = text[at];
    if (character === '"') {
      at += 1;
      while (at < end && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    } else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

const BICEP = /\b(issuer|subject)[ \t]*:[ \t]*'([^'\n]*)'|\b(audiences)[ \t]*:[ \t]*\[([^[\]]*)\]/g;

/** Federated credentials in Bicep. */
function bicepForms(text: string): readonly JsonNode[] {
  if (!text.includes("federatedIdentityCredentials@")) return [];
  const parts = text.split(/(?=federatedIdentityCredentials@)/).slice(0, MOST_TRIES);
  let offset = 0;
  const items = parts.flatMap((part): readonly JsonObject[] => {
    const from = offset;
    offset += part.length;
    if (!part.startsWith("federatedIdentityCredentials@")) return [];
    const members = [...part.matchAll(BICEP)].map((match): JsonMember => {
      const [whole, name, value = "", list, inside = ""] = match;
      const end = from + match.index + whole.length - 1;
      const literal = (one: string, at: number): JsonNode => ({
        type: "string",
        range: { start: at, end: at + one.length },
        value: one,
      });
      if (name !== undefined) return member(name, literal(value, end - value.length));
      const start = end - inside.length;
      return member(list ?? "", {
        type: "array",
        range: { start: start - 1, end: end + 1 },
        items: [...inside.matchAll(/'([^'\n]*)'/g)].map((one) => literal(one[1] ?? "", start + one.index + 1)),
      });
    });
    return [object({ start: from, end: offset }, members)];
  });
  return items.length > 1 ? [{ type: "array", range: { start: 0, end: text.length }, items }] : items;
}
