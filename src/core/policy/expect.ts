import { wholeObject } from "../json/query.ts";
import { parseJson } from "../json/parse.ts";
import type { Range } from "../text/range.ts";
import { textsOf } from "./read-policy.ts";
import { memberCalled, type Policy } from "./members.ts";

/** A policy's text with a new expectation, and the place of its value without the quotes, so typing replaces it. */
interface Expectation {
  readonly text: string;
  readonly value: Range;
}

/**
 * Puts an expectation into a policy's text: replaces the member of that name (or of a synonym), or appends a member.
 * An empty text becomes an object. Null if the text is not a JSON object, so nothing being typed is lost. A string
 * replaces what was expected; an array is added to it.
 */
export function expectIn(policy: string, name: keyof Policy, value: unknown): Expectation | null {
  const put = (before: string, after: string, kept: readonly string[] = []): Expectation => {
    const items = Array.isArray(value) ? [...kept, ...value] : null;
    const literal = JSON.stringify(items ?? value);
    // The last item is the new one.
    const quoted = items === null ? literal : JSON.stringify(items.at(-1) ?? "");
    const close = items === null ? 0 : 1;
    const quotes = quoted.startsWith('"') ? 1 : 0;
    const end = before.length + literal.length - close - quotes;
    const start = before.length + literal.length - close - quoted.length + quotes;
    return { text: before + literal + after, value: { start, end } };
  };
  if (policy.trim() === "") return put(`{\n  ${JSON.stringify(name)}: `, "\n}\n");
  const root = wholeObject(parseJson(policy));
  if (root === null) return null;
  const member = root.members.findLast((one) => memberCalled(one.name)?.name === name);
  if (member) {
    const { range } = member.value;
    const kept = textsOf(member.value)?.filter((text) => text !== "");
    return put(policy.slice(0, range.start), policy.slice(range.end), kept);
  }
  const end = root.range.end - 1;
  const kept = policy.slice(0, end).trimEnd();
  const comma = root.members.length === 0 ? "" : ",";
  return put(`${kept}${comma}\n  ${JSON.stringify(name)}: `, `\n${policy.slice(end)}`);
}
