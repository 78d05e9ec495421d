import { parseJson } from "../json/parse.ts";
import { stringMember, wholeObject, lastMember } from "../json/query.ts";
import { toHex } from "../text/hex.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Content, Item } from "./types.ts";

/** A field of a macaroon: its type by number (version 2) or word (version 1), and its bytes. */
interface Field {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const TYPES: Readonly<Record<number, string>> = { 1: "location", 2: "identifier", 4: "vid", 6: "signature" };
const MOST_FIELDS = 10_000;

/** Reads a macaroon of version 1 or 2 from its bytes; null where they are none from beginning to end. */
export function macaroonContent(bytes: Uint8Array): Content | null {
  const fields = bytes[0] === 2 ? fieldsOfVersion2(bytes) : fieldsOfVersion1(bytes);
  return fields === null ? null : contentOf(fields, bytes[0] === 2 ? "2" : "1");
}

/** Reads a macaroon as JSON (version 2: `v`, `i`, `s` and their like); null where the text is none. */
export function macaroonOfJson(text: string): Content | null {
  if (text.length > 200_000 || !/^\s{0,99}\{/.test(text)) return null;
  const document = parseJson(text);
  const root = wholeObject(document);
  if (root === null || lastMember(root, "v") === null || !/"s(?:64)?"/.test(text)) return null;
  const id = stringMember(document, "i") ?? stringMember(document, "i64");
  if (id === null) return null;
  const caveats = lastMember(root, "c")?.value;
  const items: Item[] = [
    { name: "location", value: stringMember(document, "l") ?? "none" },
    { name: "identifier", value: id },
    ...(caveats?.type === "array" ? caveats.items : []).slice(0, MOST_FIELDS).map((one, index) => {
      const member = one.type === "object" ? (lastMember(one, "i") ?? lastMember(one, "i64")) : null;
      return { name: `caveat ${index + 1}`, value: member?.value.type === "string" ? member.value.value : "unread" };
    }),
  ];
  return made(items, "2, as JSON");
}

/** Version 1 is lines in packets: four hex digits of length, a word, a space, the value and a line break. */
function fieldsOfVersion1(bytes: Uint8Array): readonly Field[] | null {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length;) {
    const digits = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = /^[\da-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : 0;
    const packet = bytes.subarray(at + 4, at + length);
    const space = packet.indexOf(0x20);
    if (length < 6 || at + length > bytes.length || packet.at(-1) !== 0x0a || space < 1 || fields.length > MOST_FIELDS)
      return null;
    fields.push({ type: String.fromCharCode(...packet.subarray(0, space)), bytes: packet.subarray(space + 1, -1) });
    at += length;
  }
  return fields;
}

/** Version 2 is fields: type and length as variable-length numbers, the value; a zero ends each section. */
function fieldsOfVersion2(bytes: Uint8Array): readonly Field[] | null {
  const fields: Field[] = [];
  let at = 1;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const octet = bytes[at];
      if (octet === undefined) return -1;
      at += 1;
      value |= (octet & 0x7f) << shift;
      if (octet < 0x80) return value;
    }
    return -1;
  };
  while (at < bytes.length && fields.length <= MOST_FIELDS) {
    const type = number();
    if (type === 0) continue;
    const length = number();
    if (TYPES[type] === undefined || length < 0 || at + length > bytes.length) return null;
    fields.push({ type: TYPES[type], bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return at === bytes.length ? fields : null;
}

function contentOf(fields: readonly Field[], version: string): Content | null {
  const signature = fields.at(-1);
  if (signature?.type !== "signature" || signature.bytes.length !== 32) return null;
  const items: Item[] = [];
  let caveats = 0;
  for (const [index, { type, bytes }] of fields.entries()) {
    const value = words(bytes);
    // Of version 2 the first identifier is the macaroon's own; each later one is a caveat.
    const isOwn = type === "identifier" && !items.some(({ name }) => name === "identifier");
    if (type === "location" || isOwn) items.push({ name: items.length > 1 ? "location of the caveat" : type, value });
    else if (type === "cid" || type === "identifier") {
      caveats += 1;
      const next = fields[index + 1];
      const isThird = next?.type === "vid";
      items.push({
        name: `caveat ${caveats}`,
        value,
        ...(isThird ? { note: "of a third party, which has to give a discharge" } : {}),
      });
    } else if (type === "cl") items.push({ name: `location of caveat ${caveats}`, value });
    else if (type === "signature") items.push({ name: "signature", value: toHex(bytes) });
    else if (type !== "vid") return null;
  }
  return items.some(({ name }) => name === "identifier") ? made(items, version) : null;
}

function made(items: readonly Item[], version: string): Content {
  return {
    kind: "macaroon",
    name: `a macaroon (version ${version})`,
    certain: true,
    about:
      "It is a bearer token whose caveats narrow what it allows. Whoever holds it can add caveats, and nobody can take one away. Only the service that issued it can verify it, since its key is secret.",
    items,
  };
}

function words(bytes: Uint8Array): string {
  const { text, problems } = decodeUtf8(bytes);
  return problems.length === 0 && !/[\0-\x08\x0e-\x1f]/.test(text) ? text : `0x${toHex(bytes)}`;
}
