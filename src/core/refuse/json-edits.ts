import { removeMember, setMember } from "../json/edit.ts";
import { parseJson } from "../json/parse.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import { applyEdit } from "../text/edit.ts";

/** Changes to members of a JSON object: a new value, or `undefined` to remove one. */
export type Changes = Readonly<Record<string, unknown>>;

/**
 * The text of a JSON object with members changed; every other character stays. Of duplicates, changes the last and
 * removes all.
 */
export function changed(text: string, changes: Changes): string {
  return Object.entries(changes).reduce(
    (before, [name, value]) => (value === undefined ? without(before, name) : withMember(before, name, value)),
    text,
  );
}

function withMember(text: string, name: string, value: unknown): string {
  const edit = setMember(text, name, JSON.stringify(value));
  return edit === null ? text : applyEdit(text, edit);
}

function without(text: string, name: string): string {
  for (let left = text; ;) {
    const root = wholeObject(parseJson(left));
    const member = root && lastMember(root, name);
    const edit = member && removeMember(left, member);
    if (!edit) return left;
    left = applyEdit(left, edit);
  }
}

/** The text of a JSON object with a member inserted first, even if it has one of that name. */
export function withFirst(text: string, name: string, value: unknown): string {
  return text.replace("{", () => `{${JSON.stringify(name)}:${JSON.stringify(value)},`);
}
