import { decodeBase64Url, encodeBase64Url } from "../../text/base64url.ts";
import { decodeUtf8, encodeUtf8 } from "../../text/utf8.ts";

/** A signer: takes the JWS signing input (RFC 7515 section 2), returns the signature's bytes. */
export type Signer = (signingInput: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

/** base64url of a text, or of a value's JSON text. */
export function segment(value: unknown): string {
  return encodeBase64Url(encodeUtf8(typeof value === "string" ? value : JSON.stringify(value)));
}

/** A compact JWS (RFC 7515 section 7.1). A string is taken as the exact JSON text, anything else is written as JSON. */
export async function signCompact(header: unknown, payload: unknown, sign: Signer): Promise<string> {
  const input = `${segment(header)}.${segment(payload)}`;
  return `${input}.${encodeBase64Url(await sign(encodeUtf8(input)))}`;
}

/** The three segments of a compact JWS; missing ones are empty. */
export function split(token: string): readonly [header: string, payload: string, signature: string] {
  const [header = "", payload = "", signature = ""] = token.split(".");
  return [header, payload, signature];
}

/** The object in a segment. Throws if it is not a JSON object. */
export function readSegment(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(segmentText(text));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("not a JSON object");
  return value as Record<string, unknown>;
}

/** Header, claims and signature bytes of a compact JWS. Throws where header or payload is not a JSON object. */
export function readCompact(token: string): {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
  readonly signature: Uint8Array<ArrayBuffer>;
} {
  const [header, payload, signature] = split(token);
  return {
    header: readSegment(header),
    claims: readSegment(payload),
    signature: decodeBase64Url(signature).bytes,
  };
}

/** The signing input of a compact JWS: the bytes up to its last dot. */
export function signingInput(token: string): Uint8Array<ArrayBuffer> {
  return encodeUtf8(token.slice(0, token.lastIndexOf(".")));
}

/** The text of a segment; bytes that are not UTF-8 are replaced. */
export function segmentText(text: string): string {
  return decodeUtf8(decodeBase64Url(text).bytes).text;
}
