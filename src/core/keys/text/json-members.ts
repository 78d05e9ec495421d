import { lastMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import type { NamedText } from "./string-collection.ts";

/** The string members of an object. */
export function stringMembers({ members }: JsonObject): readonly NamedText[] {
  return members.flatMap(({ name, value }) =>
    value.type === "string" ? [{ name, text: value.value, range: value.range }] : [],
  );
}

/** The value of a string member; null if there is none. */
export function stringMember(object: JsonObject, name: string): string | null {
  const value = lastMember(object, name)?.value;
  return value?.type === "string" ? value.value : null;
}
