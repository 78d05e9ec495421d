import { ALPHABET } from "../text/base64url.ts";

/** The characters of Base64 and base64url; a percent escape is not one. */
const SEXTET = /%[\da-f]{2}|[\w+/-]/gi;

/** The bytes of a Base64 text of either alphabet, and a function that writes other bytes the same way, faults included. */
interface Segment {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * Keeps padding, white space and foreign characters in place, the alphabet, and the unused bits. `random` gives the
   * last character of a text that is one too long. A different number of bytes is written plainly.
   */
  readonly write: (bytes: Uint8Array, random: (below: number) => number) => string;
}

/** Reads a segment as far as it is Base64, skipping every other character. Linear time; never fails. */
export function readSegment(text: string): Segment {
  const places: { readonly at: number; readonly value: number }[] = [];
  for (const match of text.matchAll(SEXTET)) {
    const [character] = match;
    if (character.length === 1) places.push({ at: match.index, value: valueOf(character) });
  }
  const count = places.length;
  const bytes = new Uint8Array(Math.floor((count * 6) / 8));
  for (let at = 0; at < bytes.length; at += 1) {
    const first = Math.floor((at * 8) / 6);
    const shift = (at * 8) % 6;
    const [a = 0, b = 0] = [places[first]?.value, places[first + 1]?.value];
    bytes[at] = ((a << (shift + 2)) | (b >> (4 - shift))) & 255;
  }
  return { bytes, write: (other, random) => write(text, places, bytes.length, other, random) };
}

function write(
  text: string,
  places: readonly { readonly at: number; readonly value: number }[],
  length: number,
  bytes: Uint8Array,
  random: (below: number) => number,
): string {
  const isStandard = /[+/]/.test(text);
  const isBoth = isStandard && /[-_]/.test(text);
  const spell = (value: number, before = ""): string => {
    const plain = ALPHABET.charAt(value);
    const standard = isStandard && (!isBoth || /[+/]/.test(before));
    return standard ? (value === 62 ? "+" : value === 63 ? "/" : plain) : plain;
  };
  const sextets = sextetsOf(bytes);
  if (bytes.length !== length) {
    const padding = /(?:=|%3d)$/i.test(text) ? "=".repeat((3 - (bytes.length % 3)) % 3) : "";
    return sextets.map((value) => spell(value)).join("") + padding;
  }
  const unused = places.length % 4 === 2 ? 15 : places.length % 4 === 3 ? 3 : 0;
  const characters = text.split("");
  for (const [index, { at, value }] of places.entries()) {
    const isLast = index === places.length - 1;
    // A single character left over carries no byte: what it belonged to is lost.
    const made = sextets[index] ?? random(52);
    characters[at] = spell(isLast ? made | (value & unused) : made, text[at]);
  }
  return characters.join("");
}

function sextetsOf(bytes: Uint8Array): readonly number[] {
  const count = Math.ceil((bytes.length * 8) / 6);
  return Array.from({ length: count }, (_, index) => {
    const first = Math.floor((index * 6) / 8);
    const shift = (index * 6) % 8;
    const two = ((bytes[first] ?? 0) << 8) | (bytes[first + 1] ?? 0);
    return (two >> (10 - shift)) & 63;
  });
}

function valueOf(character: string): number {
  if (character === "+") return 62;
  if (character === "/") return 63;
  return ALPHABET.indexOf(character);
}
