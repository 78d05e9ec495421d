import { lastMember, stringMember } from "../json/query.ts";
import type { JsonNode, JsonObject, JsonString } from "../json/types.ts";
import { isConcatenated } from "./client-attestation.ts";
import { jsonSeals } from "./json-seals.ts";
import { parseToken } from "./parse.ts";
import { innerForm } from "./places.ts";
import type { ParsedToken, Place, Selective, Slice } from "./types.ts";

/** No presentation has as many; anything after them is not split up. */
const MOST_DISCLOSURES = 10_000;

/** The unprotected header parameters of an SD-JWT in JSON (RFC 9901 section 8.1). */
export const SELECTIVE_MEMBERS: readonly string[] = ["disclosures", "kb_jwt"];

const known = new WeakMap<ParsedToken, { readonly selective: Selective | null }>();

/**
 * The SD-JWT parts of a token besides its JWS, in any serialisation; null for any other token. A JWS in JSON is an
 * SD-JWT if an unprotected header has `disclosures` or `kb_jwt`; only those of the first signature count (RFC 9901
 * section 8.3). The same token gets the same object; linear in its text.
 */
export function selectiveOf(token: ParsedToken): Selective | null {
  let found = known.get(token);
  if (found === undefined) {
    found = { selective: read(token) };
    known.set(token, found);
  }
  return found.selective;
}

function read(token: ParsedToken): Selective | null {
  if (token.form === "sd-jwt") {
    const selective = behindTildes(token.text);
    return isConcatenated(token, selective) ? { ...selective, isAttestation: true } : selective;
  }
  if (token.form !== "jws-json") return null;
  const headers = jsonSeals(token).envelope.seals.map(({ unprotected }) => unprotected);
  const isThere = headers.some((one) => one !== null && SELECTIVE_MEMBERS.some((name) => lastMember(one, name)));
  return isThere ? inHeader(headers[0] ?? null) : null;
}

function behindTildes(text: string): Selective {
  const disclosures: Slice[] = [];
  const last = text.lastIndexOf("~") + 1;
  for (let start = text.indexOf("~") + 1; start < last && disclosures.length < MOST_DISCLOSURES;) {
    const end = text.indexOf("~", start);
    disclosures.push({ text: text.slice(start, end), range: { start, end } });
    start = end + 1;
  }
  const binding = last === text.length ? null : { text: text.slice(last), range: { start: last, end: text.length } };
  return { disclosures, binding };
}

function inHeader(header: JsonObject | null): Selective {
  const listed = header && lastMember(header, "disclosures")?.value;
  const bound = header && lastMember(header, "kb_jwt")?.value;
  const strings = listed?.type === "array" ? listed.items.filter((item) => item.type === "string") : [];
  return {
    disclosures: strings.slice(0, MOST_DISCLOSURES).map(sliceOf),
    binding: bound?.type === "string" ? sliceOf(bound) : null,
  };
}

function sliceOf({ value, range }: JsonString): Slice {
  return { text: value, range: { start: range.start + 1, end: Math.max(range.start + 1, range.end - 1) } };
}

/** All disclosures and key bindings in the unprotected headers of a JWS in JSON, as text, whether or not they can be read. */
export function selectiveTexts(token: ParsedToken): readonly string[] {
  if (token.form !== "jws-json") return [];
  const waiting: JsonNode[] = jsonSeals(token).envelope.seals.flatMap(({ unprotected }) =>
    (unprotected?.members ?? []).flatMap(({ name, value }) => (SELECTIVE_MEMBERS.includes(name) ? [value] : [])),
  );
  const texts: string[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === "string") texts.push(node.value);
    else if (node.type === "array") waiting.push(...node.items);
    else if (node.type === "object") waiting.push(...node.members.map(({ value }) => value));
  }
  return texts;
}

/** The key binding of an SD-JWT as a place in it; empty if it is not a JWS. */
export function bindingPlaces(token: ParsedToken): readonly Place[] {
  const binding = selectiveOf(token)?.binding ?? null;
  if (binding === null || innerForm(binding.text) !== "jws") return [];
  return [{ name: "key-binding", form: "kb-jwt", ...binding, quoted: token.form !== "sd-jwt" }];
}

/** The JWS of an SD-JWT in the compact serialisation, whatever its number of segments (RFC 9901 section 4); any other token as it is. */
export function issuerSigned(token: ParsedToken): ParsedToken {
  return token.form === "sd-jwt" ? { ...parseToken(token.text.split("~", 1)[0]!), form: "jws" } : token;
}

/**
 * An SD-JWT without its key binding in the compact serialisation, which is what `sd_hash` is the digest of, also for
 * JSON (RFC 9901 sections 4.3.1 and 8.1). If there are several signatures, the first counts, since its header has the
 * disclosures. Null if the token is not an SD-JWT.
 */
export function compactSdJwt(token: ParsedToken): string | null {
  const selective = selectiveOf(token);
  if (selective === null) return null;
  if (token.form === "sd-jwt") return token.text.slice(0, token.text.lastIndexOf("~") + 1);
  const segments = jsonSeals(token).seals[0]?.token.segments ?? [];
  return [segments.map(({ text }) => text).join("."), ...selective.disclosures.map(({ text }) => text), ""].join("~");
}

/** Whether a text is a JWS of three segments whose `typ` is `kb+jwt` (RFC 9901 section 4.3). */
export function isKeyBinding(text: string): boolean {
  const { form, segmentCount, header } = parseToken(text);
  return (
    form === "jws" &&
    segmentCount === 3 &&
    header !== null &&
    stringMember(header.json, "typ")?.toLowerCase() === "kb+jwt"
  );
}
