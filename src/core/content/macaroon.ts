import { parseJson } from "../json/parse.ts";
import { stringMember, wholeObject, lastMember } from "../json/query.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { toHex } from "../text/hex.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Content, Item } from "./types.ts";

/** A field of a macaroon: its type by number (version 2) or word (version 1), and its bytes. */
interface Field {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const TYPES: Readonly<Record<number, string>> = { 1: "location", 2: "identifier", 4: "vid", 6: "signature" };
/** Macaroons with more fields are not read. */
const MOST_FIELDS = 400_000;
/** Further caveats are counted, not listed. */
const MOST_CAVEATS = 500;
const SIGNATURE_BYTES = 32;
const MEMBERS = new Set(["v", "l", "l64", "i", "i64", "c", "s", "s64"]);

/** Reads a macaroon of version 1 or 2 from its bytes; null if they are not exactly one. */
export function macaroonContent(bytes: Uint8Array): Content | null {
  const fields = bytes[0] === 2 ? fieldsOfVersion2(bytes) : fieldsOfVersion1(bytes);
  return fields === null ? null : contentOf(fields, bytes[0] === 2 ? "2" : "1");
}

/** Reads a macaroon in JSON (version 2: `v`, `i`, `s` and so on); null for any other text. */
export function macaroonOfJson(text: string): Content | null {
  if (text.length > 200_000 || !/^\s{0,99}\{/.test(text)) return null;
  const document = parseJson(text);
  const root = wholeObject(document);
  const version = root && lastMember(root, "v")?.value;
  if (root === null || version?.type !== "number" || version.value !== 2) return null;
  if (root.members.some(({ name }) => !MEMBERS.has(name))) return null;
  const id = stringMember(document, "i") ?? stringMember(document, "i64");
  const signature = decodeBase64Url(
    (stringMember(document, "s64") ?? "").replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  ).bytes;
  if (id === null || signature.length !== SIGNATURE_BYTES) return null;
  const caveats = lastMember(root, "c")?.value;
  const listed = caveats?.type === "array" ? caveats.items : [];
  const items: Item[] = [
    { name: "location", value: stringMember(document, "l") ?? "none" },
    { name: "identifier", value: id },
    ...listed.slice(0, MOST_CAVEATS).map((one, index) => {
      const member = one.type === "object" ? (lastMember(one, "i") ?? lastMember(one, "i64")) : null;
      return {
        name: `caveat ${index + 1}`,
        value: member?.value.type === "string" ? member.value.value : "unreadable",
      };
    }),
    ...moreCaveats(listed.length),
    { name: "signature", value: toHex(signature) },
  ];
  return made(items, "2, as JSON");
}

/** Version 1 is packets of text: the length in four hex digits, a word, a space, the value and a line break. */
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

/** Version 2 is fields: type and length as variable-length integers, then the value; a zero ends each section. */
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
  if (signature?.type !== "signature" || signature.bytes.length !== SIGNATURE_BYTES) return null;
  const items: Item[] = [];
  let [hasIdentifier, caveats] = [false, 0];
  for (const [index, { type, bytes }] of fields.entries()) {
    const isListed = caveats <= MOST_CAVEATS;
    if (type === "location") {
      if (isListed)
        items.push({ name: hasIdentifier ? `location of caveat ${caveats + 1}` : type, value: words(bytes) });
    } else if (type === "identifier" && !hasIdentifier) {
      // In version 2 the first identifier is the macaroon's own; each later one is a caveat.
      hasIdentifier = true;
      items.push({ name: type, value: words(bytes) });
    } else if (type === "cid" || type === "identifier") {
      caveats += 1;
      const isThird = fields[index + 1]?.type === "vid";
      if (caveats <= MOST_CAVEATS)
        items.push({
          name: `caveat ${caveats}`,
          value: words(bytes),
          ...(isThird ? { note: "of a third party, which has to issue a discharge" } : {}),
        });
    } else if (type === "cl") {
      if (isListed) items.push({ name: `location of caveat ${caveats}`, value: words(bytes) });
    } else if (type !== "vid" && type !== "signature") return null;
  }
  if (!hasIdentifier) return null;
  return made([...items, ...moreCaveats(caveats), { name: "signature", value: toHex(signature.bytes) }], version);
}

function moreCaveats(count: number): readonly Item[] {
  return count > MOST_CAVEATS
    ? [{ name: "caveats", value: `${(count - MOST_CAVEATS).toLocaleString("en")} more, which are not listed` }]
    : [];
}

function made(items: readonly Item[], version: string): Content {
  return {
    kind: "macaroon",
    name: `a macaroon (version ${version})`,
    certain: true,
    about:
      "It is a bearer token whose caveats narrow what it allows. Its holder can add caveats, but nobody can remove one. Only the service that issued it can verify it, since its key is secret.",
    items,
  };
}

function words(bytes: Uint8Array): string {
  const { text, problems } = decodeUtf8(bytes);
  return problems.length === 0 && !/[\0-\x08\x0e-\x1f]/.test(text) ? text : `0x${toHex(bytes)}`;
}
