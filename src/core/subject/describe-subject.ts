import { describeCodePoint, findInvisible } from "../text/code-points.ts";
import { findHomoglyphs } from "../text/homoglyphs.ts";
import { encodeUtf8 } from "../text/utf8.ts";

/** What kind of identifier a subject is. */
type SubjectKind =
  | "uuid"
  | "integer"
  | "e-mail"
  | "dn"
  | "arn"
  | "prefixed"
  | "service-account"
  | "url"
  | "text"
  | "empty";

/** The parts of a subject that can trip up a lookup. */
export interface SubjectFacts {
  readonly kind: SubjectKind;
  /** In words: "UUID", "e-mail address" … */
  readonly kindWords: string;
  /** `auth0|`, `google-oauth2|`: the provider that the name comes from. */
  readonly prefix: string | null;
  readonly codePoints: number;
  readonly bytes: number;
  /** Each character with its place; `hidden` names a character that cannot be seen. */
  readonly characters: readonly { readonly text: string; readonly hidden: string | null }[];
  /** What may trip up a lookup, in sentences. */
  readonly notes: readonly string[];
}

const KINDS: readonly (readonly [SubjectKind, RegExp, string])[] = [
  ["uuid", /^\{?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}?$/i, "UUID"],
  ["integer", /^-?\d+$/, "integer"],
  ["service-account", /^system:serviceaccount:|\.gserviceaccount\.com$/, "service account"],
  ["arn", /^arn:/, "Amazon resource name"],
  ["e-mail", /^[^\s@|]+@[^\s@][^\s@.]*\.[^\s@]+$/, "email address"],
  ["dn", /^(?:cn|uid|ou|dc|o)=[^,]+(?:,\s*[a-z]+=[^,]+)*$/i, "distinguished name"],
  ["url", /^https?:\/\//, "URL"],
  ["prefixed", /^[\w-]+\|/, "name with a provider's prefix"],
];

/** At most this many characters are shown one by one. */
const MAX_SHOWN = 300;

/** Lengths at which databases and forms truncate names. */
const CUTS = new Set([20, 30, 32, 36, 40, 50, 64, 128, 255]);

/** Describes a subject, character by character if it is short enough. `isNumber`: the claim was a JSON number. */
export function describeSubject(sub: string, isNumber = false): SubjectFacts {
  const trimmed = sub.trim();
  const found = KINDS.find(([, pattern]) => pattern.test(trimmed));
  const invisible = new Map(findInvisible(sub).map(({ range, codePoint }) => [range.start, codePoint]));
  const characters: { text: string; hidden: string | null }[] = [];
  const [start, end] = [sub.length - sub.trimStart().length, sub.trimEnd().length];
  let at = 0;
  for (const text of sub) {
    if (characters.length >= MAX_SHOWN) break;
    const codePoint = text.codePointAt(0) ?? 0;
    const isEdgeSpace = text === " " && (at < start || at >= end);
    characters.push({ text, hidden: invisible.has(at) || isEdgeSpace ? describeCodePoint(codePoint) : null });
    at += text.length;
  }
  const count = Array.from(sub).length;
  const notes: string[] = [];
  if (isNumber) notes.push("It is a JSON number. Most lookups treat a string of the same digits as a different value.");
  if (isNumber && !Number.isSafeInteger(Number(sub)))
    notes.push("It is above 2^53, so JavaScript reads a different number.");
  if (sub !== trimmed) notes.push("It starts or ends with whitespace.");
  if (invisible.size > 0)
    notes.push(`${invisible.size === 1 ? "One character" : `${invisible.size} characters`} cannot be seen.`);
  const [alike] = /[a-z]/i.test(sub) ? findHomoglyphs(sub) : [];
  if (alike)
    notes.push(
      `Character ${Array.from(sub.slice(0, alike.range.start)).length + 1} looks like ${alike.looksLike} but is U+${alike.codePoint.toString(16).toUpperCase().padStart(4, "0")}.`,
    );
  if (/%[\da-f]{2}/i.test(sub)) notes.push("It may be percent-encoded by a gateway or URL on the way.");
  if (sub !== sub.normalize("NFC"))
    notes.push("It is not in Unicode normal form C: a letter and its accent are separate characters.");
  if (found?.[0] === "uuid" && sub !== sub.toLowerCase())
    notes.push("A UUID with uppercase letters, which text columns distinguish from lowercase.");
  if (found?.[0] === "e-mail" && sub !== sub.toLowerCase())
    notes.push("An email address with uppercase letters; most services store lowercase.");
  if (found?.[0] === "integer" && /^-?0\d/.test(trimmed)) notes.push("Leading zeros are lost if it becomes a number.");
  if (CUTS.has(count) && found === undefined)
    notes.push(`It has exactly ${count} characters, a common column length: it may be truncated.`);
  return {
    kind: sub === "" ? "empty" : (found?.[0] ?? "text"),
    kindWords: sub === "" ? "empty" : (found?.[2] ?? "text"),
    prefix: /^[\w-]+\|/.exec(trimmed)?.[0] ?? null,
    codePoints: count,
    bytes: encodeUtf8(sub).length,
    characters,
    notes,
  };
}
