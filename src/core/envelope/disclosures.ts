import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { sha3_256, sha3_384, sha3_512 } from "@noble/hashes/sha3.js";
import { parseJson } from "../json/parse.ts";
import { wholeObject } from "../json/query.ts";
import type { JsonArray, JsonDocument, JsonMember, JsonNode, JsonObject } from "../json/types.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import type { Range } from "../text/range.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "./parse.ts";
import type { Selective, Slice } from "./types.ts";

/** The hashes supported for digests, by their names in the IANA registry "Named Information Hash Algorithm". */
const HASHES: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map<
  string,
  (bytes: Uint8Array) => Uint8Array
>([
  ["sha-256", sha256],
  ["sha-384", sha384],
  ["sha-512", sha512],
  ["sha3-256", sha3_256],
  ["sha3-384", sha3_384],
  ["sha3-512", sha3_512],
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
  /**
   * The same as a document, to be judged like any payload; null as `claims`. Signed values have their places in the
   * payload's text. The text of disclosed values follows it, and `disclosureOf` gives their disclosures.
   */
  readonly processed: JsonDocument | null;
  /** Digests that occur more than once, with the range of the later one in the payload; null: it is in a disclosure. */
  readonly repeated: readonly { readonly digest: string; readonly range: Range | null }[];
}

/** Whether a verifier must reject the SD-JWT for its disclosures (RFC 9901 section 7.1). */
export function isRefused({ disclosures, repeated }: OpenedClaims): boolean {
  return (
    repeated.length > 0 ||
    disclosures.some(
      ({ state, isTaken, isMisplaced }) => !["matched", "unknown"].includes(state) || isTaken || isMisplaced,
    )
  );
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

const known = new WeakMap<JsonDocument, WeakMap<Selective, OpenedClaims>>();

/**
 * Puts disclosures into the signed claims as in RFC 9901 section 7.1. Never fails: a disclosure that must be rejected
 * is marked and left out. The same question gets the same object. Each disclosure is used once, so the time is linear
 * in the text.
 */
export function openDisclosures(payload: JsonDocument, selective: Selective): OpenedClaims {
  let ofPayload = known.get(payload);
  if (ofPayload === undefined) known.set(payload, (ofPayload = new WeakMap()));
  let opened = ofPayload.get(selective);
  if (opened === undefined) ofPayload.set(selective, (opened = open(payload, selective)));
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
  if (!isOpenable) return { disclosures, claims: null, processed: null, repeated: [] };
  for (const one of disclosures) if (one.state === "unknown") one.state = "unmatched";
  const byDigest = new Map(disclosures.filter(({ state }) => state !== "duplicate").map((one) => [one.digest!, one]));
  const met = new Set<string>();
  let isCut = false;
  let hiddenAtTop = 0;
  const repeated: { digest: string; range: Range | null }[] = [];
  const texts = [payload.text];
  let length = payload.text.length;

  /** The disclosure that a digest refers to, if this is the digest's first occurrence. */
  function named(node: JsonNode, { disclosure }: Source, depth: number): Mutable | null {
    if (node.type !== "string") return null;
    const { value, range } = node;
    if (met.has(value)) repeated.push({ digest: value, range: disclosure === null ? range : null });
    const one = met.has(value) ? undefined : byDigest.get(value);
    if (depth === 0 && one === undefined && !met.has(value)) hiddenAtTop += 1;
    met.add(value);
    if (one?.state === "unmatched") one.state = "matched";
    return one?.state === "matched" ? one : null;
  }

  /** The text of a disclosure, put after all others. */
  function sourceOf({ json, range }: Mutable): Source {
    const source = { offset: length, disclosure: range };
    texts.push(json!.text);
    length += json!.text.length;
    return source;
  }

  function placed(range: Range, { offset, disclosure }: Source): Range {
    if (disclosure === null) return range;
    const moved = { start: range.start + offset, end: range.end + offset };
    disclosed.set(moved, disclosure);
    return moved;
  }

  function written(node: JsonNode, source: Source, depth: number): JsonNode {
    if (depth >= MOST_DEPTH) isCut = true;
    else if (node.type === "object") return object(node, source, depth);
    else if (node.type === "array") return array(node, source, depth);
    return { ...node, range: placed(node.range, source) };
  }

  function object(node: JsonObject, source: Source, depth: number): JsonObject {
    const own = new Map(node.members.map((member) => [member.name, member]));
    const digests = own.get("_sd")?.value;
    const members = [...own.values()]
      .filter(({ name }) => name !== "_sd" && !(depth === 0 && name === "_sd_alg"))
      .map(({ name, nameRange, range, value }): JsonMember => ({
        name,
        nameRange: placed(nameRange, source),
        range: placed(range, source),
        value: written(value, source, depth + 1),
      }));
    const names = new Set(own.keys());
    for (const digest of digests?.type === "array" ? digests.items : []) {
      const one = named(digest, source, depth);
      if (one === null) continue;
      const [, name, value] = itemsOf(one);
      if (name?.type !== "string" || value === undefined) one.isMisplaced = true;
      else if (names.has(name.value)) one.isTaken = true;
      else {
        names.add(name.value);
        const from = sourceOf(one);
        const nameRange = placed(name.range, from);
        second.add(nameRange);
        members.push({
          name: name.value,
          nameRange,
          range: placed({ start: name.range.start, end: value.range.end }, from),
          value: written(value, from, depth + 1),
        });
      }
    }
    return { type: "object", range: placed(node.range, source), members };
  }

  function array(node: JsonArray, source: Source, depth: number): JsonArray {
    const items = node.items.flatMap((item): readonly JsonNode[] => {
      const digest = item.type === "object" && item.members.length === 1 ? item.members[0]! : null;
      if (digest?.name !== "..." || digest.value.type !== "string") return [written(item, source, depth + 1)];
      const one = named(digest.value, source, depth);
      if (one === null) return [];
      const [, value, none] = itemsOf(one);
      one.isMisplaced = value === undefined || none !== undefined;
      return one.isMisplaced ? [] : [written(value!, sourceOf(one), depth + 1)];
    });
    return { type: "array", range: placed(node.range, source), items };
  }

  const claims = object(root, { offset: 0, disclosure: null }, 0);
  hidden.set(claims, hiddenAtTop);
  // Too deep to be searched.
  if (isCut) for (const one of disclosures) if (one.state === "unmatched") one.state = "unknown";
  const text = texts.join("");
  return {
    disclosures,
    claims: spelled(claims, text),
    processed: { text, root: claims, problems: [] },
    repeated,
  };
}

/** Where in the text of the processed payload a document was put, and the place of its disclosure in the token; null: it was signed. */
interface Source {
  readonly offset: number;
  readonly disclosure: Range | null;
}

const disclosed = new WeakMap<Range, Range>();
/** Ranges of names that are the second element of a disclosure. */
const second = new WeakSet<Range>();
const hidden = new WeakMap<JsonObject, number>();

/** The place in the token of the disclosure that a value of processed claims comes from, by the value's range; null: it was signed. */
export function disclosureOf(range: Range): Range | null {
  return disclosed.get(range) ?? null;
}

/**
 * How many digests at the top level of processed claims have no disclosure. Each may hide a claim or be a decoy (RFC 9901
 * section 4.2.5), so an absent claim may be hidden, or missing.
 */
export function hiddenIn(claims: JsonObject): number {
  return hidden.get(claims) ?? 0;
}

/** The claims that a verifier uses (RFC 9901 section 7.1): the processed payload of an SD-JWT, the payload of any other token. */
export function processedPayload(payload: JsonDocument, selective: Selective | null | undefined): JsonDocument {
  return (selective && openDisclosures(payload, selective).processed) ?? payload;
}

/** The same for a layer of a token, with the edits in its panes. */
export function claimsIn({ payload, envelope }: WithClaims): JsonDocument {
  return processedPayload(payload.json, envelope?.selective);
}

interface WithClaims {
  readonly payload: { readonly json: JsonDocument };
  readonly envelope: { readonly selective: Selective | null } | null;
}

/** The part of an SD-JWT that holds a range outside the payload. */
export type Elsewhere = "disclosure" | "binding";

const inBinding = new WeakSet<Range>();

/** Which part of the token a range of `disclosureOf` is. */
export function partOfPlace(place: Range): Elsewhere {
  return inBinding.has(place) ? "binding" : "disclosure";
}

const bindings = new WeakMap<Selective, { readonly claims: JsonObject | null }>();

/** The claims of the key binding, whose values have their place in it; null if there is none that can be read. */
export function bindingClaims(selective: Selective | null | undefined): JsonObject | null {
  if (!selective?.binding) return null;
  let found = bindings.get(selective);
  if (found === undefined) {
    const { text, range } = selective.binding;
    const { payload } = parseToken(text);
    const claims = payload && wholeObject(payload.json);
    inBinding.add(range);
    found = { claims: claims && (movedTo(claims, range) as JsonObject) };
    bindings.set(selective, found);
  }
  return found.claims;
}

/** A copy of a value whose ranges all map to one place in the token. */
function movedTo(node: JsonNode, place: Range): JsonNode {
  const moved = (range: Range): Range => {
    const own = { ...range };
    disclosed.set(own, place);
    return own;
  };
  const range = moved(node.range);
  if (node.type === "array") return { ...node, range, items: node.items.map((item) => movedTo(item, place)) };
  if (node.type !== "object") return { ...node, range };
  const members = node.members.map((member) => ({
    ...member,
    nameRange: moved(member.nameRange),
    range: moved(member.range),
    value: movedTo(member.value, place),
  }));
  return { ...node, range, members };
}

function spelled(node: JsonNode, text: string): string {
  const slice = ({ start, end }: Range): string => text.slice(start, end);
  switch (node.type) {
    case "object":
      return `{${node.members
        .map(({ name, nameRange, value }) => {
          const shown = second.has(nameRange) ? JSON.stringify(name) : slice(nameRange);
          return `${shown}:${spelled(value, text)}`;
        })
        .join(",")}}`;
    case "array":
      return `[${node.items.map((item) => spelled(item, text)).join(",")}]`;
    default:
      return slice(node.range);
  }
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

/** Whether a text has the form of a disclosure (RFC 9901 section 4.2), whether or not a digest refers to it. */
export function isDisclosure(text: string): boolean {
  return partsOf(text).problem === null;
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
