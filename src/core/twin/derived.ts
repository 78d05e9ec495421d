import { innerForm } from "../envelope/places.ts";
import { parseToken } from "../envelope/parse.ts";
import { selectiveOf } from "../envelope/selective.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonDocument, JsonNode } from "../json/types.ts";
import { thumbprint } from "../keys/formats/thumbprint.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { textOfOctets } from "../text/octets.ts";
import { twinOfCertificate } from "./certificate.ts";
import { hash, HASH_BITS, type Maker, MOST_DEPTH } from "./maker.ts";
import { certificatesIn, jwkOf } from "./members.ts";
import { twinOfDisclosure } from "./sd-jwt.ts";
import { readSegment } from "./segment.ts";

/** Records what other values may be computed from in a token: its hashes, and those of its certificates, disclosures and keys. */
export async function learnDerived(maker: Maker, text: string, depth = 0): Promise<void> {
  if (depth > MOST_DEPTH || maker.learnt.has(text)) return;
  maker.learnt.add(text);
  const token = parseToken(text);
  if (token.form === "empty" || token.form === "text") return;
  await maker.deriveDigests(text, async () => maker.token(text, depth), [256]);
  for (const bits of HASH_BITS) {
    // The left half, as in at_hash (OpenID Connect Core section 3.1.3.6).
    const half = async (said: string): Promise<string> =>
      encodeBase64Url((await hash(bits, said)).subarray(0, bits / 16));
    const value = await half(text); // oxlint-disable-line no-await-in-loop
    maker.derive(value, async () => half(await maker.token(text, depth)));
  }
  const [certificate] = certificatesIn(token.header?.json.root);
  if (certificate !== undefined) {
    for (const algorithm of ["SHA-1", "SHA-256"]) {
      const digest = async (said: string): Promise<string> =>
        encodeBase64Url(new Uint8Array(await globalThis.crypto.subtle.digest(algorithm, readSegment(said).bytes)));
      const value = await digest(certificate); // oxlint-disable-line no-await-in-loop
      maker.derive(value, async () => digest(await twinOfCertificate(maker, certificate)));
    }
  }
  const documents: (JsonDocument | undefined)[] = [token.header?.json, token.payload?.json];
  for (const { text: disclosure } of selectiveOf(token)?.disclosures ?? []) {
    if (disclosure === "" || disclosure.includes(".")) continue;
    await maker.deriveDigests(disclosure, async () => twinOfDisclosure(maker, disclosure)); // oxlint-disable-line no-await-in-loop
    documents.push(parseJson(textOfOctets(readSegment(disclosure).bytes)));
  }
  for (const document of documents) if (document?.root) await learnWithin(maker, document.root, depth); // oxlint-disable-line no-await-in-loop
}

/** Records the tokens within a document, and the thumbprints of its keys (RFC 7638). */
async function learnWithin(maker: Maker, node: JsonNode, depth: number): Promise<void> {
  const waiting: JsonNode[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.type === "array") waiting.push(...next.items);
    if (next.type === "string" && innerForm(next.value) !== null) await learnDerived(maker, next.value, depth + 1); // oxlint-disable-line no-await-in-loop
    if (next.type !== "object") continue;
    waiting.push(...next.members.map(({ value }) => value));
    const jwk = jwkOf(next);
    if (jwk === null) continue;
    const name = await thumbprint(jwk).catch(() => null); // oxlint-disable-line no-await-in-loop
    if (name === null) continue;
    maker.derive(name, async () => {
      const made = await maker.keyring.inPlaceOf(jwk);
      return made === null ? maker.replacer.opaque(name) : thumbprint(made);
    });
  }
}
