import { parseXml, XmlElement, XmlError, XmlText } from "@rgrove/parse-xml";
import type { JsonMember, JsonNode } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import type { Source } from "./types.ts";

/** Limits on the nesting of XML and on the attributes of an element. */
const MOST_DEPTH = 50;
const MOST_ATTRIBUTES = 100;
/** The most policies of one text that are read. */
const MOST_POLICIES = 200;

/** The policies of API Management and Apigee that check tokens. */
const POLICY = /<(validate-jwt|validate-azure-ad-token|VerifyJWT)[\s>/]/g;

/**
 * The policies that check tokens, from whatever XML contains them, as trees: attributes and children are members,
 * children with the same name an array, an element with only text that text. A document's own entities are not
 * resolved, so that none can expand. C# expressions, which need not be well-formed XML, are texts. Never throws.
 */
export function parsePolicies(text: string): Source {
  const masked = withoutComments(withoutExpressions(text));
  const roots: JsonNode[] = [];
  const problems: { words: string; range: Range }[] = [];
  let done = 0;
  for (const match of masked.matchAll(POLICY)) {
    const [, name = ""] = match;
    const start = match.index;
    // A policy inside another is read with it.
    if (start < done) continue;
    const end = endOf(masked, name, start);
    done = end;
    if (roots.length >= MOST_POLICIES) {
      problems.push({ words: `More than ${MOST_POLICIES} policies`, range: { start, end: text.length } });
      break;
    }
    try {
      const own = masked.slice(start, end);
      if (deepest(own) > MOST_DEPTH) throw new Error("nested too deeply");
      if (hasManyAttributes(own)) throw new Error("too many attributes on one element");
      const { root } = parseXml(own, { includeOffsets: true });
      if (root === null) continue;
      const range = { start, end };
      roots.push({
        type: "object",
        range,
        members: [{ name, nameRange: range, range, value: elementNode(root, text, start) }],
      });
    } catch (error) {
      const at = error instanceof XmlError ? start + error.pos : start;
      const line = text.slice(0, at).split("\n").length;
      problems.push({ words: `Not well-formed XML at line ${line}`, range: { start: at, end } });
      roots.push({ type: "object", range: { start, end }, members: [emptyMember(name, { start, end })] });
    }
  }
  return { text, roots, problems };
}

const emptyMember = (name: string, range: Range): JsonMember => ({
  name,
  nameRange: range,
  range,
  value: { type: "object", range, members: [] },
});

/** Where an element ends: after its end tag, or after its own tag if self-closing. */
function endOf(text: string, name: string, start: number): number {
  const tag = text.indexOf(">", start);
  if (tag < 0) return text.length;
  if (text[tag - 1] === "/") return tag + 1;
  const close = text.indexOf(`</${name}>`, tag);
  return close < 0 ? text.length : close + name.length + 3;
}

/** The nesting depth of elements, counted before they are read: the parser is recursive. */
function deepest(text: string): number {
  let [depth, most, opens] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "<") {
      opens = /[A-Za-z_]/.test(text[at + 1] ?? "");
      if (opens) most = Math.max(most, (depth += 1));
      else if (text[at + 1] === "/") depth -= 1;
    } else if (text[at] === ">" && text[at - 1] === "/" && opens) depth -= 1;
  }
  return most;
}

/** Whether a tag has so many attributes that searching for each would take too long. */
function hasManyAttributes(text: string): boolean {
  let count = 0;
  for (const character of text.match(/[<=]/g) ?? []) {
    count = character === "<" ? 0 : count + 1;
    if (count > MOST_ATTRIBUTES) return true;
  }
  return false;
}

/** The text with the markup characters in each `@(…)` and `@{…}` masked, so that it can be read as XML and ranges stay valid. */
function withoutExpressions(text: string): string {
  let masked = "";
  let done = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (at < done || !/[({]/.test(text[at + 1] ?? "")) continue;
    const end = endOfExpression(text, at + 1);
    // It does not end: then neither it nor anything after it is taken for an expression.
    if (end === null) break;
    masked += `${text.slice(done, at + 2)}${text.slice(at + 2, end).replace(/[<>&"']/g, "_")}`;
    done = end;
  }
  return masked + text.slice(done);
}

/** The text with its comments blanked, so that no policy is read in one; a comment that does not end stays. */
function withoutComments(text: string): string {
  let plain = "";
  let done = 0;
  for (let at = text.indexOf("<!--"); at >= 0; at = text.indexOf("<!--", done)) {
    const end = text.indexOf("-->", at + 4);
    if (end < 0) break;
    plain += text.slice(done, at) + " ".repeat(end + 3 - at);
    done = end + 3;
  }
  return plain + text.slice(done);
}

function endOfExpression(text: string, open: number): number | null {
  let [depth, quoted] = [0, false];
  for (let at = open; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\\" && quoted) at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && /[({]/.test(character)) depth += 1;
    else if (!quoted && /[)}]/.test(character) && (depth -= 1) === 0) return at + 1;
  }
  return null;
}

function elementNode(element: XmlElement, text: string, offset: number): JsonNode {
  const range = { start: offset + element.start, end: offset + element.end };
  const children = element.children.filter((one) => one instanceof XmlElement);
  const attributes = Object.entries(element.attributes);
  if (children.length === 0 && attributes.length === 0) return textNode(element, range, offset);
  const tag = text.slice(range.start, text.indexOf(">", range.start));
  const members: JsonMember[] = attributes.map(([name, value]) => {
    const at = tag.indexOf(value, tag.indexOf(name) + name.length);
    const own = at < 0 ? range : { start: range.start + at, end: range.start + at + value.length };
    return { name, nameRange: own, range: own, value: { type: "string", range: own, value } };
  });
  if (children.length === 0)
    members.push({ name: "#text", nameRange: range, range, value: textNode(element, range, offset) });
  const byName = new Map<string, JsonNode[]>();
  for (const child of children) {
    const nodes = byName.get(child.name) ?? [];
    nodes.push(elementNode(child, text, offset));
    byName.set(child.name, nodes);
  }
  for (const [name, items] of byName) {
    const [first] = items;
    if (first === undefined) continue;
    const all = { start: first.range.start, end: items.at(-1)?.range.end ?? first.range.end };
    const value: JsonNode = items.length === 1 ? first : { type: "array", range: all, items };
    members.push({ name, nameRange: value.range, range: value.range, value });
  }
  return { type: "object", range, members };
}

function textNode(element: XmlElement, range: Range, offset: number): JsonNode {
  const value = element.text.trim();
  const [first] = element.children.filter((one) => one instanceof XmlText);
  if (first === undefined || value === "") return { type: "string", range, value };
  const lead = first.text.length - first.text.trimStart().length;
  const start = offset + first.start + lead;
  return { type: "string", range: { start, end: start + value.length }, value };
}
