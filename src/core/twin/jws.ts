import type { JWK } from "jose";
import type { ParsedToken, Segment } from "../envelope/types.ts";
import { stringMember } from "../json/query.ts";
import type { JsonDocument } from "../json/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { certifiedKey } from "./certificate.ts";
import { twinOfContent, twinOfSegment } from "./content.ts";
import { twinOfValue } from "./json-twin.ts";
import { isOneByte, type Maker } from "./maker.ts";
import { certificatesIn, jwkOf, valueIn } from "./members.ts";
import { signatureLike } from "./signature.ts";

/** How a signature is made: with this key, or one found for it; and whether it must not verify. */
interface SignAs {
  readonly key: JWK | null;
  readonly isWrong: boolean;
}

/** A JWS in the compact form, signed by `key`, or by the one for its header. `whole`: the token that this is the signed part of. */
export async function twinOfJws(
  maker: Maker,
  token: ParsedToken,
  depth: number,
  key: JWK | null = null,
  whole = token.text,
): Promise<string> {
  const { text, segments } = token;
  const isWrong = maker.judged?.text === whole && maker.judged.judgement.state === "invalid";
  const made: string[] = [];
  for (const segment of segments) {
    made.push(await twinOfPart(maker, token, segment, made, depth, { key, isWrong })); // oxlint-disable-line no-await-in-loop
  }
  return assembled(maker, text, segments, made);
}

async function twinOfPart(
  maker: Maker,
  token: ParsedToken,
  { name, text }: Segment,
  before: readonly string[],
  depth: number,
  signing: SignAs,
): Promise<string> {
  switch (name) {
    case "header":
      return twinOfSegment(maker, text, depth, "header");
    case "payload":
      return twinOfPayload(maker, text, depth, token.unencodedPayload === true);
    case "signature":
      return twinOfSignature(maker, token, text, before.slice(0, 2).join("."), signing);
    default:
      return maker.random(text);
  }
}

/** A payload as it stands in a token: base64url, or plain (RFC 7797). */
export async function twinOfPayload(maker: Maker, text: string, depth: number, isUnencoded: boolean): Promise<string> {
  return isUnencoded ? twinOfContent(maker, text, depth, "payload") : twinOfSegment(maker, text, depth, "payload");
}

/** The text of a token with its segments replaced; the text between them is kept, any other text is not. */
export function assembled(
  { replacer }: Maker,
  text: string,
  segments: readonly Segment[],
  made: readonly string[],
): string {
  let whole = "";
  let done = 0;
  for (const [index, { range }] of segments.entries()) {
    whole += replacer.opaque(text.slice(done, range.start)) + (made[index] ?? "");
    done = range.end;
  }
  return whole + replacer.opaque(text.slice(done));
}

/** The signature of the twin, in the form of the original one. */
export async function twinOfSignature(
  maker: Maker,
  token: ParsedToken,
  text: string,
  signingInput: string,
  as: SignAs,
): Promise<string> {
  const { bytes, write } = maker.segment(text);
  if (bytes.length === 0) return maker.replacer.opaque(text);
  if (isOneByte(bytes)) return text;
  return write(await signed(maker, token, bytes, signingInput, as));
}

async function signed(
  maker: Maker,
  token: ParsedToken,
  bytes: Uint8Array,
  signingInput: string,
  { key, isWrong }: SignAs,
): Promise<Uint8Array> {
  const random = (length: number): Uint8Array => maker.replacer.bytes(length);
  const header = token.header?.json;
  const alg = (header && stringMember(header, "alg")) ?? "";
  const row = algorithmRow(alg);
  if (header === undefined || row === null || row.family === "none") {
    if (row === null && alg !== "") maker.limit("algorithm", alg);
    return random(bytes.length);
  }
  try {
    const signer = key ?? (await signerOf(maker, header, alg, bytes.length));
    const made = await signatureLike(bytes, { alg, key: signer, signingInput, isWrong }, random);
    if (made !== null) return made;
  } catch {
    // Reported below.
  }
  maker.limit("algorithm", alg);
  return random(bytes.length);
}

/** The key that signs: the header's own key if it has one, otherwise one for its `kid`. */
async function signerOf(maker: Maker, header: JsonDocument, alg: string, octets: number): Promise<JWK> {
  const { keyring } = maker;
  const jwk = jwkOf(valueIn(header.root, "jwk"));
  const own = jwk === null ? null : await keyring.inPlaceOf(jwk);
  if (own !== null) return own;
  const [certificate] = certificatesIn(header.root);
  const certified = certificate === undefined ? null : await certifiedKey(certificate);
  const given = stringMember(header, "kid");
  const made =
    (certified === null ? null : await keyring.inPlaceOf(certified)) ?? (await keyring.forSigning(alg, given, octets));
  const kid = given === null ? null : await twinOfValue(maker, given, "kid", null);
  const named: JWK = { ...made, ...(kid === null ? {} : { kid }), alg, use: "sig" };
  maker.keys.set(`sign ${alg} ${kid ?? ""} ${octets}`, { jwk: named, use: "sign" });
  return made;
}
