import { COSE_ALGORITHMS, COSE_STRUCTURES } from "../registry/cose.ts";
import { type CborNode, entryOf, readCbor } from "./cbor.ts";

/** CBOR in byte strings nested deeper than this stays bytes. */
export const MOST_OPENED = 8;

interface Structure {
  readonly tag: number;
  readonly array: readonly CborNode[];
}

/** The COSE structure of an item: by its tag or, if untagged, by its form (RFC 9052 sections 4.2, 5.2, 6.2). */
export function structureOf(node: CborNode): Structure | null {
  if (node.kind === "tag") {
    const made = COSE_STRUCTURES.get(node.tag);
    return made && node.value.kind === "array" && fitsCose(node.value.items, made.parts.length)
      ? { tag: node.tag, array: node.value.items }
      : null;
  }
  if (node.kind !== "array") return null;
  const { items } = node;
  if (items.length === 4 && fitsCose(items, 4) && items[3]?.kind === "bytes") {
    // Four items of these types could be anything unless they name a COSE algorithm.
    const alg = algOf(items);
    return alg === null ? null : { tag: alg >= 4 && alg <= 7 ? 17 : 18, array: items };
  }
  return null;
}

function fitsCose(items: readonly CborNode[], length: number): boolean {
  const [first, second, third] = items;
  return (
    items.length === length &&
    first?.kind === "bytes" &&
    second?.kind === "map" &&
    (third?.kind === "bytes" || (third?.kind === "word" && third.value === "null")) &&
    (first.value.length === 0 || readCbor(first.value)?.kind === "map")
  );
}

function algOf([first, second]: readonly CborNode[]): number | null {
  const alg = (first?.kind === "bytes" ? entryOf(readCbor(first.value), 1) : null) ?? entryOf(second, 1);
  return alg?.kind === "number" && COSE_ALGORITHMS.has(Number(alg.value)) ? Number(alg.value) : null;
}

/** The payload of a structure, read as CBOR if it is CBOR; bytes in tag 24 are decoded. */
export function payloadOf(array: readonly CborNode[]): CborNode | null {
  const payload = array[2];
  return payload?.kind === "bytes" ? embedded(readCbor(payload.value)) : null;
}

/** An item, or the CBOR in its bytes if it is of tag 24. */
export function embedded(node: CborNode | null, opened = 0): CborNode | null {
  return opened < MOST_OPENED && node?.kind === "tag" && node.tag === 24 && node.value.kind === "bytes"
    ? readCbor(node.value.value)
    : node;
}
