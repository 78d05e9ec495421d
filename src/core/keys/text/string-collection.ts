import type { Range } from "../../text/range.ts";
import { type KeyMaterial, type KeyProblem, type KeyReading, type KeyRepair } from "../types.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { repair } from "./repair.ts";
import { isTelling, mayHoldKey, type ReadNested, relocate } from "./nested.ts";

/** A named text within the field's text. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
  readonly range: Range;
  /** It was a list of bytes, and is hex here. */
  readonly isList?: boolean;
}

/** How to report the keys of a collection of texts. */
interface CollectionOptions {
  /** The format of all keys; without it each keeps its own. */
  readonly format?: KeyFormat;
  /** The `kid` for a named key (RFC 7517 section 4.5). */
  readonly kid?: (name: string) => string | null;
  /** The repair to report for a text with a key, if the container is not its own format: a JSON string by default. */
  readonly named?: "json-string" | "env-or-yaml";
  /** Repairs that are not damage, since they belong to the container's format. */
  readonly expected: readonly KeyRepair["code"][];
}

/** How many texts of one collection are tried. */
const TRIED = 500;

function isLikely({ text, isList }: NamedText): boolean {
  return isList === true || mayHoldKey(text);
}

/** Reads the keys in a collection of texts; null if there are none. Other texts are skipped. */
export async function readCollection(
  texts: readonly NamedText[],
  nested: ReadNested,
  { format, kid, named = "json-string", expected }: CollectionOptions,
): Promise<KeyReading | null> {
  const keys: KeyMaterial[] = [];
  const unreadable: KeyProblem[] = [];
  const repairs: KeyRepair[] = [];
  for (const { name, text, range, isList = false } of texts.filter(isLikely).slice(0, TRIED)) {
    const inner = await nested(text);
    if (inner.kind === "empty" || !isTelling(inner)) continue;
    const reading = relocate(inner, () => range) as Exclude<KeyReading, { kind: "empty" }>;
    repairs.push(...reading.repairs.filter(({ code }) => isList || !expected.includes(code)));
    if (reading.kind === "unusable") {
      unreadable.push({ ...reading.problem, range });
      continue;
    }
    const id = kid?.(name) ?? null;
    if (format === undefined && !isList) repairs.push(repair(named, range, { member: name }));
    unreadable.push(...reading.unreadable);
    for (const key of reading.keys) {
      keys.push({
        ...key,
        range,
        format: format ?? key.format,
        jwk: id === null || key.jwk.kid !== undefined ? key.jwk : { ...key.jwk, kid: id },
      });
    }
  }
  const [first] = keys;
  const [problem] = unreadable;
  if (first) return { kind: "keys", format: format ?? first.format, keys, repairs, unreadable };
  return problem ? { kind: "unusable", problem, repairs } : null;
}
