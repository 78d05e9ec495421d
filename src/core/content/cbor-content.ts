import { utcIso } from "../claims/describe.ts";
import { CBOR_TAGS, COSE_ALGORITHMS, COSE_HEADERS, COSE_STRUCTURES, CWT_CLAIMS, CWT_TIMES } from "../registry/cose.ts";
import { toHex } from "../text/hex.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { type CborNode, entryOf, MOST_DEPTH, MOST_ITEMS, readCbor, readCborWithin } from "./cbor.ts";
import { embedded, MOST_OPENED, payloadOf, structureOf } from "./cose-structure.ts";
import { isSecurityObject, mdocName, mdocSummary } from "./mdoc.ts";
import type { Content, Item } from "./types.ts";

/** The most bytes of a value that are written out. */
const MOST_BYTES = 64;

/** The names of a map's keys. */
type Names = ReadonlyMap<number, string> | null;

/** The content of bytes that are one CBOR item, named if it is COSE, a CWT or part of an mdoc; null otherwise. */
export function cborContent(bytes: Uint8Array<ArrayBuffer>): Content | null {
  const whole = readCborWithin(bytes);
  if (whole === null) return null;
  if (typeof whole === "string")
    return {
      kind: "cbor",
      name: "CBOR",
      certain: false,
      about: `It is CBOR that ${whole === "deep" ? `nests ${MOST_DEPTH} levels deep` : `has ${MOST_ITEMS.toLocaleString("en")} items`}; the rest is not shown.`,
      items: [],
    };
  const { node, isCwt } = unwrapped(whole);
  const structure = structureOf(node);
  if (structure !== null) {
    const { tag, array } = structure;
    const made = COSE_STRUCTURES.get(tag)!;
    const payload = payloadOf(array);
    const isToken = isCwt || hasClaims(payload);
    const isMso = isSecurityObject(payload);
    const name = isToken
      ? `a CWT (CBOR Web Token), as ${made.name}`
      : isMso
        ? `the signature of an mdoc, as ${made.name}`
        : `${kindOf(made.name)} COSE message (${made.name})`;
    return {
      kind: "cbor",
      name,
      certain: true,
      about: isToken
        ? "It says in CBOR what a JWT says in JSON (RFC 8392). This page reads it but does not verify it: use a COSE library for that."
        : "It is signed or encrypted CBOR (RFC 9052). This page reads it but does not verify it.",
      items: itemsOfArray(array, tag, 0),
    };
  }
  const mdoc = mdocName(node);
  if (mdoc !== null)
    return {
      kind: "cbor",
      name: mdoc,
      certain: true,
      isMdoc: true,
      about:
        "It belongs to a mobile document such as a driving licence (ISO/IEC 18013-5). This page reads it but does not verify it: neither the issuer's signature nor the digests of the elements.",
      items: [...mdocSummary(node), ...itemsOf(node, null)],
    };
  return {
    kind: "cbor",
    name: "CBOR",
    certain: whole.kind === "tag" && whole.tag === 55799,
    about: "It is binary data in CBOR (RFC 8949), not a token this page knows.",
    items: itemsOf(node, null),
  };
}

/** The content of tags that only announce what follows: CBOR itself (55799), a CWT (61), CBOR in bytes (24). */
function unwrapped(node: CborNode): { readonly node: CborNode; readonly isCwt: boolean } {
  let [inner, isCwt] = [node, false];
  while (inner.kind === "tag" && (inner.tag === 55799 || inner.tag === 61)) {
    isCwt ||= inner.tag === 61;
    inner = inner.value;
  }
  return { node: inner, isCwt };
}

/** RFC 9052's names for the messages of a structure (sections 4 to 6). */
function kindOf(structure: string): "a signed" | "a MACed" | "an encrypted" {
  if (structure.startsWith("COSE_Encrypt")) return "an encrypted";
  return structure.startsWith("COSE_Mac") ? "a MACed" : "a signed";
}

/** Whether a map has claim numbers as keys, including a registered text or time claim. */
function hasClaims(node: CborNode | null): boolean {
  if (node?.kind !== "map" || node.entries.length === 0) return false;
  const iss = entryOf(node, 1);
  const times = [4, 5, 6].map((key) => entryOf(node, key)?.kind);
  const isKeyed = node.entries.every(([key]) => key.kind === "number" || key.kind === "text");
  return isKeyed && (iss === null || iss.kind === "text") && (iss !== null || times.includes("number"));
}

function itemsOfArray(array: readonly CborNode[], tag: number, opened: number): readonly Item[] {
  const parts = COSE_STRUCTURES.get(tag)?.parts ?? [];
  return array.map((node, index) => {
    const name = parts[index] ?? String(index);
    if (index === 0 && node.kind === "bytes") {
      const header = node.value.length === 0 ? null : readCbor(node.value);
      return header === null
        ? { name, value: "empty" }
        : { name, value: countOf(header), items: itemsOf(header, COSE_HEADERS, opened) };
    }
    if (index === 1) return { name, value: countOf(node), items: itemsOf(node, COSE_HEADERS, opened) };
    if (index === 2 && name === "payload") return payloadItem(name, node, opened + 1);
    return itemOf(name, node, opened);
  });
}

function payloadItem(name: string, node: CborNode, opened: number): Item {
  if (node.kind !== "bytes") return { name, value: "detached: sent separately" };
  const inner = opened < MOST_OPENED ? embedded(readCbor(node.value), opened) : null;
  if (inner !== null && (inner.kind === "map" || inner.kind === "array"))
    return { name, value: countOf(inner), items: itemsOf(inner, hasClaims(inner) ? CWT_CLAIMS : null, opened) };
  const { text, problems } = decodeUtf8(node.value);
  return problems.length === 0 && node.value.length > 0 ? { name, value: text } : itemOf(name, node, opened);
}

/** The lines of an item: its members, or itself. */
function itemsOf(node: CborNode, names: Names, opened = 0): readonly Item[] {
  const structure = structureOf(node);
  if (structure !== null) return itemsOfArray(structure.array, structure.tag, opened);
  if (node.kind === "map") return node.entries.map(([key, value]) => keyed(key, value, names, opened));
  if (node.kind === "array") return node.items.map((value, index) => itemOf(String(index), value, opened));
  return [itemOf("value", node, opened)];
}

function keyed(key: CborNode, value: CborNode, names: Names, opened: number): Item {
  const name = (key.kind === "number" && names?.get(Number(key.value))) || null;
  const label = name === null ? plain(key) : `${name} (${plain(key)})`;
  const item = itemOf(label, value, opened);
  const note = name === null ? undefined : meaning(name, value, names);
  return note === undefined ? item : { ...item, note };
}

function meaning(name: string, value: CborNode, names: Names): string | undefined {
  if (value.kind !== "number" && !(value.kind === "tag" && value.value.kind === "number")) return undefined;
  const number = Number(value.kind === "tag" ? (value.value as { readonly value: number }).value : value.value);
  if (names === CWT_CLAIMS && CWT_TIMES.has(name)) return utcIso(number) ?? undefined;
  return names === COSE_HEADERS && name === "alg" ? COSE_ALGORITHMS.get(number) : undefined;
}

function itemOf(name: string, node: CborNode, opened: number): Item {
  const structure = structureOf(node);
  if (structure !== null) {
    const made = COSE_STRUCTURES.get(structure.tag)?.name ?? "COSE";
    return { name, value: made, items: itemsOfArray(structure.array, structure.tag, opened) };
  }
  if (node.kind === "map" || node.kind === "array") {
    return { name, value: countOf(node), items: itemsOf(node, null, opened) };
  }
  if (node.kind === "tag") {
    const means = CBOR_TAGS.get(node.tag);
    const inner = node.tag === 24 ? embedded(node, opened) : node.value;
    if (inner === null || inner === node) return { name, value: plain(node), note: means ?? `tag ${node.tag}` };
    const item = itemOf(name, inner, opened + (node.tag === 24 ? 1 : 0));
    const time = node.tag === 1 && inner.kind === "number" ? utcIso(Number(inner.value)) : null;
    return { ...item, note: time ?? means ?? `tag ${node.tag}` };
  }
  return { name, value: plain(node) };
}

/** A value in diagnostic notation (RFC 8949 section 8); long bytes are cut, with their length. */
function plain(node: CborNode): string {
  switch (node.kind) {
    case "number":
      return String(node.value);
    case "text":
      return JSON.stringify(node.value);
    case "word":
      return node.value;
    case "simple":
      return `simple(${node.value})`;
    case "bytes":
      return node.value.length > MOST_BYTES
        ? `h'${toHex(node.value.subarray(0, MOST_BYTES))}…' (${node.value.length.toLocaleString("en")} bytes)`
        : `h'${toHex(node.value)}'`;
    case "tag":
      return `${node.tag}(${plain(node.value)})`;
    case "array":
    case "map":
      return countOf(node);
  }
}

function countOf(node: CborNode): string {
  const [count, one] =
    node.kind === "map" ? [node.entries.length, "entry"] : [node.kind === "array" ? node.items.length : 1, "item"];
  const many = one === "entry" ? "entries" : "items";
  return count === 0 ? "empty" : `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
