import { parseJson } from "../json/parse.ts";
import { lastMember, stringMember, wholeObject } from "../json/query.ts";
import type { JsonDocument, JsonObject, JsonString } from "../json/types.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import type { Range } from "../text/range.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { withDetached } from "./detached.ts";
import { jsonEnvelope, JSON_FORMS, stringOf } from "./json-form.ts";
import { hasUnencodedPayload, jsonPart } from "./parse.ts";
import type { JsonEnvelope, JsonPart, ParsedToken, ReadSeal, Segment, SegmentName } from "./types.ts";

/** More signatures or recipients than anyone looks at; later ones are not judged. */
export const MOST_SEALS = 64;

/** A JSON form as far as it was read, with a token of the compact form's shape for each signature or recipient. */
export interface JsonSeals {
  readonly envelope: JsonEnvelope;
  /** Its JSON or its members break RFC 7515 section 7.2 or RFC 7516 section 7.2, whichever signature is selected. */
  readonly isBroken: boolean;
  /** The parameter (`b64`, `enc`) that must be the same for all of them but is not, and the first that differs. */
  readonly differing: { readonly name: string; readonly index: number } | null;
  readonly seals: readonly OneSeal[];
}

/** One signature or recipient. */
export interface OneSeal {
  /**
   * It has the segments it would have in the compact form and, as its header, the union of its headers, so it is
   * judged like any compact token. Its text is that of the whole.
   */
  readonly token: ParsedToken;
  readonly protected: JsonPart | null;
  /** Its headers break a rule: one is not an object, two share a member, or a parameter that must be protected is not. */
  readonly isBroken: boolean;
}

const known = new WeakMap<ParsedToken, JsonSeals>();

/** Reads a JSON form. The same token gets the same object, however it was opened. Linear in the text except for `MOST_SEALS`. */
export function jsonSeals(token: ParsedToken): JsonSeals {
  let seals = known.get(token);
  if (seals === undefined) {
    seals = read(token);
    known.set(token, seals);
  }
  return seals;
}

const opened = new WeakMap<JsonSeals, Map<string, ParsedToken>>();

/**
 * A JSON form as one of its signatures or recipients: with that one's segments and protected header, so that panes
 * and edits treat it like any token. `wanted` is its index; null if none was chosen, and the first is used. A token
 * of another form, or without any, is returned as it is. The same question gets the same object.
 */
export function openSeal(token: ParsedToken, wanted: number | null): ParsedToken {
  if (token.form !== "jws-json" && token.form !== "jwe-json") return token;
  const read = jsonSeals(token);
  const { seals } = read;
  const index = Math.min(wanted ?? 0, seals.length - 1);
  const one = seals[index];
  if (one === undefined) return token;
  const isChosen = wanted !== null || seals.length === 1;
  const made = opened.get(read) ?? new Map<string, ParsedToken>();
  opened.set(read, made);
  const name = `${index} ${isChosen}`;
  let asSeal = made.get(name);
  if (asSeal === undefined) {
    const { header: joined, ...rest } = one.token;
    const seal = { index, count: seals.length, isChosen, joined: joined! };
    asSeal = { ...rest, form: token.form, header: one.protected, seal };
    made.set(name, asSeal);
    known.set(asSeal, read);
  }
  return asSeal;
}

/** The token used to judge and sign an opened JSON form; any other token as it is. */
export function sealedToken(token: ParsedToken): ParsedToken {
  if (token.seal === undefined) return token;
  const { token: one } = jsonSeals(token).seals[token.seal.index]!;
  return token.detached === undefined ? one : withDetached(one, token.detached.payload);
}

/**
 * Header parameters that define the protected bytes, and mean nothing where anyone could have added them (RFC 7515
 * section 4.1.11, RFC 7797 section 3, RFC 7516 section 4.1.3).
 */
const MUST_BE_PROTECTED = { "jws-json": ["crit", "b64"], "jwe-json": ["crit", "zip"] } as const;

/** What must be absent if it is empty (RFC 7515 section 7.2.1, RFC 7516 section 7.2.1): an empty text is not even a JSON object. */
export const ABSENT_IF_EMPTY: readonly string[] = ["protected", "encrypted_key", "iv", "tag", "aad"];

function read({ text, form }: ParsedToken): JsonSeals {
  const names = JSON_FORMS[form === "jwe-json" ? "jwe-json" : "jws-json"];
  const envelope = jsonEnvelope(text, names);
  const { json, list, seals } = envelope;
  const root = wholeObject(json);
  const object = json.root?.type === "object" ? json.root : null;
  const isOther = (name: string): boolean => {
    const value = object && lastMember(object, name)?.value;
    return value ? value.type !== "string" : false;
  };
  const both = list !== null && names.ofOne.some((name) => object !== null && lastMember(object, name) !== null);
  const read =
    object === null ? [] : seals.slice(0, MOST_SEALS).map((seal) => oneSeal(text, envelope.form, object, seal));
  const differing = differingIn(read, envelope.form === "jwe-json");
  const isBroken =
    root === null ||
    both ||
    differing !== null ||
    (list !== null && (list.type !== "array" || list.items.length === 0 || list.items.length !== seals.length)) ||
    names.strings.some(isOther);
  return { envelope, isBroken, differing, seals: read };
}

/**
 * Where the signatures disagree on how the payload is encoded (RFC 7797 section 3), or the recipients on how the
 * content is encrypted (RFC 7516 section 7.2.1).
 */
function differingIn(seals: readonly OneSeal[], isJwe: boolean): JsonSeals["differing"] {
  const said = ({ token }: OneSeal): unknown =>
    isJwe ? stringMember(token.header!.json, "enc") : token.unencodedPayload === true;
  const index = seals.findIndex((seal) => said(seal) !== said(seals[0]!));
  return index < 0 ? null : { name: isJwe ? "enc" : "b64", index };
}

function oneSeal(
  text: string,
  form: "jws-json" | "jwe-json",
  root: JsonObject,
  { entry, unprotected }: JsonEnvelope["seals"][number],
): OneSeal {
  const isJwe = form === "jwe-json";
  const segment = (name: SegmentName, object: JsonObject, member: string): Segment => {
    const node = stringOf(object, member);
    const at = object.range.end - 1;
    return node === null ? segmentOf(name, "", { start: at, end: at }) : fromString(name, node);
  };
  const own = stringOf(entry, "protected") === null ? root : entry;
  const header = segment("header", own, "protected");
  const part = header.text === "" ? null : jsonPart(header.bytes);
  const shared = isJwe ? lastMember(root, "unprotected")?.value : undefined;
  const plain = [...(shared?.type === "object" ? [shared] : []), ...(unprotected === null ? [] : [unprotected])];
  const joined = joinHeaders(part, text, plain);
  const isUnencoded = !isJwe && hasUnencodedPayload(joined.json);
  const payload = segment("payload", root, "payload");
  const segments = isJwe
    ? [
        header,
        segment("encrypted-key", entry, "encrypted_key"),
        segment("iv", root, "iv"),
        segment("ciphertext", root, "ciphertext"),
        segment("tag", root, "tag"),
      ]
    : [
        header,
        isUnencoded ? { ...payload, bytes: encodeUtf8(payload.text), problems: [] } : payload,
        segment("signature", entry, "signature"),
      ];
  const aad = isJwe ? stringOf(root, "aad") : null;
  const isNone = (object: JsonObject, name: string, type: "object" | "string"): boolean => {
    const value = lastMember(object, name)?.value;
    return value !== undefined && value.type !== type;
  };
  return {
    token: {
      text,
      form: isJwe ? "jwe" : "jws",
      segments,
      segmentCount: segments.length,
      header: joined,
      payload: isJwe ? null : jsonPart(segments[1]!.bytes),
      ...(isUnencoded ? { unencodedPayload: true } : {}),
      ...(aad === null ? {} : { aad: aad.value }),
    },
    protected: part,
    isBroken:
      isNone(entry, "header", "object") ||
      (isJwe && isNone(root, "unprotected", "object")) ||
      isNone(entry, "protected", "string") ||
      isNone(entry, isJwe ? "encrypted_key" : "signature", "string") ||
      [root, entry].some((object) => ABSENT_IF_EMPTY.some((name) => stringOf(object, name)?.value === "")) ||
      (!isJwe && lastMember(entry, "signature") === null) ||
      (aad !== null && decodeBase64Url(aad.value).problems.length > 0) ||
      sharesMember(part, plain) ||
      plain.some(({ members }) => members.some(({ name }) => isProtectedOnly(form, name))),
  };
}

/** Whether a header parameter of a form counts only in the protected header. */
export function isProtectedOnly(form: "jws-json" | "jwe-json", name: string): boolean {
  return (MUST_BE_PROTECTED[form] as readonly string[]).includes(name);
}

/** Whether two headers share a member, which is not allowed (RFC 7515 section 7.2.1, RFC 7516 section 7.2.1). */
function sharesMember(part: JsonPart | null, plain: readonly JsonObject[]): boolean {
  const root = part?.json.root;
  const names = new Set<string>();
  return [...(root?.type === "object" ? [root] : []), ...plain].some(({ members }) => {
    const own = new Set(members.map(({ name }) => name));
    const isShared = [...own].some((name) => names.has(name));
    for (const name of own) names.add(name);
    return isShared;
  });
}

/**
 * The JOSE Header as one JSON text: the union of all headers (RFC 7515 section 5.2 step 4). A protected header that
 * is not an object is used alone.
 */
function joinHeaders(part: JsonPart | null, text: string, plain: readonly JsonObject[]): JsonPart {
  const root = part && wholeObject(part.json);
  if (part !== null && (root === null || plain.length === 0)) return part;
  const inside = (of: string, { members }: JsonObject): readonly string[] =>
    members.map(({ range }) => of.slice(range.start, range.end));
  const members = [
    ...(part !== null && root ? inside(part.json.text, root) : []),
    ...plain.flatMap((object) => inside(text, object)),
  ];
  const joined = `{${members.join(",")}}`;
  return { text: joined, utf8: part?.utf8 ?? [], json: parseJson(joined) };
}

/** The JOSE Header while the panes differ from the token: the union of what they contain. */
export function joinedHeader(header: JsonDocument, unprotected: readonly JsonDocument[]): JsonDocument {
  const root = wholeObject(header);
  const plain = unprotected.flatMap((document) => wholeObject(document)?.members ?? []);
  if (plain.length === 0) return header;
  // A missing header leaves its place to the others.
  if (root === null && header.text.trim() !== "") return header;
  return {
    ...header,
    root: { type: "object", range: { start: 0, end: 0 }, members: [...(root?.members ?? []), ...plain] },
    problems: [],
  };
}

const NOWHERE: Range = { start: 0, end: 0 };

const jose = new WeakMap<JsonDocument, { readonly seal: ParsedToken["seal"]; readonly header: JsonObject | null }>();

/**
 * The JOSE Header of a token, where `header` is the header pane's: the parameters that a verifier uses. Policy,
 * gateway, verifier configurations and error messages all get it here, by one rule:
 *
 * - For a compact token it is the header; for a JSON form, the union of the protected and unprotected headers of the
 *   chosen signature or recipient (RFC 7515 sections 4 and 7.2.1, RFC 7516 sections 4 and 7.2.1). No name may be in
 *   both; if one is, the protected one counts.
 * - Anything decided by an unprotected parameter (`isUnprotected`) says so next to its value: a verifier sees it, but
 *   anyone can change it without breaking the token, so it is no reason to trust it (RFC 7515 section 10.7, RFC 8725
 *   section 3.11).
 *
 * The ranges of unprotected members do not refer to the pane. Null if the pane does not contain an object. The same
 * question gets the same object.
 */
export function joseHeader({ seal }: Pick<ParsedToken, "seal">, header: JsonDocument): JsonObject | null {
  if (seal === undefined) return wholeObject(header);
  let known = jose.get(header);
  if (known?.seal !== seal) {
    known = { seal, header: unionOf(seal, header) };
    jose.set(header, known);
  }
  return known.header;
}

/** Whether a parameter of a JOSE Header, as returned by `joseHeader`, is unprotected. */
export function isUnprotected(header: JsonObject, name: string): boolean {
  return lastMember(header, name)?.range === NOWHERE;
}

function unionOf(seal: ReadSeal, header: JsonDocument): JsonObject | null {
  const own = wholeObject(header);
  const joined = wholeObject(seal.joined.json);
  if (joined === null || (own === null && header.text.trim() !== "")) return own;
  const names = new Set(own?.members.map(({ name }) => name));
  const others = joined.members
    .filter(({ name }) => !names.has(name))
    .map((member) => ({
      ...member,
      range: NOWHERE,
      nameRange: NOWHERE,
      value: { ...member.value, range: NOWHERE },
    }));
  if (own !== null && others.length === 0) return own;
  return { type: "object", range: own?.range ?? NOWHERE, members: [...(own?.members ?? []), ...others] };
}

function fromString(name: SegmentName, { value, range }: JsonString): Segment {
  return segmentOf(name, value, { start: range.start + 1, end: Math.max(range.start + 1, range.end - 1) });
}

function segmentOf(name: SegmentName, text: string, range: Range): Segment {
  const { bytes, problems } = decodeBase64Url(text, range.start);
  return { name, range, text, bytes, problems };
}
