import { parseJson } from "../json/parse.ts";
import { lastMember } from "../json/query.ts";
import type { JsonDocument } from "../json/types.ts";
import { detachedMechanism } from "../registry/extensions.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { octetsOfText } from "../text/octets.ts";
import { hasUnencodedPayload } from "./parse.ts";
import type { Projection } from "./project.ts";
import type { ParsedToken } from "./types.ts";

/** Whether a token of this shape leaves its payload out, so that it can travel beside it (RFC 7515 appendix F, RFC 7797 section 5.1). */
function isLeftOut({ form, segmentCount, segments }: ParsedToken): boolean {
  return form.startsWith("jws") && segmentCount === 3 && segments[1]?.text === "";
}

/** Whether a payload beside the token is spoken of: it is left out of the token, or stands in it as it is (`b64` false). */
export function hasDetachedPlace(token: ParsedToken): boolean {
  return isLeftOut(token) || (token.form.startsWith("jws") && token.unencodedPayload === true);
}

/** The last one made of each token: the same answer for the same question. */
const besides = new WeakMap<ParsedToken, ParsedToken>();

/** The token with the payload that travels beside it; the same token where it has its own, or nothing is there. */
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
 * What a payload beside a token with this header adds to the end of its signing input, whose octets are those of the
 * whole (`octetsOfText`): the base64url of its own octets, or these themselves where `b64` is false (RFC 7797 section 3).
 */
function detachedInput(header: JsonDocument, payload: string): string {
  if (isOfHashes(header)) return "";
  return hasUnencodedPayload(header) ? payload : encodeBase64Url(octetsOfText(payload));
}

/** Whether the header itself has the hashes of what was signed, so that the payload is empty (ETSI TS 119 182-1 clause 5.2.8.3.3). */
function isOfHashes({ root }: JsonDocument): boolean {
  if (root?.type !== "object") return false;
  return detachedMechanism(lastMember(root, "sigD")?.value)?.mechanism === "ObjectIdByURIHash";
}

/** How a payload beside a token can take part in what is signed: by its base64url, or by its own octets. */
export type PayloadEncoding = "encoded" | "unencoded";

/** Which of both the header asks for. */
export function encodingOf(header: JsonDocument): PayloadEncoding {
  return hasUnencodedPayload(header) ? "unencoded" : "encoded";
}

/**
 * A token whose payload is left out, with this payload beside it in this encoding, whatever the header says of that: `crit` and
 * `b64` are left out of it. Only good for trying whether a key fits; null for other tokens.
 */
export function asIfDetached(token: ParsedToken, payload: string, encoding: PayloadEncoding): ParsedToken | null {
  if (token.header === null || !isLeftOut(token)) return null;
  const { json } = token.header;
  const members = json.root?.type === "object" ? json.root.members : [];
  const kept = members.filter(({ name }) => name !== "crit" && name !== "b64");
  const header = parseJson(`{${kept.map(({ range }) => json.text.slice(range.start, range.end)).join(",")}}`);
  const signed = encoding === "unencoded" ? payload : encodeBase64Url(octetsOfText(payload));
  return { ...token, header: { ...token.header, json: header }, detached: { payload, signed } };
}

/** What is signed of a projection with this header: the payload beside the token where its own stays left out. */
export function signedInput({ signingInput, segments }: Projection, header: JsonDocument, payload: string): string {
  return segments[1] === "" && payload !== "" ? signingInput + detachedInput(header, payload) : signingInput;
}
