import { openDisclosures } from "../envelope/disclosures.ts";
import { jsonSeals } from "../envelope/json-seals.ts";
import { LIVE_LIMIT } from "../envelope/large.ts";
import { parseToken } from "../envelope/parse.ts";
import { readableOf } from "../envelope/readable.ts";
import { selectiveOf } from "../envelope/selective.ts";
import type { JsonPart, ParsedToken, Segment, SegmentName } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonDocument } from "../json/types.ts";
import { disclosureNotes } from "./disclosed.ts";

/** One of the two tokens, prepared for the comparison. */
export interface Side {
  readonly token: ParsedToken;
  readonly header: JsonPart | null;
  /** Of an SD-JWT the processed payload (RFC 9901 section 7.1). Null if there is none, or if it is encrypted. */
  readonly payload: JsonPart | null;
  /** The processed payload of an SD-JWT, whose values know their disclosures; null for any other token, and if it cannot be made. */
  readonly processed: JsonDocument | null;
  readonly isEncrypted: boolean;
  /** No part of it can be read. */
  readonly isUnreadable: boolean;
}

/**
 * Prepares a token for the comparison. For a JSON form this takes the first signature or recipient, with all its header
 * parameters.
 */
export function sideOf(text: string): Side {
  const { token } = readableOf(text);
  const selective = selectiveOf(token);
  const opened = selective && token.payload && openDisclosures(token.payload.json, selective);
  const claims = opened?.claims ?? null;
  return {
    token,
    header: token.header,
    payload: claims === null ? token.payload : { text: claims, utf8: [], json: parseJson(claims) },
    processed: opened?.processed ?? null,
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
  notes.push(...disclosureNotes(a, b));
  return notes;
}

function encryptedNote(a: Side, b: Side): string {
  const [one, other] = [segmentOf(a, "ciphertext"), segmentOf(b, "ciphertext")];
  if (one === null || other === null) return "The content of one is encrypted: the contents cannot be compared.";
  return one.text === other.text
    ? "The contents are encrypted and have the same ciphertext."
    : "The contents are encrypted and cannot be compared: the same content has a different ciphertext each time.";
}
