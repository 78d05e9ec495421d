import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { scalarText } from "../../policy/read-policy.ts";
import type { Presented } from "../types.ts";

/** What a sample gives: a text, a number, nothing (the fetch fails), or something that is not known here. */
export type Sample =
  | { readonly is: "text"; readonly text: string; readonly list?: readonly string[] }
  | { readonly is: "number"; readonly value: number }
  | { readonly is: "nothing" }
  /** The result of verifying the signature. */
  | { readonly is: "signature" }
  /** The token itself, or the header that carries it. */
  | { readonly is: "token" }
  | { readonly is: "unknown"; readonly why: string };

/** A sample expression: a fetch, and the converters that it goes through. */
export interface Expression {
  readonly steps: readonly Step[];
}

interface Step {
  readonly name: string;
  readonly args: readonly string[];
}

const STEP = /([a-z_][\w.-]{0,60})(?:\(((?:'[^']{0,300}'|"[^"]{0,300}"|[^()'"]){0,300})\))?(,|$)/iy;
const MOST_STEPS = 8;

/** Reads `fetch(arguments),converter(arguments)`; null if it is written otherwise. */
export function parseSample(text: string): Expression | null {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null || steps.length >= MOST_STEPS) return null;
    const [, name = "", args] = match;
    steps.push({ name: name.toLowerCase(), args: args === undefined ? [] : argumentsOf(args) });
  }
  return steps.length === 0 ? null : { steps };
}

const argumentsOf = (text: string): readonly string[] =>
  text.split(",").map((part) => part.trim().replace(/^(['"])(.*)\1$/, "$2"));

/** What a sample is about: the claim or header parameter at the end of its variables; null if none. */
export interface About {
  readonly claim: string;
  readonly ofHeader: boolean;
}

export type Variables = ReadonlyMap<string, readonly Expression[]>;

/** Variables that lead to variables; each step may lead to several. */
const MOST_DEPTH = 3;

const JWT: ReadonlySet<string> = new Set(["jwt_payload_query", "jwt_header_query", "jwt_verify", "jwt_verify_cert"]);

const isToken = ({ name, args }: Step): boolean =>
  name === "http_auth_bearer" || (/^(?:req\.)?(?:f?hdr|hdr_val)$/.test(name) && /^authorization$/i.test(args[0] ?? ""));

/** The claim that a sample reads. */
export function aboutOf(expression: Expression, variables: Variables, depth = 0): About | null {
  for (const { name, args } of expression.steps) {
    if (name === "jwt_payload_query" || name === "jwt_header_query") {
      const path = pathOf(args[0] ?? "");
      return path === null ? null : { claim: path.join("."), ofHeader: name === "jwt_header_query" };
    }
    if (name === "var" || name === "sub" || name === "add") {
      const [only, ...others] = variables.get(args[0] ?? "") ?? [];
      const about =
        only === undefined || others.length > 0 || depth > MOST_DEPTH ? null : aboutOf(only, variables, depth + 1);
      if (about !== null) return about;
    }
  }
  return null;
}

/** Evaluates a sample for a token. */
export function sampleOf(expression: Expression, variables: Variables, presented: Presented, depth = 0): Sample {
  const [first, ...converters] = expression.steps;
  if (first === undefined) return { is: "nothing" };
  let sample = fetched(first, variables, presented, depth);
  for (const step of converters) {
    // Wherever the request carries it, what is queried or verified is the token.
    if (JWT.has(step.name)) sample = { is: "token" };
    if (sample.is === "unknown" || sample.is === "nothing") return sample;
    sample = converted(sample, step, variables, presented, depth);
  }
  return sample;
}

function fetched(step: Step, variables: Variables, presented: Presented, depth: number): Sample {
  const { name, args } = step;
  if (isToken(step)) return { is: "token" };
  if (name === "date" && (args[1] ?? "s") === "s")
    return { is: "number", value: presented.now + (Number(args[0] ?? 0) || 0) };
  if (name === "int") return { is: "number", value: Number(args[0]) };
  if (name === "str") return { is: "text", text: args[0] ?? "" };
  if (name !== "var") return { is: "unknown", why: `${name} comes with the request, not with the token` };
  const [only, ...others] = variables.get(args[0] ?? "") ?? [];
  if (only === undefined) return { is: "unknown", why: `${args[0] ?? "The variable"} is not set here` };
  if (others.length > 0 || depth > MOST_DEPTH)
    return { is: "unknown", why: `${args[0] ?? "The variable"} is set in several places` };
  return sampleOf(only, variables, presented, depth + 1);
}

function converted(sample: Sample, step: Step, variables: Variables, presented: Presented, depth: number): Sample {
  const { name, args } = step;
  if (sample.is === "token") {
    if (name === "jwt_payload_query") return queried(presented.claims, args);
    if (name === "jwt_header_query") return queried(presented.header, args);
    if (name === "jwt_verify" || name === "jwt_verify_cert") return { is: "signature" };
    // What is left after "Bearer ".
    if (["word", "field", "regsub", "ltrim", "rtrim"].includes(name)) return sample;
  }
  if (sample.is === "number" && (name === "sub" || name === "add")) {
    const given = args[0] ?? "";
    const other: Sample = /^-?\d+$/.test(given)
      ? { is: "number", value: Number(given) }
      : sampleOf({ steps: [{ name: "var", args: [given] }] }, variables, presented, depth + 1);
    if (other.is !== "number") return other.is === "text" ? { is: "unknown", why: `${given} is no number` } : other;
    return { is: "number", value: name === "sub" ? sample.value - other.value : sample.value + other.value };
  }
  if (sample.is === "text" && name === "lower") return { ...sample, text: sample.text.toLowerCase() };
  if (sample.is === "text" && name === "upper") return { ...sample, text: sample.text.toUpperCase() };
  return { is: "unknown", why: `${name} is not evaluated here` };
}

/** `$.a.b[0]`, with a dot in a name escaped; null if written otherwise. */
function pathOf(text: string): readonly string[] | null {
  if (!/^\$(?:\.(?:[^.[\]\\]|\\.)+|\[\d{1,4}\])+$/.test(text)) return null;
  return [...text.matchAll(/\.((?:[^.[\]\\]|\\.)+)|\[(\d{1,4})\]/g)].map(
    (match) => match[1]?.replace(/\\(.)/g, "$1") ?? match[2] ?? "",
  );
}

/** A query gives a text, an integer if asked for one, and a list as the text of its JSON. */
function queried(root: JsonObject | null, [path = "", type]: readonly string[]): Sample {
  if (root === null) return { is: "unknown", why: "No token with readable claims is open" };
  const names = pathOf(path);
  if (names === null) return { is: "unknown", why: `The path ${path} is not evaluated here` };
  const node = names.reduce<JsonNode | null>((at, name) => {
    if (at?.type === "object") return lastMember(at, name)?.value ?? null;
    return at?.type === "array" ? (at.items[Number(name)] ?? null) : null;
  }, root);
  if (node === null || node.type === "null" || node.type === "object") return { is: "nothing" };
  if (type === "int")
    return node.type === "number"
      ? { is: "number", value: Math.trunc(node.value) }
      : { is: "unknown", why: "The claim is no number" };
  if (node.type !== "array") return { is: "text", text: scalarText(node) ?? "" };
  const items = node.items.map(scalarText);
  const list = items.flatMap((item) => (item === null ? [] : [item]));
  const json = node.items.map((item, index) =>
    item.type === "string" ? JSON.stringify(items[index]) : (items[index] ?? "{}"),
  );
  return { is: "text", text: `[${json.join(",")}]`, list };
}
