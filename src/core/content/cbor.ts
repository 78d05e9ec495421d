import { Tokenizer, type Type } from "cborg";
import { withWholeStrings } from "./cbor-strings.ts";

/** A CBOR data item (RFC 8949 section 3), its members in the order of the bytes. */
export type CborNode =
  | { readonly kind: "number"; readonly value: number | bigint }
  | { readonly kind: "bytes"; readonly value: Uint8Array<ArrayBuffer> }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "word"; readonly value: "true" | "false" | "null" | "undefined" }
  /** A simple value that is unassigned or not known here (RFC 8949 section 3.3). */
  | { readonly kind: "simple"; readonly value: number }
  | { readonly kind: "array"; readonly items: readonly CborNode[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [CborNode, CborNode])[] }
  | { readonly kind: "tag"; readonly tag: number; readonly value: CborNode };

/** Deeper nesting and more items are not read. */
export const MOST_DEPTH = 64;
export const MOST_ITEMS = 20_000;

/** Why CBOR was not read to its end. */
type CborLimit = "deep" | "many";

class Stop extends Error {
  readonly limit: CborLimit;
  constructor(limit: CborLimit) {
    super(limit);
    this.limit = limit;
  }
}

/** The end of an array or map of indefinite length. */
const BREAK = Symbol("break");

/**
 * Reads bytes that are exactly one CBOR data item; null if they are not, or exceed the limits on nesting or items.
 * Never throws; linear in the bytes.
 */
export function readCbor(bytes: Uint8Array<ArrayBuffer>): CborNode | null {
  const read = readCborWithin(bytes);
  return typeof read === "string" ? null : read;
}

/** The same, but reports which limit was exceeded if the bytes were CBOR up to there. */
export function readCborWithin(bytes: Uint8Array<ArrayBuffer>): CborNode | CborLimit | null {
  if (bytes.length === 0) return null;
  const whole = withWholeStrings(bytes);
  let [tokens, offset] = [tokensOf(whole), 0];
  /** An unassigned simple value at this place, which cborg does not read; null if something else is there. */
  const simple = (): CborNode | null => {
    const at = offset + tokens.pos();
    const [first = 0, second = 0] = whole.subarray(at, at + 2);
    const size = first >= 0xe0 && first < 0xf4 ? 1 : first === 0xf8 && second >= 32 ? 2 : 0;
    if (size === 0) return null;
    offset = at + size;
    tokens = tokensOf(whole.subarray(offset));
    return { kind: "simple", value: size === 1 ? first - 0xe0 : second };
  };
  let left = MOST_ITEMS;
  const read = (depth: number): CborNode | typeof BREAK => {
    left -= 1;
    if (depth > MOST_DEPTH) throw new Stop("deep");
    if (left < 0) throw new Stop("many");
    if (tokens.done()) throw new RangeError("too little");
    const unassigned = simple();
    if (unassigned !== null) return unassigned;
    const { type, value } = tokens.next() as { readonly type: Type; readonly value?: unknown };
    const item = (): CborNode => {
      const inner = read(depth + 1);
      if (inner === BREAK) throw new RangeError("a break where an item is due");
      return inner;
    };
    switch (type.name) {
      case "uint":
      case "negint":
      case "float":
        return { kind: "number", value: value as number | bigint };
      case "bytes":
        return { kind: "bytes", value: value as Uint8Array<ArrayBuffer> };
      case "string":
        return { kind: "text", value: value as string };
      case "array": {
        const items: CborNode[] = [];
        while (items.length < (value as number)) {
          const next = read(depth + 1);
          if (next === BREAK) {
            if (value === Infinity) break;
            throw new RangeError("a break in an array of known length");
          }
          items.push(next);
        }
        return { kind: "array", items };
      }
      case "map": {
        const entries: (readonly [CborNode, CborNode])[] = [];
        while (entries.length < (value as number)) {
          const key = read(depth + 1);
          if (key === BREAK) {
            if (value === Infinity) break;
            throw new RangeError("a break in a map of known length");
          }
          entries.push([key, item()]);
        }
        return { kind: "map", entries };
      }
      case "tag":
        return { kind: "tag", tag: Number(value), value: item() };
      case "break":
        return BREAK;
      default:
        return { kind: "word", value: type.name as "true" | "false" | "null" | "undefined" };
    }
  };
  try {
    const node = read(0);
    return node !== BREAK && tokens.done() ? node : null;
  } catch (error) {
    return error instanceof Stop ? error.limit : null;
  }
}

function tokensOf(bytes: Uint8Array): Tokenizer {
  return new Tokenizer(bytes, { allowIndefinite: true, allowUndefined: true, allowBigInt: true });
}

/** The value of a key of a map; null if there is none, or it is not a map. */
export function entryOf(node: CborNode | null | undefined, key: number | string): CborNode | null {
  if (node?.kind !== "map") return null;
  return node.entries.find(([one]) => (one.kind === "number" || one.kind === "text") && one.value === key)?.[1] ?? null;
}
