import { toHex } from "../text/hex.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Content, Item } from "./types.ts";

/** A field of a protobuf message: its number, and its value as bytes or a number. */
interface Field {
  readonly number: number;
  readonly value: Uint8Array | number;
}

const MOST_FIELDS = 10_000;

/** The fields of a protobuf message with only numbers and bytes; null if the bytes are not one. */
function fieldsOf(bytes: Uint8Array): readonly Field[] | null {
  const fields: Field[] = [];
  let at = 0;
  const variable = (): number => {
    let value = 0;
    for (let factor = 1; factor < 2 ** 53; factor *= 128) {
      const octet = bytes[at];
      if (octet === undefined) return -1;
      at += 1;
      value += (octet & 0x7f) * factor;
      if (octet < 0x80) return value;
    }
    return -1;
  };
  while (at < bytes.length) {
    const key = variable();
    const kind = key & 7;
    if (key < 8 || (kind !== 0 && kind !== 2) || fields.length > MOST_FIELDS) return null;
    const number = Math.floor(key / 8);
    const value = variable();
    if (value < 0) return null;
    if (kind === 0) fields.push({ number, value });
    else {
      if (at + value > bytes.length) return null;
      fields.push({ number, value: bytes.subarray(at, at + value) });
      at += value;
    }
  }
  return fields;
}

const bytesAt = (fields: readonly Field[], number: number): Uint8Array | null => {
  const value = fields.find((field) => field.number === number)?.value;
  return value instanceof Uint8Array ? value : null;
};

/** Reads a Biscuit (authority block, further blocks, proof) from its bytes; null if they are not one. */
export function biscuitContent(bytes: Uint8Array): Content | null {
  const fields = fieldsOf(bytes);
  if (fields === null || fields.some(({ number }) => number > 4)) return null;
  const root = fields.find(({ number }) => number === 1)?.value;
  const authority = bytesAt(fields, 2);
  const proof = fieldsOf(bytesAt(fields, 4) ?? new Uint8Array());
  const first = authority && blockItem("authority block", authority);
  if (first === null || proof === null || proof.length !== 1) return null;
  const more = fields.flatMap(({ number, value }) => (number === 3 && value instanceof Uint8Array ? [value] : []));
  const blocks = more.map((block, index) => blockItem(`block ${index + 1}`, block));
  if (blocks.includes(null)) return null;
  const isSealed = proof[0]?.number === 2;
  return {
    kind: "biscuit",
    name: "a Biscuit",
    certain: true,
    about:
      "It is a bearer token of signed blocks with facts, rules and checks in Datalog. This page lists its blocks but does not verify it: use a Biscuit library and the issuer's public key.",
    items: [
      ...(typeof root === "number" ? [{ name: "root key id", value: String(root) }] : []),
      first,
      ...blocks.flatMap((block) => block ?? []),
      {
        name: "proof",
        value: isSealed ? "sealed" : "open",
        note: isSealed ? "no blocks can be added" : "its holder can add blocks that narrow it",
      },
    ],
  };
}

/** A signed block: the block, the next public key and a signature; null if any is missing. */
function blockItem(name: string, bytes: Uint8Array): Item | null {
  const signed = fieldsOf(bytes);
  const block = signed && bytesAt(signed, 1);
  const key = signed && fieldsOf(bytesAt(signed, 2) ?? new Uint8Array());
  const signature = signed && bytesAt(signed, 3);
  const fields = block && fieldsOf(block);
  if (!fields || !key || key.length === 0 || !signature || signature.length < 64) return null;
  const count = (number: number): number => fields.filter((field) => field.number === number).length;
  const symbols = fields.flatMap(({ number, value }) => {
    const read = number === 1 && value instanceof Uint8Array ? decodeUtf8(value) : null;
    return read?.problems.length === 0 ? [read.text] : [];
  });
  const plural = (number: number, one: string): string => `${number} ${one}${number === 1 ? "" : "s"}`;
  return {
    name,
    value: [plural(count(4), "fact"), plural(count(5), "rule"), plural(count(6), "check")].join(", "),
    items: [
      ...(symbols.length > 0 ? [{ name: "strings", value: symbols.join(", ") }] : []),
      { name: "signature", value: toHex(signature) },
    ],
  };
}
