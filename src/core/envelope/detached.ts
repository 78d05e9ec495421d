import { lastMember } from "../json/query.ts";
import type { JsonDocument } from "../json/types.ts";
import { detachedMechanism } from "../registry/extensions.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { octetsOfText } from "../text/octets.ts";
import { hasUnencodedPayload } from "./parse.ts";
import type { Projection } from "./project.ts";
import type { ParsedToken } from "./types.ts";

/** Whether a token of this shape omits its payload, so that it can be detached (RFC 7515 appendix F, RFC 7797 section 5.1). */
export function isLeftOut({ form, segmentCount, segments }: ParsedToken): boolean {
  return form.startsWith("jws") && segmentCount === 3 && segments[1]?.text === "";
}

/** The last result for each token: the same question gets the same object. */
const besides = new WeakMap<ParsedToken, ParsedToken>();

/** The token with its detached payload; the same token if it has its own payload, or none was given. */
export function withDetached(token: ParsedToken, payload: string): ParsedToken {
  const header = token.seal?.joined ?? token.header;
  if (payload === "" || header === null || !isLeftOut(token)) return token;
  let made = besides.get(token);
  if (made?.detached?.payload !== payload) {
    made = { ...token, detached: { payload, signed: detachedInput(header.json, payload) } };
    besides.set(token, made);
  }
  return made;
}

/**
 * What a detached payload adds to the end of the signing input with this header, as text for `octetsOfText`: the
 * base64url of its bytes, or the bytes themselves if `b64` is false (RFC 7797 section 3).
 */
function detachedInput(header: JsonDocument, payload: string): string {
  if (isOfHashes(header)) return "";
  return hasUnencodedPayload(header) ? payload : encodeBase64Url(octetsOfText(payload));
}

/** Whether the header itself contains the hashes of what was signed, so that the payload is empty (ETSI TS 119 182-1 clause 5.2.8.3.3). */
function isOfHashes({ root }: JsonDocument): boolean {
  if (root?.type !== "object") return false;
  return detachedMechanism(lastMember(root, "sigD")?.value)?.mechanism === "ObjectIdByURIHash";
}

/** The signing input of a projection with this header, with the detached payload if its own is still omitted. */
export function signedInput({ signingInput, segments }: Projection, header: JsonDocument, payload: string): string {
  return segments[1] === "" && payload !== "" ? signingInput + detachedInput(header, payload) : signingInput;
}
