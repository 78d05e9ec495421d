import type { JsonNode } from "../../json/types.ts";
import { toHex } from "../../text/hex.ts";
import type { KeyReading } from "../types.ts";
import { isCertificateMap, readCertificateMap } from "./certificate-map.ts";
import { isKubernetesSecret, readKubernetesJson } from "./kubernetes-secret.ts";
import { isRawKey, type ReadNested, relocate, withRepairs } from "./nested.ts";
import { repair } from "./repair.ts";
import { octetList } from "./json-octets.ts";
import { isServiceAccount, readServiceAccount } from "./service-account.ts";
import { type NamedText, readCollection } from "./string-collection.ts";

/** Reads keys in the strings of a JSON text: known containers first, then any string. Null if there is none. */
export async function readJsonStrings(root: JsonNode, nested: ReadNested): Promise<KeyReading | null> {
  if (root.type === "object") {
    if (isServiceAccount(root)) return readServiceAccount(root, nested);
    if (isKubernetesSecret(root)) return readKubernetesJson(root, nested);
    if (isCertificateMap(root)) return readCertificateMap(root, nested);
  }
  // APIs return keys as unarmoured Base64 (`x5c`, `public_key`).
  const texts = stringsOf(root);
  return (
    (await readCollection(texts, nested, { expected: ["missing-armour", "one-line"] })) ?? readOnlyRaw(texts, nested)
  );
}

/** The only string that looks like bare bytes, under a name that says it is a key. */
async function readOnlyRaw(texts: readonly NamedText[], nested: ReadNested): Promise<KeyReading | null> {
  const likely = texts.filter(({ name, text }) => /key|pub|priv|seed|point/i.test(name) && RAW.test(text));
  const [only] = likely;
  if (!only || likely.length > 1) return null;
  const reading = await nested(only.text);
  if (reading.kind !== "keys" && !isRawKey(reading)) return null;
  return withRepairs(
    relocate(reading, () => only.range),
    [repair("json-string", only.range, { member: only.name })],
  );
}

/** Hex or Base64 of 32 to 133 bytes. */
const RAW = /^(?:0x)?[\w+/=-]{42,268}$/;

/** Whether an array contains the lines of one PEM block. */
function isLines(items: readonly JsonNode[]): boolean {
  const [first] = items;
  return (
    first?.type === "string" &&
    /BEGIN (?!.*END )/.test(first.value) &&
    items.every((item) => item.type === "string" && !item.value.trim().includes("\n"))
  );
}

/** All strings of a tree with their member names. Does not recurse. */
function stringsOf(root: JsonNode): readonly NamedText[] {
  const found: NamedText[] = [];
  const waiting: { readonly name: string; readonly node: JsonNode }[] = [{ name: "", node: root }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, node } = next;
    if (node.type === "string") found.push({ name, text: node.value, range: node.range });
    else if (node.type === "array" && isLines(node.items)) {
      const text = node.items.map((item) => (item.type === "string" ? item.value : "")).join("\n");
      found.push({ name, text, range: node.range });
    } else if (node.type === "array") for (const item of node.items.toReversed()) waiting.push({ name, node: item });
    else if (node.type === "object") {
      const octets = octetList(node);
      if (octets) found.push({ name, text: toHex(octets), range: node.range, isList: true });
      else for (const member of node.members.toReversed()) waiting.push({ name: member.name, node: member.value });
    }
  }
  return found;
}
