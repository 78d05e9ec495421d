import type { JsonMember, JsonNode } from "../../json/types.ts";
import type { Link } from "./chains.ts";
import type { Code } from "./code.ts";
import { isMark, rangeOf, split, type Part } from "./tree.ts";
import { openNode, recordOf, valueOf } from "./values.ts";

/** What a call is given. */
export interface Arguments {
  /** The parts of each positional argument. */
  readonly parts: readonly (readonly Part[])[];
  /** The arguments with names; of Ruby, the options at the end. */
  readonly named: readonly JsonMember[];
  /** A list of arguments that is not in this text is given too, or the text ends before they do. */
  readonly isOpen: boolean;
}

const NAMED: Readonly<Partial<Record<Code["language"], readonly string[]>>> = {
  python: ["="],
  ruby: [":", "=>"],
  php: [":"],
  csharp: [":"],
};

/** What a link of a chain is called with. */
export function argumentsOf({ args }: Link, code: Code): Arguments {
  const signs = NAMED[code.language];
  const parts: (readonly Part[])[] = [];
  const named: JsonMember[] = [];
  let isOpen = args?.isClosed === false;
  for (const item of split(args?.items ?? [])) {
    const [first, sign] = item;
    if (isMark(first, "**", "...", "*")) {
      const spread = isMark(first, "**") ? valueOf(item.slice(1), code) : null;
      if (spread?.type === "object") named.push(...spread.members);
      else isOpen = true;
    } else if (signs && isMark(sign, ...signs) && (first?.kind === "word" || first?.kind === "text")) {
      const own = recordOf(
        { kind: "group", open: "{", items: item, range: rangeOf(item), isClosed: true, isFirst: false },
        code,
        0,
        signs,
      );
      named.push(...(own?.members ?? []));
    } else parts.push(item);
  }
  return { parts, named, isOpen };
}

/** A positional argument's value; null if there is none. */
export function argumentAt({ parts }: Arguments, index: number, code: Code): JsonNode | null {
  const found = parts[index];
  return found === undefined ? null : valueOf(found, code);
}

/** Options as a record: from a literal, or unknown as a whole. Null: there are none. */
export function optionsFrom(node: JsonNode | null, code: Code): (JsonNode & { readonly type: "object" }) | null {
  if (node === null || node.type === "null") return null;
  if (node.type === "object") return node;
  const value = openNode(code.text, node.range);
  return {
    type: "object",
    range: node.range,
    members: [{ name: "...", nameRange: node.range, range: node.range, value }],
  };
}
