import { openSeal } from "../envelope/json-seals.ts";
import { hasUnencodedPayload, parseToken } from "../envelope/parse.ts";
import { compactSdJwt, selectiveOf } from "../envelope/selective.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonDocument, JsonObject } from "../json/types.ts";
import { textOfOctets } from "../text/octets.ts";
import { twinOfSegment } from "./content.ts";
import { JsonTwin, twinOfJson } from "./json-twin.ts";
import { twinOfPayload, twinOfSignature } from "./jws.ts";
import type { Maker } from "./maker.ts";
import { objectsIn, stringIn, valueIn } from "./members.ts";
import { twinOfBinding, twinOfDisclosure } from "./sd-jwt.ts";
import { readSegment } from "./segment.ts";

/** A JWS in either JSON form (RFC 7515 section 7.2), with what an SD-JWT has in its unprotected headers. */
export async function twinOfJwsJson(maker: Maker, text: string, depth: number): Promise<string> {
  const { root } = parseJson(text);
  if (root?.type !== "object") return twinOfJson(maker, text, depth, "");
  const payload = stringIn(root, "payload");
  const entries = [root, ...objectsIn(root, "signatures")];
  const json = new JsonTwin(maker, text, depth);
  const isUnencoded = entries.some((entry) => {
    const header = stringIn(entry, "protected");
    return header !== null && hasUnencodedPayload(headerIn(header.value));
  });
  const twinPayload = payload === null ? "" : await twinOfPayload(maker, payload.value, depth, isUnencoded);
  if (payload !== null) json.put(payload, twinPayload);
  for (const [index, entry] of entries.entries()) {
    await replaceEntry(maker, text, json, entry, Math.max(0, index - 1), twinPayload, depth); // oxlint-disable-line no-await-in-loop
  }
  for (const entry of entries) json.replaceOthers(entry, ["payload", "protected", "header", "signature", "signatures"]);
  return json.made();
}

const headerIn = (segment: string): JsonDocument => parseJson(textOfOctets(readSegment(segment).bytes));

async function replaceEntry(
  maker: Maker,
  text: string,
  json: JsonTwin,
  entry: JsonObject,
  index: number,
  payload: string,
  depth: number,
): Promise<void> {
  const header = stringIn(entry, "protected");
  const signature = stringIn(entry, "signature");
  const unprotected = valueIn(entry, "header");
  const twin = header === null ? "" : await twinOfSegment(maker, header.value, depth, "header");
  if (header !== null) json.put(header, twin);
  const binds = index === 0 && signature !== null;
  if (unprotected?.type === "object") await replaceUnprotected(maker, text, json, unprotected, binds);
  else if (unprotected !== null) json.replace(unprotected, "");
  if (signature === null) return;
  // Its header parameters as one, whichever header has them.
  const own = header === null ? null : headerIn(header.value).root;
  const members = [own, unprotected].flatMap((part) => (part?.type === "object" ? part.members : []));
  const joined: JsonDocument = { ...parseJson("{}"), root: { type: "object", range: { start: 0, end: 2 }, members } };
  const token: ParsedToken = { ...parseToken(""), text, header: { text: "", utf8: [], json: joined } };
  const judged = maker.judged?.text === text ? maker.judged.judgement : null;
  const isWrong = (judged?.seals?.each[index] ?? judged)?.state === "invalid";
  const signingInput = `${twin}.${payload}`;
  const made = await twinOfSignature(maker, token, signature.value, signingInput, { key: null, isWrong });
  json.put(signature, made);
  if (binds && unprotected?.type === "object")
    await replaceBinding(maker, text, json, unprotected, `${signingInput}.${made}`, depth);
}

/**
 * An unprotected header, with its disclosures treated like those of a compact SD-JWT (RFC 9901 section 8.1).
 * `binds`: its key binding is made after the signature.
 */
async function replaceUnprotected(
  maker: Maker,
  text: string,
  json: JsonTwin,
  header: JsonObject,
  binds: boolean,
): Promise<void> {
  const disclosures = valueIn(header, "disclosures");
  const isListed = disclosures?.type === "array";
  for (const item of isListed ? disclosures.items : []) {
    if (item.type === "string") json.put(item, await twinOfDisclosure(maker, item.value)); // oxlint-disable-line no-await-in-loop
    else json.replace(item, "");
  }
  const isBound = binds && stringIn(header, "kb_jwt") !== null && compactSdJwt(parseToken(text)) !== null;
  json.replaceOthers(header, [...(isListed ? ["disclosures"] : []), ...(isBound ? ["kb_jwt"] : [])]);
}

/** The key binding of the first unprotected header: it binds the compact form with that signature (RFC 9901 section 8.1). */
async function replaceBinding(
  maker: Maker,
  text: string,
  json: JsonTwin,
  header: JsonObject,
  jws: string,
  depth: number,
): Promise<void> {
  const token = openSeal(parseToken(text), 0);
  const binding = stringIn(header, "kb_jwt");
  const before = compactSdJwt(token);
  if (binding === null || before === null) return;
  const own = selectiveOf(token)?.disclosures ?? [];
  const disclosures = await Promise.all(own.map((one) => twinOfDisclosure(maker, one.text)));
  const twin = [jws, ...disclosures, ""].join("~");
  json.put(binding, await twinOfBinding(maker, binding.value, before, twin, token, depth));
}
