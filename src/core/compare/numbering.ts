import type { JsonDocument, JsonNode } from "../json/types.ts";

/**
 * A number for each value of a document; equal numbers mean the same JSON tokens in the same order, ignoring white
 * space.
 */
type Numbering = ReadonlyMap<JsonNode, number>;

/**
 * Numbers the values of documents, so that comparing two subtrees is comparing two numbers. Names and scalars count as
 * written. Linear in the texts, without recursion.
 */
export function createNumbering(): (document: JsonDocument) => Numbering {
  const known = new Map<string, number>();
  const numberOf = (key: string): number => {
    let number = known.get(key);
    if (number === undefined) known.set(key, (number = known.size));
    return number;
  };
  return ({ root, text }) => {
    const numbers = new Map<JsonNode, number>();
    const order: JsonNode[] = [];
    const waiting = root === null ? [] : [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      order.push(node);
      if (node.type === "object") for (const { value } of node.members) waiting.push(value);
      else if (node.type === "array") for (const item of node.items) waiting.push(item);
    }
    // From the leaves up: children come after their parents in `order`.
    for (const node of order.toReversed()) numbers.set(node, numberOf(keyOf(node, text, numbers)));
    return numbers;
  };
}

function keyOf(node: JsonNode, text: string, numbers: Numbering): string {
  switch (node.type) {
    case "object":
      return `{${node.members.map(({ nameRange: { start, end }, value }) => `${text.slice(start, end)}:${numbers.get(value)}`).join(",")}`;
    case "array":
      return `[${node.items.map((item) => numbers.get(item)).join(",")}`;
    default:
      return text.slice(node.range.start, node.range.end);
  }
}
