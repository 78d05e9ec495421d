import type { TextEdit } from "../text/range.ts";
import { parseJson } from "./parse.ts";
import { lastMember, wholeObject } from "./query.ts";
import type { JsonMember, JsonObject } from "./types.ts";

/**
 * The edit that sets a member of a JSON text's root object to a string: it replaces the value of the last member of
 * that name (the one that counts), or inserts the member first, laid out like its neighbours. Null if the text is not
 * JSON, its root is not an object, or the value is already that string.
 */
export function setStringMember(text: string, name: string, value: string): TextEdit | null {
  const root = rootObject(text);
  const member = root && lastMember(root, name)?.value;
  return member?.type === "string" && member.value === value ? null : setMember(text, name, JSON.stringify(value));
}

/** The same for a value of any kind, as JSON; returns an edit even if the value is already that. */
export function setMember(text: string, name: string, literal: string): TextEdit | null {
  const root = rootObject(text);
  return root && setMemberIn(text, root, name, literal);
}

/** The same for any object of a JSON text. */
export function setMemberIn(text: string, root: JsonObject, name: string, literal: string): TextEdit {
  const member = lastMember(root, name);
  if (member) return { range: member.value.range, insert: literal };
  const start = root.range.start + 1;
  const [first] = root.members;
  if (!first) {
    // An empty object stays as compact, or as wide, as it was.
    const range = { start, end: root.range.end - 1 };
    const inside = text.slice(range.start, range.end);
    const line = /\r?\n/.exec(inside)?.[0];
    const colon = inside === "" ? ":" : ": ";
    const pair = JSON.stringify(name) + colon + literal;
    return { range, insert: line === undefined ? pair : `${line}  ${pair}${line}` };
  }
  const space = text.slice(start, first.range.start);
  const colon = text.slice(first.nameRange.end, first.value.range.start);
  const between = space !== "" ? space : separatorSpace(text, root);
  return {
    range: { start: first.range.start, end: first.range.start },
    insert: `${JSON.stringify(name)}${colon}${literal},${between}`,
  };
}

/**
 * The edit that removes a member from an object, with its comma and white space. `text` is the document's text,
 * `member` one of its members. Null if the member is no longer in the text.
 */
export function removeMember(text: string, member: JsonMember): TextEdit | null {
  const { start, end } = member.range;
  const after = /^[ \t\r\n]*,/.exec(text.slice(end, end + 1000))?.[0];
  if (after !== undefined) {
    const next = /^[ \t\r\n]*/.exec(text.slice(end + after.length))?.[0] ?? "";
    return { range: { start, end: end + after.length + next.length }, insert: "" };
  }
  let from = start;
  while (from > 0 && /[ \t\r\n]/.test(text[from - 1] as string)) from -= 1;
  if (text[from - 1] === ",") return { range: { start: from - 1, end }, insert: "" };
  return text[from - 1] === "{" ? { range: { start, end }, insert: "" } : null;
}

function rootObject(text: string): JsonObject | null {
  return wholeObject(parseJson(text));
}

/** The white space after the first comma between members: one space in `{"a":1, "b":2}`. */
function separatorSpace(text: string, { members: [first, second] }: JsonObject): string {
  if (!first || !second) return "";
  return /,(\s*)$/.exec(text.slice(first.range.end, second.range.start))?.[1] ?? "";
}
