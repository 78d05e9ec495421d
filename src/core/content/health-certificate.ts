import { decompress } from "../text/inflate.ts";
import { cborContent } from "./cbor-content.ts";
import type { Content } from "./types.ts";

/** The Base45 alphabet, in order of value (RFC 9285 section 4.2). */
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const PREFIX = "HC1:";
/** A QR code holds at most 4,296 of these characters, so no certificate is longer. */
const MOST = 20_000;

/** Decodes Base45 (RFC 9285 section 4); null if the text is not Base45. Linear. */
export function decodeBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  let at = 0;
  for (let index = 0; index < text.length; index += 3) {
    const digits = Array.from(text.slice(index, index + 3), (character) => ALPHABET.indexOf(character));
    if (digits.includes(-1)) return null;
    const [one = 0, two = 0, three] = digits;
    const value = one + two * 45 + (three ?? 0) * 45 * 45;
    if (value > (three === undefined ? 0xff : 0xffff)) return null;
    if (three !== undefined) bytes[at++] = value >> 8;
    bytes[at++] = value & 0xff;
  }
  return bytes;
}

/**
 * Reads an EU Digital COVID Certificate: `HC1:`, then a zlib-compressed CWT in Base45 (eHealth Network, Electronic
 * Health Certificates Specification, section 4). Null if a text does not begin like that; if a step fails, says
 * which.
 */
export function healthCertificate(text: string): Content | null {
  if (!text.startsWith(PREFIX)) return null;
  const certificate = (certain: boolean, about: string, items: Content["items"] = []): Content => ({
    kind: "cbor",
    name: "an EU health certificate (HC1)",
    certain,
    about,
    items,
  });
  const unread = (why: string): Content => certificate(false, `It begins with HC1: but cannot be read: ${why}.`);
  const body = text.slice(PREFIX.length).replace(/[\t\r\n]/g, "");
  if (body.length > MOST) return unread(`it has more than ${MOST.toLocaleString("en")} characters`);
  // White space at the end comes from copying, or is the last character.
  const packed = decodeBase45(body) ?? decodeBase45(body.trim());
  if (packed === null) return unread("the rest is not Base45 (RFC 9285), so characters are missing or changed");
  const unpacked = decompress(packed);
  if (unpacked?.form !== "zlib") return unread("the rest is not complete zlib data");
  const content = cborContent(unpacked.bytes);
  if (content?.certain !== true) return unread("its unpacked content is not a signed COSE message");
  return certificate(
    true,
    "It is a CWT, compressed with zlib and written in Base45 for a QR code. This page reads it but does not verify it: that takes the certificates of the issuing country.",
    content.items,
  );
}
