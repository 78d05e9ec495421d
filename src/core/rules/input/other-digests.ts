import { digestOf, type Disclosure } from "../../envelope/disclosures.ts";
import type { JsonDocument, JsonNode } from "../../json/types.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { otherSpelling, spellingsOf } from "../../text/digest-spelling.ts";
import type { Range } from "../../text/range.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { at } from "../support/facts.ts";
import type { Fix, Place } from "../types.ts";

/** The place of a digest that was computed differently, and how. */
interface OtherDigest {
  readonly args: { readonly how: string };
  readonly place: Place;
  readonly fix: Fix | null;
}

const OTHER_HASHES = ["sha-256", "sha-384", "sha-512"];
/** The most disclosures that are searched for: nobody repairs more. */
const MOST_SOUGHT = 100;

/**
 * Finds the digests of unmatched disclosures in another encoding, with another hash, or over other characters than
 * those of the disclosure (RFC 9901 section 4.2.3). Linear in the texts, which are read at most once.
 */
export function createOtherDigests(
  payload: JsonDocument,
  disclosures: readonly Disclosure[],
  hash: string | null,
): (one: Disclosure) => OtherDigest | null {
  let found: ReadonlyMap<string, Found> | null = null;
  let sought = 0;
  return ({ text, digest }) => {
    sought += 1;
    if (digest === null || sought > MOST_SOUGHT) return null;
    found ??= digestsIn(payload, disclosures);
    for (const [other, how] of madeOtherwise(text, digest, hash)) {
      const there = found.get(other);
      if (there === undefined) continue;
      const place = there.disclosure === null ? at("payload", there.range) : at("token", there.disclosure);
      const fix = { kind: "replace", place, insert: JSON.stringify(digest) } as const;
      return { args: { how }, place, fix: there.disclosure === null ? fix : null };
    }
    return null;
  };
}

/** What `sd_hash` contains instead of the digest of the presentation `bound`, which ends with a tilde; null if unknown. */
export function otherSdHash(said: string, bound: string, hash: string | null): string | null {
  const digest = digestOf(bound, hash);
  if (digest === null) return null;
  const spelling = otherSpelling(said, digest);
  if (spelling !== null) return spelling;
  const issued = bound.slice(0, bound.indexOf("~"));
  for (const [text, what] of [
    [bound.slice(0, -1), "the digest without the last ~"],
    [issued, "the digest of the issuer's JWT alone"],
    [`${issued}~`, "the digest of the issuer's JWT without the disclosures"],
  ] as const) {
    const other = digestOf(text, hash);
    if (text !== bound && other !== null && (said === other || otherSpelling(said, other) !== null)) return what;
  }
  const name = OTHER_HASHES.find((other) => other !== hash && said === digestOf(bound, other));
  return name === undefined ? null : `its digest with ${name} instead of ${hash}`;
}

/** The values that may be in the digest's place, each with a description. */
function* madeOtherwise(text: string, digest: string, hash: string | null): Generator<readonly [string, string]> {
  for (const other of spellingsOf(digest)) yield [other, otherSpelling(other, digest) ?? "in another encoding"];
  const decoded = digestOf(decodeUtf8(decodeBase64Url(text).bytes).text, hash) ?? "";
  yield [decoded, "the digest of the decoded JSON"];
  for (const name of OTHER_HASHES) {
    const other = name === hash ? null : digestOf(text, name);
    if (other !== null) yield [other, `the digest with ${name} instead of ${hash}`];
  }
}

interface Found {
  readonly range: Range;
  /** The disclosure that it is in; null: it is in the payload. */
  readonly disclosure: Range | null;
}

/** All digests in the payload and the disclosures. */
function digestsIn(payload: JsonDocument, disclosures: readonly Disclosure[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  const sources: (readonly [JsonNode | null, Range | null])[] = [
    [payload.root, null],
    ...disclosures.map(({ json, range }) => [json?.root ?? null, range] as const),
  ];
  for (const [root, disclosure] of sources) {
    const waiting: JsonNode[] = root === null ? [] : [root];
    const add = (node: JsonNode): void => {
      if (node.type === "string" && !found.has(node.value)) found.set(node.value, { range: node.range, disclosure });
    };
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.type === "array") for (const item of node.items) waiting.push(item);
      if (node.type !== "object") continue;
      for (const { name, value } of node.members) {
        if (name === "...") add(value);
        if (name === "_sd" && value.type === "array") for (const item of value.items) add(item);
        else waiting.push(value);
      }
    }
  }
  return found;
}
