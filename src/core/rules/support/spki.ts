import { decodeBase64Url } from "../../text/base64url.ts";

function der(tag: number, ...parts: readonly (readonly number[] | Uint8Array)[]): number[] {
  const content = parts.flatMap((part) => [...part]);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return [tag, ...size, ...content];
}

/** A positive INTEGER of base64url bytes, with the leading zero that keeps it positive. */
function integer(base64url: string): number[] {
  const { bytes } = decodeBase64Url(base64url);
  const start = Math.max(
    0,
    bytes.findIndex((octet) => octet !== 0),
  );
  const digits = [...bytes.subarray(start)];
  return der(2, (digits[0] ?? 0) >= 128 ? [0, ...digits] : digits);
}

/** rsaEncryption and NULL (RFC 8017 appendix A.1). */
const RSA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/** The SubjectPublicKeyInfo of an RSA key (RFC 5280 section 4.1), built from its JWK members: fingerprints are computed over it. */
export function spkiOfRsa(n: string, e: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(der(0x30, der(0x30, RSA), der(3, [0], der(0x30, integer(n), integer(e)))));
}
