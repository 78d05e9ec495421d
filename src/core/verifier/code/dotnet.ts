import type { JsonMember, JsonNode, JsonObject } from "../../json/types.ts";
import type { Chain } from "./chains.ts";
import { readCode, type Code } from "./code.ts";
import { openNode, recordOf, valueOf } from "./values.ts";

const PARAMETERS = "TokenValidationParameters";

/**
 * What C# code sets of .NET's TokenValidationParameters and JwtBearerOptions, as the tree that settings in JSON have.
 * Empty if it sets nothing that restricts tokens, or several sets of parameters, since which of them counts is not known.
 */
export function netRoots(text: string): readonly JsonNode[] {
  if (!/\bTokenValidationParameters\b|\bAddJwtBearer\b/.test(text)) return [];
  const code = readCode(text, "csharp");
  const made = code.chains.filter(({ links, start, list }) => {
    const link = links.at(-1);
    const before = list[start - 1];
    const isNew = before?.kind === "word" && before.text === "new";
    return link?.name === PARAMETERS && isNew && (link.braces !== null || link.args !== null);
  });
  if (made.length > 1) return [];
  const [only] = made;
  const own = only === undefined ? null : recordIn(only, code);
  const members = [...(own?.members ?? []), ...assignedIn(code, only ?? null)];
  if (members.length === 0) return [];
  const range = own?.range ?? { start: members[0]!.range.start, end: members.at(-1)?.range.end ?? text.length };
  const value: JsonObject = { type: "object", range, members };
  return [{ type: "object", range, members: [{ name: PARAMETERS, nameRange: range, range, value }] }];
}

function recordIn(chain: Chain, code: Code): JsonObject | null {
  const { braces, range } = chain.links.at(-1)!;
  return braces === null ? { type: "object", range, members: [] } : recordOf(braces, code);
}

/** Options of JwtBearer that are read with the parameters. */
const OF_BEARER = new Set(["Audience", "Authority", "MetadataAddress"]);

/** What is set member by member: of the parameters, and of the options around them. */
function assignedIn(code: Code, made: Chain | null): readonly JsonMember[] {
  const variable = made === null ? null : variableOf(made);
  const found: JsonMember[] = [];
  for (const [path, all] of code.assigned) {
    const names = path.split(".");
    const name = names.at(-1) ?? path;
    const owner = names.at(-2);
    const isOfParameters = names.length > 1 && (owner === PARAMETERS || (variable !== null && owner === variable));
    const isOfBearer = names.length === 2 && OF_BEARER.has(name) && code.text.includes("AddJwtBearer");
    if (!isOfParameters && !isOfBearer) continue;
    const [one] = all;
    const range = one!.range;
    const value = all.length > 1 || one!.isChange ? openNode(code.text, range) : valueOf(one!.parts, code);
    found.push({ name, nameRange: range, range, value });
  }
  return found;
}

/** The variable that new parameters are assigned to. */
function variableOf({ list, start }: Chain): string | null {
  const [name, sign] = [list[start - 3], list[start - 2]];
  return name?.kind === "word" && sign?.kind === "mark" && sign.text === "=" ? name.text : null;
}
