import { removeMember } from "../json/edit.ts";
import { parseJson } from "../json/parse.ts";
import { PRIVATE_MEMBERS } from "../registry/key-types.ts";
import { applyEdit } from "../text/edit.ts";

/** The text of a JWK without its private members, otherwise unchanged; null if it is not a JSON object or has none. */
export function withoutPrivateMembers(text: string): string | null {
  let rest = text;
  for (;;) {
    const { root, problems } = parseJson(rest);
    if (root?.type !== "object" || problems.length > 0) return null;
    const member = root.members.find(({ name }) => PRIVATE_MEMBERS.has(name));
    if (!member) return rest === text ? null : rest;
    const edit = removeMember(rest, member);
    if (!edit) return null;
    rest = applyEdit(rest, edit);
  }
}
