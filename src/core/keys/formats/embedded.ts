import type { Range } from "../../text/range.ts";
import { type MappedText, placeOf, sliceText } from "../text/mapped-text.ts";
import { materialOf } from "./material.ts";
import { repair } from "../text/repair.ts";
import type { KeyMaterial, KeyRepair } from "../types.ts";
import { announcedLength } from "../asn1/asn1.ts";
import { decodeBody } from "../text/base64-body.ts";
import { isRefusal } from "../found.ts";
import { readOctets } from "./octets.ts";

/** The start of DER in Base64 (a sequence, and the first half of its length) after a non-Base64 character. */
const START = /(?<![\w+/=-])(?=M[A-I][\w+/]{6})/g;
/** How many starts are tried, each only up to its stated length. */
const TRIED = 500;
/** What a body may contain: white space, and spelled-out line breaks. */
const BREAK = /(?:\s|\\[nrt]?)+/y;

/**
 * Finds unarmoured Base64 keys within other text: certificates in a row, XML values, the body of a letter. Accepts
 * only bytes that are exactly as long as they state and read as a key, so nothing is guessed. Null if there is none.
 */
export async function readEmbedded(
  mapped: MappedText,
): Promise<{ readonly found: readonly KeyMaterial[]; readonly repairs: readonly KeyRepair[] } | null> {
  const { text } = mapped;
  const found: KeyMaterial[] = [];
  let around: Range | null = null;
  let behind = 0;
  let tried = 0;
  for (const { index } of text.matchAll(START)) {
    if (index < behind) continue;
    if ((tried += 1) > TRIED) break;
    const body = bodyAt(mapped, index);
    if (body === null) continue;
    const key = await readOctets(body.bytes);
    if (isRefusal(key)) continue;
    found.push(await materialOf({ ...key, range: placeOf(mapped, index, body.end) }));
    if (around === null && text.slice(behind, index).trim() !== "") around = placeOf(mapped, behind, index);
    behind = body.end;
  }
  const [first] = found;
  if (first === undefined) return null;
  if (around === null && text.slice(behind).trim() !== "") around = placeOf(mapped, behind, text.length);
  const missing = repair("missing-armour", first.range ?? null, { encoding: "base64" });
  return { found, repairs: around === null ? [missing] : [missing, repair("text-around", around)] };
}

/** The Base64 bytes that begin here, if they are complete and nothing follows that would continue them. */
function bodyAt(mapped: MappedText, start: number): { readonly bytes: Uint8Array; readonly end: number } | null {
  const { text } = mapped;
  const head = decodeBody(sliceText(mapped, start, start + 8));
  const length = isRefusal(head) ? null : announcedLength(head.bytes);
  if (length === null || length > text.length) return null;
  let needed = Math.ceil((length * 4) / 3);
  let body = "";
  let at = start;
  while (needed > 0) {
    const run = /[A-Za-z\d+/]{1,4000}/y;
    run.lastIndex = at;
    const piece = run.exec(text)?.[0].slice(0, needed) ?? "";
    body += piece;
    at += piece.length;
    needed -= piece.length;
    if (needed === 0 || piece.length === 4000) continue;
    BREAK.lastIndex = at;
    const gap = BREAK.exec(text)?.[0] ?? "";
    if (gap === "") return null;
    at += gap.length;
  }
  const padding = /={0,2}/y;
  padding.lastIndex = at;
  const end = at + (padding.exec(text)?.[0].length ?? 0);
  if (/[\w+/=]/.test(text.charAt(end))) return null;
  const { bytes = null } = decodeWhole(body);
  return bytes?.length === length ? { bytes, end } : null;
}

function decodeWhole(body: string): { readonly bytes?: Uint8Array } {
  const decoded = decodeBody({ text: body, origin: new Int32Array(body.length + 1) });
  return isRefusal(decoded) ? {} : decoded;
}
