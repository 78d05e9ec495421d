import { decodeBase64Url } from "../../text/base64url.ts";
import { describeCodePoint } from "../../text/code-points.ts";
import type { KeyRepair } from "../types.ts";
import { characterPlace, type MappedText, placeOf, replaceText } from "./mapped-text.ts";
import { repair } from "./repair.ts";
import { type Refusal, refuse } from "../found.ts";
import { trimEndOf } from "../../text/trim-end.ts";

/** The bytes of a Base64 text, and the repairs. */
interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly repairs: readonly KeyRepair[];
}

/**
 * Decodes Base64 (RFC 4648 section 4) of a PEM block: white space is skipped (RFC 7468 section 2), base64url is
 * accepted and reported. Any other character is refused at its place; so is an impossible length.
 */
export function decodeBody(mapped: MappedText): Body | Refusal {
  const repairs: KeyRepair[] = [];
  let compact = replaceText(mapped, /\s+/g, () => "").result;
  const url = compact.text.search(/[-_]/);
  if (url >= 0) {
    repairs.push(repair("base64url-body", characterPlace(compact, url)));
    compact = { ...compact, text: compact.text.replaceAll("-", "+").replaceAll("_", "/") };
  }
  const { text } = compact;
  const body = trimEndOf(text, /=/);
  const foreign = body.search(/[^A-Za-z\d+/]/);
  if (foreign >= 0) {
    const point = text.codePointAt(foreign) as number;
    const width = point > 0xffff ? 2 : 1;
    return {
      ...refuse("pem-body", null, { character: describeCodePoint(point) }),
      range: characterPlace(compact, foreign, width),
    };
  }
  if (body.length === 0) {
    return { ...refuse("pem-body", null, { why: "empty" }), range: placeOf(mapped, 0, mapped.text.length) };
  }
  if (body.length % 4 === 1) {
    return { ...refuse("pem-body", null, { why: "length" }), range: characterPlace(compact, body.length - 1) };
  }
  const { bytes } = decodeBase64Url(body.replaceAll("+", "-").replaceAll("/", "_"));
  return { bytes, repairs };
}
