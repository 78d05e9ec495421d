import { type BaseBlock, fromBER, ObjectIdentifier } from "asn1js";
import { type Refusal, refuse } from "../found.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";

/** A parsed ASN.1 value (X.690) for readers of key structures. */
export interface Asn1 {
  /** The identifier byte, see `TAG` in `der.ts`; context tags are 0x80 and 0xa0 plus their number. -1 beyond 30. */
  readonly tag: number;
  /** The content bytes; for a constructed value, those of its parts. */
  readonly content: Uint8Array;
  /** The whole encoding. */
  readonly raw: Uint8Array;
  /** The parts of a constructed value; empty for a primitive one. */
  readonly items: readonly Asn1[];
  /** The dotted form of an object identifier; otherwise empty. */
  readonly oid: string;
  readonly block: BaseBlock;
}

/** Limits far above any key or certificate, against hostile text. */
const LIMITS = { maxNodes: 20_000, maxDepth: 60 };

/**
 * Parses bytes as one ASN.1 value without trailing data, or says why that fails. Bounded in depth and size; never
 * throws.
 */
export function parseAsn1(bytes: Uint8Array): Asn1 | { readonly why: string } {
  const announced = announcedLength(bytes);
  if (announced !== null && announced > bytes.length) {
    return { why: `It is truncated: ${bytes.length} of ${announced} bytes` };
  }
  if (announced !== null && announced < bytes.length) {
    return { why: `${bytes.length - announced} extra bytes follow it` };
  }
  try {
    const { offset, result } = fromBER(bytes.slice(), LIMITS);
    if (offset === -1) return { why: `Its ASN.1 does not parse: ${result.error || "a length does not fit"}` };
    if (offset < bytes.length) return { why: `${bytes.length - offset} extra bytes follow it` };
    return toNode(result);
  } catch (error) {
    return { why: `Its ASN.1 does not parse: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function toNode(block: BaseBlock): Asn1 {
  const { idBlock, lenBlock, valueBlock } = block as BaseBlock & {
    readonly lenBlock: { readonly blockLength: number };
    readonly valueBlock: { readonly value?: unknown };
  };
  const raw = block.valueBeforeDecodeView;
  const parts = idBlock.isConstructed && Array.isArray(valueBlock.value) ? (valueBlock.value as BaseBlock[]) : [];
  const number = idBlock.tagNumber > 30 ? -1 : idBlock.tagNumber;
  const leading = ((idBlock.tagClass - 1) << 6) | (idBlock.isConstructed ? 0x20 : 0);
  return {
    tag: number < 0 ? -1 : leading | number,
    content: raw.subarray(idBlock.blockLength + lenBlock.blockLength),
    raw,
    items: parts.map(toNode),
    oid: block instanceof ObjectIdentifier ? block.getValue() : "",
    block,
  };
}

/** The stated length of the first value, header included (X.690 section 8.1.3); null if unknown. */
export function announcedLength(bytes: Uint8Array): number | null {
  const first = bytes[1];
  if (first === undefined || first === 0x80) return null;
  if (first < 0x80) return 2 + first;
  const count = first - 0x80;
  if (count > 4 || bytes.length < 2 + count) return null;
  return bytes.subarray(2, 2 + count).reduce((length, octet) => length * 256 + octet, 0) + 2 + count;
}

/** The bytes of a non-negative integer, without the leading zero; otherwise null. */
export function unsigned(node: Asn1 | undefined): Uint8Array | null {
  if (node?.tag !== 0x02 || node.content.length === 0 || (node.content[0] as number) >= 0x80) return null;
  const start = node.content.findIndex((octet) => octet !== 0);
  return start < 0 ? node.content.subarray(-1) : node.content.subarray(start);
}

/** A whole number that fits in 31 bits; otherwise null. */
export function smallNumber(node: Asn1 | undefined): number | null {
  const octets = unsigned(node);
  if (octets === null || octets.length > 4) return null;
  const value = octets.reduce((number, octet) => number * 256 + octet, 0);
  return value < 2 ** 31 ? value : null;
}

/** The bytes of a bit string without unused bits; otherwise null. */
export function wholeBits(node: Asn1 | undefined): Uint8Array | null {
  return node?.tag === 0x03 && node.content[0] === 0 ? node.content.subarray(1) : null;
}

/** The content of an octet string; otherwise null. */
export function octets(node: Asn1 | undefined): Uint8Array | null {
  return node?.tag === 0x04 ? node.content : null;
}

/** The refusal of a structure that is ASN.1 but not the expected one. */
export function misshapen(format: KeyFormat, why: string): Refusal {
  return refuse("asn1", format, { why });
}
