import { setMemberIn } from "../json/edit.ts";
import { parseJson } from "../json/parse.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import type { JsonArray, JsonObject } from "../json/types.ts";
import { applyEdits } from "../text/edits.ts";
import type { TextEdit } from "../text/range.ts";
import type { Disclosure } from "./disclosures.ts";
import { selectiveOf } from "./selective.ts";
import type { PaneEdits, ParsedToken, Selective, Slice } from "./types.ts";

/** What follows the JWS of a compact SD-JWT (`~`, disclosures, key binding) without the disclosures that are left out. */
export function withoutWithheld(tail: string, withheld: readonly string[]): string {
  const parts = tail.split("~");
  const left = new Set(withheld);
  return parts.filter((part, index) => index === 0 || index === parts.length - 1 || !left.has(part)).join("~");
}

/** The edit that takes disclosures out of an unprotected header in a text; null if it has none of them. */
export function withheldFrom(text: string, header: JsonObject, withheld: readonly string[]): TextEdit | null {
  const list = lastMember(header, "disclosures")?.value;
  if (list?.type !== "array") return null;
  const left = new Set(withheld);
  const kept = list.items.filter((item) => !(item.type === "string" && left.has(item.value)));
  return kept.length === list.items.length ? null : { range: list.range, insert: spelledList(text, list, kept) };
}

/** A list with fewer items, in the layout that it has. */
function spelledList(text: string, { items, range }: JsonArray, kept: JsonArray["items"]): string {
  const [first, second] = items;
  if (kept.length === 0 || first === undefined) return "[]";
  const before = text.slice(range.start, first.range.start);
  const between = second === undefined ? "" : text.slice(first.range.end, second.range.start);
  const after = text.slice(items.at(-1)!.range.end, range.end);
  return before + kept.map(({ range: { start, end } }) => text.slice(start, end)).join(between) + after;
}

/** The same in the text of a header that was typed. */
export function headerWithout(header: string, withheld: readonly string[]): string {
  const root = wholeObject(parseJson(header));
  const edit = root && withheldFrom(header, root, withheld);
  return edit === null ? header : applyEdits(header, [edit]);
}

/**
 * The same header with the missing disclosures appended. A `disclosures` member that is not a list is replaced.
 * Unchanged if it is not a JSON object.
 */
export function headerWith(header: string, disclosures: readonly string[]): string {
  const root = wholeObject(parseJson(header));
  const list = root && lastMember(root, "disclosures")?.value;
  if (root === null || disclosures.length === 0) return header;
  const insert = disclosures.map((text) => JSON.stringify(text));
  if (list?.type !== "array" || list.items.length === 0)
    return applyEdits(header, [setMemberIn(header, root, "disclosures", `[${insert.join(",")}]`)]);
  const [first, second] = list.items;
  const last = list.items.at(-1)!.range.end;
  const separator =
    second === undefined
      ? `,${header.slice(list.range.start + 1, first!.range.start)}`
      : header.slice(first!.range.end, second.range.start);
  const range = { start: last, end: last };
  return applyEdits(header, [{ range, insert: insert.map((one) => separator + one).join("") }]);
}

/** The disclosures that a header lists, whatever else it has. */
export function listedIn(header: string): readonly Slice[] {
  const root = wholeObject(parseJson(header));
  const list = root && lastMember(root, "disclosures")?.value;
  const strings = list?.type === "array" ? list.items.filter((item) => item.type === "string") : [];
  return strings.map(({ value, range }) => ({ text: value, range }));
}

/** All disclosures of an SD-JWT, left out or not: those of its base or, in JSON, those typed into its header and those left out of it. */
export function disclosable(base: ParsedToken, edits: PaneEdits): Selective | null {
  const selective = selectiveOf(base);
  const typed = base.seal?.index === 0 ? edits.unprotected : edits.others?.[0]?.unprotected;
  if (selective === null || base.form !== "jws-json" || typed === undefined) return selective;
  const listed = listedIn(typed);
  const there = new Set(listed.map(({ text }) => text));
  const order = new Map(selective.disclosures.map(({ text }, index) => [text, index]));
  const left = [...new Set(edits.withheld)]
    .filter((text) => !there.has(text))
    .map((text) => ({ text, range: { start: 0, end: 0 }, at: order.get(text) ?? Infinity }))
    .toSorted((one, other) => one.at - other.at);
  // Where they are in the token, so that nothing moves while the header is typed.
  const all: Slice[] = [];
  let next = 0;
  for (const one of listed) {
    const at = order.get(one.text) ?? -1;
    for (; next < left.length && left[next]!.at < at; next += 1) all.push(left[next]!);
    all.push(one);
  }
  return { ...selective, disclosures: [...all, ...left.slice(next)] };
}

/**
 * The disclosures that are left out after one more was left out, or was shown again. A disclosure takes along those whose digests
 * it contains, and needs those that contain its own digest (RFC 9901 section 7.2).
 */
export function nowWithheld(
  all: readonly Disclosure[],
  withheld: readonly string[],
  text: string,
  isShown: boolean,
): readonly string[] {
  const byDigest = new Map(all.map((one) => [one.digest, one.text]));
  const next = new Map<string, string[]>();
  for (const outer of all) {
    for (const [, digest = ""] of outer.json?.text.matchAll(/"([\w-]+)"/g) ?? []) {
      const inner = byDigest.get(digest);
      if (inner === undefined) continue;
      const [from, to] = isShown ? [inner, outer.text] : [outer.text, inner];
      const known = next.get(from);
      if (known === undefined) next.set(from, [to]);
      else known.push(to);
    }
  }
  // Iterating a set also visits what is added meanwhile.
  const changed = new Set([text]);
  for (const one of changed) for (const other of next.get(one) ?? []) changed.add(other);
  const others = withheld.filter((one) => !changed.has(one));
  return isShown ? others : [...others, ...changed];
}
