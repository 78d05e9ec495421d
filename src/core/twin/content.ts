import { innerForm } from "../envelope/places.ts";
import { parseJson } from "../json/parse.ts";
import { octetsOfText, textOfOctets } from "../text/octets.ts";
import { twinOfJson } from "./json-twin.ts";
import type { Maker } from "./maker.ts";

/** A byte that is not UTF-8, as `textOfOctets` writes it. */
export const FOREIGN = /[\udc80-\udcff]/;
const FOREIGN_ALL = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;

/** With more bytes that are not UTF-8, a value is not treated as text: nothing of it is kept. */
const MOST_FOREIGN = 12;

/** A base64url segment: its content is replaced, the way it is written is kept. */
export async function twinOfSegment(
  maker: Maker,
  text: string,
  depth: number,
  name: "header" | "payload",
): Promise<string> {
  const { bytes, write } = maker.segment(text);
  return write(await twinOfOctets(maker, bytes, depth, name));
}

/** The bytes of a content with their values replaced: text as text, anything else by random bytes. */
export async function twinOfOctets(maker: Maker, bytes: Uint8Array, depth: number, name: string): Promise<Uint8Array> {
  if (bytes.length === 0) return bytes;
  const text = textOfOctets(bytes);
  const foreign = text.search(FOREIGN);
  const controls = text.search(/[\0-\x08\x0e-\x1a\x1c-\x1f]/);
  if (foreign < 0 && controls < 0) return octetsOfText(await twinOfContent(maker, text, depth, name));
  if (foreign < 0 && text.length > 3 && text.length % 2 === 0 && /^(?:[^\0]\0)+$/.test(text)) {
    // UTF-16 of ASCII.
    const made = await twinOfContent(maker, text.replaceAll("\0", ""), depth, name);
    return octetsOfText(Array.from(made, (unit) => `${unit}\0`).join(""));
  }
  const count = (text.match(FOREIGN_ALL) ?? []).length;
  const isText = (count <= 4 || (count <= MOST_FOREIGN && count * 10 < text.length)) && controls < 0;
  if (isText) {
    const made = await twinOfContent(maker, text, depth, name);
    return octetsOfText(made.replace(FOREIGN_ALL, (one) => otherByte(maker, one)));
  }
  // It breaks off here: what follows may be the same text with its bits shifted.
  const { problems } = parseJson(text);
  const broken = Math.min(...[foreign, controls, problems[0]?.range.start ?? text.length].filter((at) => at >= 0));
  const start = octetsOfText(text.slice(0, broken)).length;
  const head = /^\s*[[{]/.test(text)
    ? octetsOfText(await twinOfContent(maker, text.slice(0, broken), depth, name))
    : new Uint8Array();
  const kept = head.length === start ? start : 0;
  const made = maker.replacer.bytes(bytes.length);
  made.set(head.subarray(0, kept));
  if (kept === 0) maker.limit("binary", name);
  return made;
}

/** The text of a content with its values replaced: a token, JSON, or a text with values. */
export async function twinOfContent(maker: Maker, text: string, depth: number, name: string): Promise<string> {
  const bare = text.trim();
  if (innerForm(bare, name === "payload" && /^[\w-]+\.[\w-]+\.[\w-]*/.test(bare)) !== null)
    return text.replace(bare, await maker.token(bare, depth + 1));
  if (/^[\s\ufeff]*[[{"]/.test(text) || name === "header") return twinOfJson(maker, text, depth, name);
  return maker.text(text, name, depth + 1);
}

/** A byte that is not UTF-8 is replaced with a similar one. */
function otherByte(maker: Maker, one: string): string {
  const octet = one.charCodeAt(0) - 0xdc00;
  const [from, to] =
    octet < 0xc0 ? [0x80, 0xbf] : octet < 0xe0 ? [0xc2, 0xdf] : octet < 0xf0 ? [0xe0, 0xef] : [0xf0, 0xf4];
  if (octet > 0xf4 || octet === 0xc0 || octet === 0xc1) return one;
  return String.fromCharCode(0xdc00 + from + maker.replacer.below(to - from + 1));
}
