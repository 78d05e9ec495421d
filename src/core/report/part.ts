import type { JsonDocument, JsonNode } from "../json/types.ts";
import { hiddenWords, isPersonalName, isSecretMember, looksPersonal } from "./personal.ts";
import type { ReportPart, ReportValue } from "./types.ts";

/** How many entries of a list or object are shown; the rest is counted. */
const MOST_ENTRIES = 100;
/** Nobody reads deeper than this. */
const MOST_DEPTH = 20;

/** What is hidden, and by what. */
export interface Hiding {
  readonly personal: boolean;
  readonly scrub: (text: string) => string;
  /** Show everything, whatever its name: to tell whether anything would be hidden. */
  readonly all?: boolean;
}

/** A part of the token as the report shows it. */
export function partOf(
  { root, problems, text }: JsonDocument,
  { edited, encrypted }: { readonly edited: boolean; readonly encrypted: boolean },
  hiding: Hiding,
): ReportPart {
  if (encrypted) return { kind: "encrypted" };
  if (text === "") return { kind: "absent" };
  if (root === null || problems.length > 0) return { kind: "not-json" };
  return { kind: "json", value: valueOf(root, hiding, 0), edited };
}

/** What is said in place of a part that is not shown as JSON. */
export function absence({ kind }: Exclude<ReportPart, { readonly kind: "json" }>): string {
  switch (kind) {
    case "absent":
      return "There is none.";
    case "encrypted":
      return "It is encrypted.";
    case "not-json":
      return "It is not JSON.";
  }
}

function valueOf(node: JsonNode, hiding: Hiding, depth: number): ReportValue {
  if (depth > MOST_DEPTH) return "[deeper levels omitted]";
  switch (node.type) {
    case "string":
      return hiding.personal && looksPersonal(node.value.trim()) ? hiddenWords(node) : hiding.scrub(node.value);
    case "number": {
      const clean = hiding.scrub(node.raw);
      return clean === node.raw ? { raw: node.raw } : clean;
    }
    case "boolean":
    case "null":
      return node.value;
    case "array": {
      const items = node.items.slice(0, MOST_ENTRIES).map((item) => valueOf(item, hiding, depth + 1));
      const more = node.items.length - items.length;
      return more > 0 ? [...items, `[${more} more]`] : items;
    }
    case "object": {
      const members = node.members.slice(0, MOST_ENTRIES).map((member): readonly [string, ReportValue] => {
        const isHidden =
          hiding.all !== true && (isSecretMember(member, node) || (hiding.personal && isPersonalName(member.name)));
        const value = isHidden ? hiddenWords(member.value) : valueOf(member.value, hiding, depth + 1);
        const name = hiding.personal && looksPersonal(member.name) ? "[hidden]" : hiding.scrub(member.name);
        return [name, value];
      });
      const more = node.members.length - members.length;
      return { members: more > 0 ? [...members, ["[more]", { raw: String(more) }]] : members };
    }
  }
}

/** The texts of members hidden as personal, so that they can be removed everywhere else. */
export function personalTexts(root: JsonNode | null): readonly string[] {
  const found: string[] = [];
  const visit = (node: JsonNode, isHidden: boolean, depth: number): void => {
    if (depth > MOST_DEPTH) return;
    switch (node.type) {
      case "string":
        // Another claim may have the same value without the space.
        if (isHidden || looksPersonal(node.value.trim())) found.push(node.value, node.value.trim());
        return;
      case "number":
        if (isHidden) found.push(node.raw);
        return;
      case "boolean":
      case "null":
        return;
      case "array":
        for (const item of node.items) visit(item, isHidden, depth + 1);
        return;
      case "object":
        for (const { name, value } of node.members) {
          if (looksPersonal(name)) found.push(name);
          visit(value, isHidden || isPersonalName(name), depth + 1);
        }
    }
  };
  if (root !== null) visit(root, false, 0);
  return found.filter((text) => text.length > 2);
}
