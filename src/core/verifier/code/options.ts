import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import type { Sheet } from "./sheet.ts";
import { takenFrom } from "./sheet.ts";
import { openIn } from "./values.ts";

/** An option's value; null if it is not given, or given as nothing. Members that are not in this text may replace it. */
export function optionIn(options: JsonObject | null, name: string): JsonNode | null {
  const own = options === null ? null : lastMember(options, name);
  if (options === null || own === null || own.value.type === "null") return null;
  const later = options.members.slice(options.members.indexOf(own)).find((one) => one.name === "...");
  return later === undefined ? own.value : { type: "string", range: own.value.range, value: textOfOpen(later.value) };
}

const textOfOpen = (node: JsonNode): string => (node.type === "string" ? node.value : "");

/** Lists the options that are not known, and those that are not in this text. */
export function restOf(sheet: Sheet, options: JsonObject | null, known: ReadonlySet<string>): void {
  for (const { name, range, value } of options?.members ?? []) {
    const open = name === "..." ? openIn(value) : null;
    if (name === "...") sheet.unclear("further options", range, takenFrom(open ?? "elsewhere"));
    else if (!known.has(name)) sheet.unclear(name, range);
  }
}

export const names = (list: string): ReadonlySet<string> => new Set(list.split(" "));
