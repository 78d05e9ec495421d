import type { DuplicateMember, JsonMember, JsonNode, JsonObject } from "./types.ts";

/**
 * All member names that occur more than once in one object, anywhere in the tree, in the order in which their objects
 * open (RFC 8259 section 4: names should be unique). Linear time, no recursion.
 */
export function duplicateMembers(root: JsonNode): readonly DuplicateMember[] {
  const found: DuplicateMember[] = [];
  const waiting: JsonNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "object") {
      collect(node, found);
      for (const { value } of node.members.toReversed()) if (isOpen(value)) waiting.push(value);
    } else if (node.type === "array") {
      for (const item of node.items.toReversed()) if (isOpen(item)) waiting.push(item);
    }
  }
  return found;
}

function isOpen({ type }: JsonNode): boolean {
  return type === "object" || type === "array";
}

function collect({ members }: JsonObject, found: DuplicateMember[]): void {
  const byName = new Map<string, JsonMember[]>();
  for (const member of members) {
    const same = byName.get(member.name);
    if (same) same.push(member);
    else byName.set(member.name, [member]);
  }
  for (const [name, same] of byName) if (same.length > 1) found.push({ name, members: same });
}
