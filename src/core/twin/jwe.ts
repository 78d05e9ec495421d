import { encryptJwe } from "../crypto/jwe/encrypt.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import { stringMember } from "../json/query.ts";
import { contentEncryptionRow, keyManagementRow } from "../registry/encryption-algorithms.ts";
import { textOfOctets } from "../text/octets.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { twinOfOctets, twinOfSegment } from "./content.ts";
import { JsonTwin, twinOfJson } from "./json-twin.ts";
import { assembled } from "./jws.ts";
import { publicOf } from "./keyring.ts";
import type { Maker } from "./maker.ts";
import { jwkOf, objectsIn, stringIn, valueIn } from "./members.ts";
import { readSegment } from "./segment.ts";

/** A JWE in the compact form is encrypted again if possible; otherwise its parts are random and of the same length. */
export async function twinOfJwe(maker: Maker, token: ParsedToken, depth: number): Promise<string> {
  const { segments, header } = token;
  const sound = segments.length === 5 && segments.every(({ problems }) => problems.length === 0) && header !== null;
  const alg = (header && stringMember(header.json, "alg")) ?? "";
  const enc = (header && stringMember(header.json, "enc")) ?? "";
  const twin = await twinOfSegment(maker, segments[0]?.text ?? "", depth, "header");
  const isSound = sound && header.json.problems.length === 0;
  const encrypted = isSound ? await encryptedAgain(maker, token, alg, enc, twin, depth) : null;
  if (encrypted !== null) return encrypted;
  maker.limit("encryption", alg === "" ? "JWE" : alg);
  return assembled(
    maker,
    token.text,
    segments,
    segments.map(({ text }, index) => (index === 0 ? twin : maker.random(text))),
  );
}

/** The token encrypted to a throwaway key, under the header `twin`; null if that cannot be done, or gives parts of other lengths. */
async function encryptedAgain(
  maker: Maker,
  token: ParsedToken,
  alg: string,
  enc: string,
  twin: string,
  depth: number,
): Promise<string | null> {
  const [row, content] = [keyManagementRow(alg), contentEncryptionRow(enc)];
  if (row === null || content === null) return null;
  const header = token.header?.json;
  const given = jwkOf(valueIn(header?.root, "epk"));
  const isAgreed = row.keyTypes.includes("EC");
  // An ephemeral key that is invalid, or includes its private half, is what is wrong with the token.
  if (isAgreed && (given === null || "d" in given || (await maker.keyring.inPlaceOf(given)) === null)) return null;
  const judgement = maker.judged?.text === token.text ? maker.judged.judgement : null;
  const ciphertext = token.segments[3]?.bytes.length ?? 0;
  let bytes: Uint8Array;
  if (judgement?.opened) bytes = await twinOfOctets(maker, judgement.opened.bytes, depth + 1, "payload");
  else {
    // The content is unknown here.
    bytes = encodeUtf8("x".repeat(enc.includes("CBC") ? Math.max(0, ciphertext - 1) : ciphertext));
    maker.limit("content", alg);
  }
  try {
    const named = header ? stringMember(header, "kid") : null;
    const octets = token.segments[1]?.bytes.length ?? 0;
    const key = await maker.keyring.forRecipient(alg, enc, named, given?.crv ?? null, octets);
    const text = textOfOctets(readSegment(twin).bytes);
    const kid = stringMember(parseJson(text), "kid");
    const outcome = await encryptJwe(
      { header: text, content: Uint8Array.from(bytes) },
      {
        secret: { text: key.kty === "oct" ? (key.k ?? "") : "", encoding: "Base64url" },
        publicKey: { text: key.kty === "oct" ? "" : JSON.stringify(publicOf(key)) },
        privateKey: { text: "" },
      },
    );
    if (outcome.kind !== "encrypted") return null;
    const isZipped = header !== undefined && stringMember(header, "zip") !== null;
    // If a part has the wrong length, that is what is wrong with it.
    const lengths = (one: string): string =>
      one
        .split(".")
        .map(({ length }, at) => (at === 0 || (at === 3 && isZipped) ? "" : length))
        .join();
    if (lengths(outcome.token) !== lengths(token.text)) return null;
    maker.keys.set(`open ${alg} ${kid ?? ""}`, {
      jwk: { ...key, ...(kid === null ? {} : { kid }), alg, use: "enc" },
      use: "decrypt",
    });
    if (judgement?.state !== "invalid") return outcome.token;
    const parts = outcome.token.split(".");
    return [...parts.slice(0, 4), maker.random(parts[4] ?? "")].join(".");
  } catch {
    return null;
  }
}

const RANDOM_MEMBERS = ["encrypted_key", "iv", "ciphertext", "tag", "aad"];
const OPEN_HEADERS = ["header", "unprotected"];

/** A JWE in either JSON form (RFC 7516 section 7.2): its headers are replaced, its other parts are random. */
export async function twinOfJweJson(maker: Maker, text: string, depth: number): Promise<string> {
  maker.limit("encryption", "JSON serialization");
  const { root } = parseJson(text);
  if (root?.type !== "object") return twinOfJson(maker, text, depth, "");
  const json = new JsonTwin(maker, text, depth);
  const entries = [root, ...objectsIn(root, "recipients")];
  for (const entry of entries) {
    for (const name of RANDOM_MEMBERS) {
      const value = stringIn(entry, name);
      if (value !== null) json.put(value, maker.random(value.value));
    }
    const header = stringIn(entry, "protected");
    if (header !== null) json.put(header, await twinOfSegment(maker, header.value, depth, "header")); // oxlint-disable-line no-await-in-loop
    for (const name of OPEN_HEADERS) {
      const value = valueIn(entry, name);
      if (value !== null) json.replace(value, "");
    }
  }
  for (const entry of entries)
    json.replaceOthers(entry, [...RANDOM_MEMBERS, "protected", ...OPEN_HEADERS, "recipients"]);
  return json.made();
}
