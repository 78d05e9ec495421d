import { durationWords, instantWords } from "../claims/describe.ts";
import { explainMember } from "../claims/explain.ts";
import { PLAUSIBLE } from "../claims/timeline.ts";
import { jsonPointer } from "../json/pointer.ts";
import type { JsonDocument, JsonMember, JsonNode, JsonObject } from "../json/types.ts";
import { innerMembers } from "../registry/inner-members.ts";
import { timeClaimRow, TIME_CLAIMS } from "../registry/time-claims.ts";
import type { Range } from "../text/range.ts";
import type { JsonPath } from "./place-at.ts";
import type { FieldCard, Surroundings } from "./types.ts";

/** A value of a document, with its path. */
interface Found {
  readonly path: JsonPath;
  readonly member: JsonMember | null;
  readonly node: JsonNode;
  readonly range: Range;
}

/** At most this many parts of a value are listed. */
const MOST_PARTS = 20;

const holds = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;

/** The innermost member or item at an offset; null outside of any. */
function foundAt({ root }: JsonDocument, offset: number): Found | null {
  let best: Found | null = null;
  let node = root;
  let path: JsonPath = [];
  while (node !== null) {
    let next: Found | null = null;
    if (node.type === "object") {
      // If two touch, the one that begins here is meant.
      const member = node.members.findLast(({ range }) => holds(range, offset));
      if (member !== undefined)
        next = { path: [...path, member.name], member, node: member.value, range: member.range };
    } else if (node.type === "array") {
      const index = node.items.findLastIndex(({ range }) => holds(range, offset));
      const item = node.items[index];
      if (item !== undefined) next = { path: [...path, index], member: null, node: item, range: item.range };
    }
    if (next === null) return best;
    best = next;
    path = next.path;
    node = next.node;
  }
  return best;
}

/** What the claim or parameter at an offset of a pane's text is; null if there is none. Never fails. */
export function cardAt(document: JsonDocument, offset: number, at: Surroundings): FieldCard | null {
  const found = foundAt(document, offset);
  if (found === null) return null;
  const { path, member, node, range } = found;
  const written = document.text.slice(node.range.start, node.range.end);
  const shared = {
    pointer: jsonPointer(path),
    range,
    value: node.type === "string" ? node.value : written,
  };
  if (path.length === 1 && member !== null) {
    const { title, spec, about, meaning } = explainMember(at.pane, member, at.timeStyle, at.profile);
    return { ...shared, name: member.name, title, spec, about, says: says(member, meaning, document, at) };
  }
  const name = member?.name ?? path.findLast((part) => typeof part === "string") ?? "";
  const around = path.slice(0, -1).findLast((part) => typeof part === "string");
  const row = member === null ? null : innerMembers(around ?? "").find((one) => one.name === name);
  const words = member === null ? [] : says(member, null, document, at);
  return {
    ...shared,
    name: member === null ? `${name}[${String(path.at(-1))}]` : name,
    title: null,
    spec: row?.spec ?? null,
    about: row?.meaning ?? null,
    says: words,
  };
}

function says(
  { name, value }: JsonMember,
  meaning: string | null,
  { root }: JsonDocument,
  at: Surroundings,
): readonly string[] {
  if (value.type === "number" && at.pane === "payload") {
    const words = instantOf(value.value, at);
    const isTime = TIME_CLAIMS.some(({ claim }) => claim === name);
    const row = isTime ? timeClaimRow(name as (typeof TIME_CLAIMS)[number]["claim"]) : null;
    if (words !== null && (row !== null || meaning !== null))
      return [...words, ...(name === "exp" && root?.type === "object" ? lifetime(root, value.value) : [])];
  }
  if (value.type === "string" && (name === "scope" || name === "scp")) {
    const scopes = value.value.split(" ").filter((scope) => scope !== "");
    return scopes.length > 1 ? scopes.slice(0, MOST_PARTS) : [];
  }
  return meaning === null ? [] : [meaning];
}

function instantOf(seconds: number, { timeStyle, now }: Surroundings): readonly string[] | null {
  if (seconds < PLAUSIBLE.from || seconds > PLAUSIBLE.to) return null;
  const words = instantWords(seconds, timeStyle);
  if (words === null) return null;
  const span = durationWords(seconds - now);
  return [words.first, words.second, seconds <= now ? `${span} ago` : `in ${span}`];
}

/** How long the token lives, from `iat`. */
function lifetime(root: JsonObject, exp: number): readonly string[] {
  const iat = root.members.findLast(({ name }) => name === "iat")?.value;
  return iat?.type === "number" && exp > iat.value ? [`${durationWords(exp - iat.value)} after iat`] : [];
}
