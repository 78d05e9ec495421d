import type { ParsedToken } from "../envelope/types.ts";
import { compressionOf } from "../text/inflate.ts";
import { cborContent } from "./cbor-content.ts";
import type { Content } from "./types.ts";

/** Magic numbers of file types that are often signed or encrypted. */
const FILES: readonly (readonly [start: readonly number[], name: string])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], "a PDF file"],
  [[0x89, 0x50, 0x4e, 0x47], "a PNG picture"],
  [[0xff, 0xd8, 0xff], "a JPEG picture"],
  [[0x47, 0x49, 0x46, 0x38], "a GIF picture"],
  [[0x50, 0x4b, 0x03, 0x04], "a ZIP file or an Office document"],
  [[0x30, 0x82], "DER, such as a certificate or key"],
];

/**
 * Identifies a non-text payload: CBOR, compressed data, a file with a known magic number, or other bytes. Null if it
 * is text, empty, or unknown (in an encrypted token).
 */
export function payloadContent({ payload, form }: ParsedToken, bytes: Uint8Array<ArrayBuffer>): Content | null {
  if (payload === null || payload.utf8.length === 0) return null;
  const size = `${bytes.length.toLocaleString("en")} bytes`;
  const compression = compressionOf(bytes);
  if (compression !== null)
    return {
      kind: "compressed",
      name: `compressed (${compression})`,
      certain: compression !== "raw DEFLATE",
      about: form.startsWith("jwe")
        ? `These ${size} are the content itself. A recipient unpacks only what zip in the header announces (RFC 7516 section 4.1.3); the reader of this content has to unpack it.`
        : `The signature is over these ${size} as they are. A verifier of JWTs does not unpack them: zip is for encrypted tokens (RFC 7516 section 4.1.3).`,
      items: [],
    };
  const cbor = cborContent(bytes);
  // A map or an array: bytes that decode to a number could be anything.
  if (cbor !== null && (cbor.certain || (bytes.length > 8 && cbor.items[0]?.name !== "value"))) return cbor;
  const file = FILES.find(([start]) => start.every((octet, at) => bytes[at] === octet))?.[1];
  return {
    kind: "binary",
    name: file ?? "binary",
    certain: false,
    about: `It is ${size} that are not text${file === undefined ? "" : `, and begins like ${file}`}. Shown as hex; it cannot be edited here, since text could not reproduce these bytes.`,
    items: [],
  };
}
