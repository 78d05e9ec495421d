import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { parseJson } from "../json/parse.ts";
import { wholeObject } from "../json/query.ts";
import type { JsonArray, JsonDocument, JsonNode, JsonObject } from "../json/types.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import type { Range } from "../text/range.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import type { Selective, Slice } from "./types.ts";

/** The hashes supported for digests, by their names in the IANA registry "Named Information Hash Algorithm". */
const HASHES: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map<
  string,
  (bytes: Uint8Array) => Uint8Array
>([
  ["sha-256", sha256],
  ["sha-384", sha384],
  ["sha-512", sha512],
]);

/** Values nested deeper than this are not opened: nobody issues any, and reading must end. */
const MOST_DEPTH = 1000;

/** What is wrong with a disclosure itself (RFC 9901 sections 4.2.1 and 4.2.2). */
type DisclosureProblem = "empty" | "base64url" | "utf8" | "json" | "array" | "name";

/** A disclosure, read. */
export interface Disclosure extends Slice {
  readonly problem: DisclosureProblem | null;
  /** The name of the claim; null for an array element, or if it cannot be read. */
  readonly name: string | null;
  /** Its salt, name and value; null if it is not JSON. */
  readonly json: JsonDocument | null;
  /** Its digest; null if the hash is not supported. */
  readonly digest: string | null;
  /**
   * Whether a digest in the signed claims, or in another disclosure that is in its place, refers to it. `duplicate`:
   * the disclosure is repeated, and this is not the first. `unknown`: the hash is not supported, the signed payload
   * cannot be read, or its digest may be nested too deep.
   */
  readonly state: "matched" | "unmatched" | "duplicate" | "malformed" | "unknown";
  /** It is for a member but is referred to by an element's digest, or the reverse. */
  readonly isMisplaced: boolean;
  /** There is already a claim of its name, which it must not replace. */
  readonly isTaken: boolean;
}

/** The claims of an SD-JWT with its disclosures in place (RFC 9901 section 7.1). */
interface OpenedClaims {
  readonly disclosures: readonly Disclosure[];
  /** The processed payload as JSON text, every value spelled as it was; null if the payload is not an object, or the hash is not supported. */
  readonly claims: string | null;
  /** Digests that occur more than once, with the range of the later one in the payload; null: it is in a disclosure. */
  readonly repeated: readonly { readonly digest: string; readonly range: Range | null }[];
}

/** The name of the hash used for the digests of these claims: SHA-256 if they name none (RFC 9901 section 4.1.1). */
export function hashName(payload: JsonDocument): string | null {
  const root = wholeObject(payload);
  const said = root?.members.findLast(({ name }) => name === "_sd_alg")?.value;
  return said === undefined ? "sha-256" : said.type === "string" ? said.value : null;
}

/** The base64url digest of a text with the named hash (RFC 9901 section 4.2.3); null if the hash is not supported. */
export function digestOf(text: string, hash: string | null): string | null {
  const digest = hash === null ? undefined : HASHES.get(hash);
  return digest === undefined ? null : encodeBase64Url(digest(encodeUtf8(text)));
}

const known = new WeakMap<JsonDocument, { readonly selective: Selective; readonly opened: OpenedClaims }>();

/**
 * Puts disclosures into the signed claims as in RFC 9901 section 7.1. Never fails: a disclosure that must be rejected
 * is marked and left out. The same question gets the same object. Each disclosure is used once, so the time is linear
 * in the text.
 */
export function openDisclosures(payload: JsonDocument, selective: Selective): OpenedClaims {
  const last = known.get(payload);
  if (last?.selective === selective) return last.opened;
  const opened = open(payload, selective);
  known.set(payload, { selective, opened });
  return opened;
}

type Mutable = { -readonly [Name in keyof Disclosure]: Disclosure[Name] };

function open(payload: JsonDocument, selective: Selective): OpenedClaims {
  const hash = hashName(payload);
  const root = wholeObject(payload);
  const seen = new Set<string>();
  const disclosures = selective.disclosures.map((slice): Mutable => {
    const isAgain = seen.has(slice.text);
    seen.add(slice.text);
    return read(slice, hash, isAgain);
  });
  const isOpenable = root !== null && HASHES.has(hash ?? "");
  if (!isOpenable) return { disclosures, claims: null, repeated: [] };
  for (const one of disclosures) if (one.state === "unknown") one.state = "unmatched";
  const byDigest = new Map(disclosures.filter(({ state }) => state !== "duplicate").map((one) => [one.digest!, one]));
  const met = new Set<string>();
  let isCut = false;
  const repeated: { digest: string; range: Range | null }[] = [];

  /** The disclosure that a digest refers to, if this is the digest's first occurrence. */
  function named(node: JsonNode, text: string): Mutable | null {
    if (node.type !== "string") return null;
    const { value, range } = node;
    if (met.has(value)) repeated.push({ digest: value, range: text === payload.text ? range : null });
    const one = met.has(value) ? undefined : byDigest.get(value);
    met.add(value);
    if (one?.state === "unmatched") one.state = "matched";
    return one?.state === "matched" ? one : null;
  }

  function written(node: JsonNode, text: string, depth: number): string {
    if (depth >= MOST_DEPTH) isCut = true;
    else if (node.type === "object") return object(node, text, depth);
    else if (node.type === "array") return array(node, text, depth);
    return text.slice(node.range.start, node.range.end);
  }

  function object(node: JsonObject, text: string, depth: number): string {
    const members = new Map(node.members.map((member) => [member.name, member]));
    const digests = members.get("_sd")?.value;
    const parts = [...members.values()]
      .filter(({ name }) => name !== "_sd" && !(depth === 0 && name === "_sd_alg"))
      .map(
        ({ nameRange, value }) => `${text.slice(nameRange.start, nameRange.end)}:${written(value, text, depth + 1)}`,
      );
    const names = new Set(members.keys());
    for (const digest of digests?.type === "array" ? digests.items : []) {
      const one = named(digest, text);
      if (one === null) continue;
      const [, name, value] = itemsOf(one);
      if (name?.type !== "string" || value === undefined) one.isMisplaced = true;
      else if (names.has(name.value)) one.isTaken = true;
      else {
        names.add(name.value);
        parts.push(`${JSON.stringify(name.value)}:${written(value, one.json!.text, depth + 1)}`);
      }
    }
    return `{${parts.join(",")}}`;
  }

  function array(node: JsonArray, text: string, depth: number): string {
    const parts = node.items.flatMap((item): readonly string[] => {
      const digest = item.type === "object" && item.members.length === 1 ? item.members[0]! : null;
      if (digest?.name !== "..." || digest.value.type !== "string") return [written(item, text, depth + 1)];
      const one = named(digest.value, text);
      if (one === null) return [];
      const [, value, none] = itemsOf(one);
      one.isMisplaced = value === undefined || none !== undefined;
      return one.isMisplaced ? [] : [written(value!, one.json!.text, depth + 1)];
    });
    return `[${parts.join(",")}]`;
  }

  const claims = object(root, payload.text, 0);
  // Too deep to be searched.
  if (isCut) for (const one of disclosures) if (one.state === "unmatched") one.state = "unknown";
  return { disclosures, claims, repeated };
}

function itemsOf({ json }: Disclosure): readonly JsonNode[] {
  return json?.root?.type === "array" ? json.root.items : [];
}

function read(slice: Slice, hash: string | null, isAgain: boolean): Mutable {
  const { problem, json, name } = partsOf(slice.text);
  return {
    ...slice,
    problem,
    name,
    json,
    digest: digestOf(slice.text, hash),
    state: isAgain ? "duplicate" : problem === null ? "unknown" : "malformed",
    isMisplaced: false,
    isTaken: false,
  };
}

function partsOf(text: string): Pick<Disclosure, "problem" | "json" | "name"> {
  const none = { json: null, name: null };
  if (text === "") return { problem: "empty", ...none };
  const { bytes, problems } = decodeBase64Url(text);
  if (problems.length > 0) return { problem: "base64url", ...none };
  const decoded = decodeUtf8(bytes);
  if (decoded.problems.length > 0) return { problem: "utf8", ...none };
  const json = parseJson(decoded.text);
  const { root, problems: syntax } = json;
  if (syntax.length > 0 || !root) return { problem: "json", ...none };
  if (root.type !== "array" || (root.items.length !== 2 && root.items.length !== 3))
    return { problem: "array", json, name: null };
  const [salt, second] = root.items;
  if (salt?.type !== "string") return { problem: "array", json, name: null };
  if (root.items.length === 2) return { problem: null, json, name: null };
  if (second?.type !== "string" || second.value === "_sd" || second.value === "...")
    return { problem: "name", json, name: null };
  return { problem: null, json, name: second.value };
}
