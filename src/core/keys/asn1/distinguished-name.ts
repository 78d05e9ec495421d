import { BaseStringBlock } from "asn1js";
import type { Asn1 } from "./asn1.ts";
import { toHex } from "../../text/hex.ts";

/** Short names of attribute types (RFC 4514 section 3, RFC 4519, RFC 2985). */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ["2.5.4.3", "CN"],
  ["2.5.4.4", "SN"],
  ["2.5.4.5", "serialNumber"],
  ["2.5.4.6", "C"],
  ["2.5.4.7", "L"],
  ["2.5.4.8", "ST"],
  ["2.5.4.9", "street"],
  ["2.5.4.10", "O"],
  ["2.5.4.11", "OU"],
  ["2.5.4.97", "organizationIdentifier"],
  ["0.9.2342.19200300.100.1.1", "UID"],
  ["0.9.2342.19200300.100.1.25", "DC"],
  ["1.2.840.113549.1.9.1", "emailAddress"],
]);

/** A distinguished name as text: the most specific part first (RFC 4514 section 2.1), parts separated by comma and space. */
export function nameText({ items }: Asn1): string {
  return items
    .toReversed()
    .map((set) => set.items.map(attributeText).join("+"))
    .join(", ");
}

function attributeText({ items: [type, value] }: Asn1): string {
  const name = SHORT_NAMES.get(type?.oid ?? "") ?? type?.oid ?? "?";
  const { block } = value ?? {};
  const text = block instanceof BaseStringBlock ? block.getValue() : hexText(value);
  return `${name}=${text.replaceAll(/[,+"\\<>;]/g, String.raw`\$&`)}`;
}

/** A value that is not a string is written in hex behind a number sign (RFC 4514 section 2.4). */
function hexText(value: Asn1 | undefined): string {
  return `#${toHex(value?.raw ?? new Uint8Array())}`;
}
