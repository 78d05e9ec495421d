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

/** What may be said about the digest of an unmatched disclosure. */
interface OtherDigests {
  /** The digest in another encoding, with another hash, or over other characters than those of the disclosure. */
  readonly made: (one: Disclosure) => OtherDigest | null;
  /** Whether another disclosure has its digest, as it must be; since the disclosure is unmatched, that one does not count itself. */
  readonly isInside: (one: Disclosure) => boolean;
}

/**
 * Finds the digests of unmatched disclosures where they do not count (RFC 9901 sections 4.2.3 and 7.1). Linear in the texts, which are
 * read at most once.
 */
export function createOtherDigests(
  payload: JsonDocument,
  disclosures: readonly Disclosure[],
  hash: string | null,
): OtherDigests {
  let all: ReadonlyMap<string, Found> | null = null;
  const found = (): ReadonlyMap<string, Found> => (all ??= digestsIn(payload, disclosures));
  let sought = 0;
  return {
    isInside: ({ digest }) => digest !== null && (found().get(digest)?.disclosure ?? null) !== null,
    made: ({ text, digest }) => {
      sought += 1;
      if (digest === null || sought > MOST_SOUGHT) return null;
      for (const [other, how] of madeOtherwise(text, digest, hash)) {
        const there = found().get(other);
        if (there === undefined) continue;
        const place = there.disclosure === null ? at("payload", there.range) : at("token", there.disclosure);
        const fix = { kind: "replace", place, insert: JSON.stringify(digest) } as const;
        return { args: { how }, place, fix: there.disclosure === null ? fix : null };
      }
      return null;
    },
  };
}

/** What `sd_hash` contains instead of the digest of a presentation. */
interface OtherSdHash {
  readonly how: string;
  /** Whether it is still made over the disclosures, so that it belongs to this presentation alone. */
  readonly covers: boolean;
}

/** What `sd_hash` contains instead of the digest of the presentation `bound`, which ends with a tilde; null if unknown. */
export function otherSdHash(said: string, bound: string, hash: string | null): OtherSdHash | null {
  const digest = digestOf(bound, hash);
  if (digest === null) return null;
  const spelling = otherSpelling(said, digest);
  if (spelling !== null) return { how: spelling, covers: true };
  const issued = bound.slice(0, bound.indexOf("~"));
  for (const [text, how, covers] of [
    [bound.slice(0, -1), "the digest without the last ~", true],
    [issued, "the digest of the issuer's JWT alone", false],
    [`${issued}~`, "the digest of the issuer's JWT without the disclosures", false],
  ] as const) {
    const other = digestOf(text, hash);
    if (text !== bound && other !== null && (said === other || otherSpelling(said, other) !== null))
      return { how, covers };
  }
  const name = OTHER_HASHES.find((other) => other !== hash && said === digestOf(bound, other));
  return name === undefined ? null : { how: `its digest with ${name} instead of ${hash}`, covers: true };
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
