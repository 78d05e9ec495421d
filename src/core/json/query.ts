import type { DuplicateMember, JsonDocument, JsonMember, JsonNode, JsonObject } from "./types.ts";

/** The last member of that name, which is the one that counts (RFC 7515 section 4, RFC 7519 section 4); null where there is none. */
export function lastMember(object: JsonObject, name: string): JsonMember | null {
  return object.members.findLast((member) => member.name === name) ?? null;
}

/** The last member of that name where the document is an object and the member's value a string, decoded; else null. */
export function stringMember({ root }: JsonDocument, name: string): string | null {
  const value = root?.type === "object" ? lastMember(root, name)?.value : null;
  return value?.type === "string" ? value.value : null;
}

/** The first member of that name; null where there is none. */
export function firstMember(object: JsonObject, name: string): JsonMember | null {
  return object.members.find((member) => member.name === name) ?? null;
}

/**
 * All member names that stand more than once in one object, anywhere in the tree, in the order in which their objects
 * open (RFC 8259 section 4: names should be unique). Linear time, without recursion.
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

/** A decimal number as its significant digits and the power of ten that they are multiplied with. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/**
 * Whether a JSON number, as written, is still that number after a program has read it into an IEEE 754 double and written
 * it again (RFC 8259 section 6): `1.0` and `0.1` are, `9007199254740993` and `1e400` are not. So are whole numbers that a
 * double holds exactly but JavaScript spells with fewer digits. Takes a number of RFC 8259's grammar; linear time.
 */
export function isExactNumber(raw: string): boolean {
  const value = Number(raw);
  if (!Number.isFinite(value)) return false;
  const written = decimalOf(raw);
  const kept = decimalOf(String(value));
  if (written.digits === "" || kept.digits === "") return written.digits === kept.digits;
  if (written.negative !== kept.negative) return false;
  if (written.digits === kept.digits) return written.exponent === kept.exponent;
  // A finite double has at most 309 digits before the point, so the power below stays small.
  return (
    Number.isInteger(value) &&
    written.exponent >= 0 &&
    BigInt(written.digits) * 10n ** BigInt(written.exponent) === BigInt(Math.abs(value))
  );
}

function decimalOf(raw: string): Decimal {
  const [mantissa = "", power = "0"] = raw.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const all = whole + fraction;
  let start = 0;
  let end = all.length;
  while (start < end && all[start] === "0") start += 1;
  while (end > start && all[end - 1] === "0") end -= 1;
  return {
    negative: raw.startsWith("-"),
    digits: all.slice(start, end),
    exponent: Number(power) - fraction.length + (all.length - end),
  };
}
