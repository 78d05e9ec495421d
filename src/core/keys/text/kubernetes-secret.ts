import { lastMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import type { KeyReading } from "../types.ts";
import type { MappedText } from "./mapped-text.ts";
import { stringMember, stringMembers } from "./json-members.ts";
import type { ReadNested } from "./nested.ts";
import { scalarsOf, YAML_ENTRY } from "./settings.ts";
import { readCollection } from "./string-collection.ts";

// The values of `data` are in Base64 by format, not by damage.
const OPTIONS = { format: "kubernetes-secret", expected: ["double-encoded", "missing-armour", "indentation"] } as const;

/** Whether an object is a Kubernetes Secret (core/v1) in JSON. */
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

/** Whether a text is a Kubernetes Secret in YAML. */
export function isKubernetesYaml(text: string): boolean {
  return /^kind:[ \t]*["']?Secret["']?[ \t]*$/m.test(text);
}

/** Reads the keys of a Secret in YAML. Ranges refer to the field. */
export function readKubernetesYaml(mapped: MappedText, nested: ReadNested): Promise<KeyReading | null> {
  return readCollection(scalarsOf(mapped, YAML_ENTRY), nested, OPTIONS);
}
