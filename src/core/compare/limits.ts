import { plural } from "../base/words.ts";
import { jsonSeals } from "../envelope/json-seals.ts";
import { LIVE_LIMIT } from "../envelope/large.ts";
import { parseToken } from "../envelope/parse.ts";
import { selectiveOf } from "../envelope/selective.ts";
import type { JsonPart, ParsedToken, Segment, SegmentName } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";

/** At most this many disclosures are named. */
const MOST_NAMED = 20;

/** One of the two tokens, prepared for the comparison. */
export interface Side {
  readonly token: ParsedToken;
  readonly header: JsonPart | null;
  /** Null if there is none, or if it is encrypted. */
  readonly payload: JsonPart | null;
  readonly isEncrypted: boolean;
  /** No part of it can be read. */
  readonly isUnreadable: boolean;
}

/**
 * Prepares a token for the comparison. For a JSON form this takes the first signature or recipient, with all its header
 * parameters.
 */
export function sideOf(text: string): Side {
  const whole = parseToken(text);
  const isJsonForm = whole.form === "jws-json" || whole.form === "jwe-json";
  const token = isJsonForm ? { ...(jsonSeals(whole).seals[0]?.token ?? whole), form: whole.form } : whole;
  return {
    token,
    header: token.header,
    payload: token.payload,
    isEncrypted: token.form === "jwe" || token.form === "jwe-json",
    isUnreadable: token.header === null && token.payload === null,
  };
}

export function segmentOf({ token }: Side, name: SegmentName): Segment | null {
  return token.segments.find((segment) => segment.name === name) ?? null;
}

/** Whether the token is too long to compare member by member while a page waits. */
export const isLarge = ({ token }: Side): boolean => token.text.length > LIVE_LIMIT;

const FORMS = {
  empty: "empty",
  text: "no token",
  jws: "a signed token",
  jwe: "an encrypted token",
  "sd-jwt": "an SD-JWT",
  "jws-json": "a signed token in JSON",
  "jwe-json": "an encrypted token in JSON",
} as const;

/** What cannot be compared, and what the reader of the rest needs to know, in sentences. */
export function limitsOf(a: Side, b: Side): readonly string[] {
  const notes: string[] = [];
  if (a.token.form !== b.token.form) notes.push(`A is ${FORMS[a.token.form]}, B ${FORMS[b.token.form]}.`);
  for (const [name, side] of [
    ["A", a],
    ["B", b],
  ] as const) {
    if (side.isUnreadable) notes.push(`Nothing in ${name} can be read as a token.`);
    const seals =
      side.token.form === "jws-json" || side.token.form === "jwe-json"
        ? jsonSeals(parseToken(side.token.text)).seals.length
        : 0;
    if (seals > 1)
      notes.push(`${name} has ${seals} ${side.isEncrypted ? "recipients" : "signatures"}: the first one is compared.`);
    if (seals > 0) notes.push(`The header of ${name} includes all of its parameters, protected or not.`);
  }
  if (a.isEncrypted || b.isEncrypted) notes.push(encryptedNote(a, b));
  if (isLarge(a) || isLarge(b)) notes.push("A payload this long is compared by its bytes, not claim by claim.");
  notes.push(...disclosureNotes(a.token, b.token));
  return notes;
}

function encryptedNote(a: Side, b: Side): string {
  const [one, other] = [segmentOf(a, "ciphertext"), segmentOf(b, "ciphertext")];
  if (one === null || other === null) return "The content of one is encrypted: the contents cannot be compared.";
  return one.text === other.text
    ? "The contents are encrypted and have the same ciphertext."
    : "The contents are encrypted and cannot be compared: the same content has a different ciphertext each time.";
}

/** The disclosures that only one side has (RFC 9901 section 4.2), by name. */
function disclosureNotes(a: ParsedToken, b: ParsedToken): readonly string[] {
  const [from, to] = [a, b].map((token) => new Set(selectiveOf(token)?.disclosures.map(({ text }) => text))) as [
    Set<string>,
    Set<string>,
  ];
  const only = (name: string, these: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] => {
    const alone = [...these].filter((one) => !others.has(one));
    if (alone.length === 0) return [];
    const named = alone.slice(0, MOST_NAMED).map(nameOfDisclosure).join(", ");
    return [
      `Only ${name} has ${plural(alone.length, "disclosure")}: ${named}${alone.length > MOST_NAMED ? " and more" : ""}.`,
    ];
  };
  const notes = [...only("A", from, to), ...only("B", to, from)];
  const binding = (token: ParsedToken): string | null => selectiveOf(token)?.binding?.text ?? null;
  const [bound, otherBound] = [binding(a), binding(b)];
  if (bound === otherBound) return notes;
  if (bound === null || otherBound === null) return [...notes, `Only ${bound === null ? "B" : "A"} has a key binding.`];
  return [...notes, "The key bindings differ."];
}

function nameOfDisclosure(text: string): string {
  const { root } = parseJson(decodeUtf8(decodeBase64Url(text.slice(0, 10_000)).bytes).text);
  if (root?.type !== "array") return "one that cannot be read";
  const [, name] = root.items;
  return root.items.length === 3 && name?.type === "string" ? name.value.slice(0, 60) : "an item of a list";
}
