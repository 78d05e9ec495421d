import { lastMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import type { KeyReading } from "../types.ts";
import { type MappedText, placeOf } from "../mapped-text.ts";
import { stringMember, stringMembers } from "./json-members.ts";
import type { ReadNested } from "./nested.ts";
import { type NamedText, readCollection } from "./string-collection.ts";

// The values of `data` are in Base64, which is the format and no damage.
const OPTIONS = { format: "kubernetes-secret", expected: ["double-encoded", "missing-armour", "indentation"] } as const;

/** Whether an object is a Secret of Kubernetes (core/v1) in JSON. */
export function isKubernetesSecret(root: JsonObject): boolean {
  return stringMember(root, "kind") === "Secret";
}

/** Reads the keys in `data` (Base64) and `stringData` (as they are), `tls.key` and `tls.crt` among them. */
export function readKubernetesJson(root: JsonObject, nested: ReadNested): Promise<KeyReading | null> {
  const texts = ["data", "stringData"].flatMap((name) => {
    const value = lastMember(root, name)?.value;
    return value?.type === "object" ? stringMembers(value) : [];
  });
  return readCollection(texts, nested, OPTIONS);
}

/** Whether a text is a Secret of Kubernetes in YAML. */
export function isKubernetesYaml({ text }: MappedText): boolean {
  return /^kind:[ \t]*["']?Secret["']?[ \t]*$/m.test(text);
}

/** Reads the keys of a Secret in YAML. Ranges of the reading are in the field. */
export function readKubernetesYaml(mapped: MappedText, nested: ReadNested): Promise<KeyReading | null> {
  return readCollection(yamlScalars(mapped), nested, OPTIONS);
}

const ENTRY = /^([ \t]*)(?:-[ \t]+)?["']?([\w./-]+)["']?:(?:[ \t]+(.*))?$/;

/** The scalars of a YAML text's mappings, as far as Secrets have them: on the line itself, or indented on the lines below. */
function yamlScalars(mapped: MappedText): readonly NamedText[] {
  const found: NamedText[] = [];
  const lines = linesOf(mapped.text);
  for (let index = 0; index < lines.length; index += 1) {
    const { line, start } = lines[index] as Line;
    const [, indent = "", name, inline = ""] = ENTRY.exec(line) ?? [];
    if (name === undefined) continue;
    const below = linesBelow(lines, index, indent.length, inline.trim());
    const { line: last, start: lastStart } = below.at(-1) ?? { line, start };
    const parts = below.length > 0 ? below.map((each) => each.line.trim()) : [inline.trim()];
    index += below.length;
    const text = parts.join("\n").replace(/^(["'])(.*)\1$/s, "$2");
    found.push({ name, text, range: placeOf(mapped, start + indent.length, lastStart + last.length) });
  }
  return found;
}

/** The lines of a scalar below its name: all that are indented deeper, where a block sign or nothing stands behind the name. */
function linesBelow(lines: readonly Line[], index: number, indent: number, inline: string): readonly Line[] {
  const below: Line[] = [];
  if (!/^(?:[|>][-+\d]*)?$/.test(inline)) return below;
  for (let at = index + 1; at < lines.length; at += 1) {
    const next = lines[at] as Line;
    const isOut = next.line.trim() !== "" && indentOf(next.line) <= indent;
    // Without a block sign what follows may be a mapping of its own.
    if (isOut || (inline === "" && ENTRY.test(next.line))) break;
    below.push(next);
  }
  return below;
}

interface Line {
  readonly line: string;
  readonly start: number;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    start += line.length + 1;
    return { line, start: start - line.length - 1 };
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
