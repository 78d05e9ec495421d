import { parseJson } from "../json/parse.ts";
import { printJson } from "../json/print.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { jsonSeals } from "./json-seals.ts";
import { SELECTIVE_MEMBERS, selectiveOf } from "./selective.ts";
import type { ParsedToken, SegmentName } from "./types.ts";
import { isUnsealed } from "./unsealed.ts";

/** The serialisations of one token (RFC 7515 section 7, RFC 7516 section 7, RFC 9901 sections 4 and 8). */
export type Serialisation = "compact" | "flattened" | "general";

/** Why a token has no such serialisation. */
export type Unconvertible =
  /** It is not read from end to end, or is no signed or encrypted token. */
  | "broken"
  /** It has several signatures or recipients (RFC 7515 sections 7.1, 7.2.2; RFC 7516 sections 7.1, 7.2.2). */
  | "several"
  /** Not all of its header parameters are protected, as all are in the compact form. */
  | "unprotected"
  /** It authenticates `aad`, for which the compact form has no place. */
  | "aad"
  /** What it discloses, or its key binding, cannot stand between two `~` (RFC 9901 section 4). */
  | "disclosures"
  /** Its payload is not encoded and has a dot in it (RFC 7797 section 5.2), or a `~`. */
  | "dot"
  /** It has members that no other form has a place for. */
  | "members";

export type Conversion = { readonly text: string } | { readonly refused: Unconvertible };

/** The serialisation that a token is in; null for what has none, and for what is still to be encrypted. */
export function serialisationOf(token: ParsedToken): Serialisation | null {
  if (isUnsealed(token.text)) return null;
  if (token.form === "jws") return token.segmentCount === 3 ? "compact" : null;
  if (token.form === "sd-jwt") return token.text.split("~", 1)[0]!.split(".").length === 3 ? "compact" : null;
  if (token.form === "jwe") return token.segmentCount === 5 ? "compact" : null;
  if (token.form !== "jws-json" && token.form !== "jwe-json") return null;
  return jsonSeals(token).envelope.list === null ? "flattened" : "general";
}

const OF_JWS: readonly (readonly [SegmentName, string])[] = [
  ["payload", "payload"],
  ["header", "protected"],
  ["signature", "signature"],
];
const OF_JWE: readonly (readonly [SegmentName, string])[] = [
  ["header", "protected"],
  ["encrypted-key", "encrypted_key"],
  ["iv", "iv"],
  ["ciphertext", "ciphertext"],
  ["tag", "tag"],
];

/** The same token in another serialisation: every value is the one that stood there, so that what verified verifies. */
export function convert(token: ParsedToken, to: Serialisation): Conversion {
  const from = serialisationOf(token);
  if (from === null) return { refused: "broken" };
  if (from === to) return { text: token.text };
  if (from === "compact")
    return to === "compact" ? { text: token.text } : inJson(membersOfCompact(token), token.form === "jwe", to);
  const { envelope, isBroken, seals } = jsonSeals(token);
  const root = wholeObject(envelope.json);
  if (root === null || isBroken || seals.length === 0 || seals.some((seal) => seal.isBroken))
    return { refused: "broken" };
  if (envelope.seals.length > 1) return { refused: "several" };
  const isJwe = token.form === "jwe-json";
  const list = isJwe ? "recipients" : "signatures";
  const members = [
    ...membersOf(token.text, root),
    ...(envelope.list === null ? [] : membersOf(token.text, envelope.seals[0]!.entry)),
  ].filter(([name]) => name !== list);
  return to === "compact" ? compact(token, members, isJwe) : inJson(members, isJwe, to);
}

/** A member's name and its value as it is spelled. */
type Spelled = readonly [name: string, literal: string];

function membersOf(text: string, object: JsonObject): readonly Spelled[] {
  const names = [...new Set(object.members.map(({ name }) => name))];
  return names.map((name) => {
    const { range } = lastMember(object, name)!.value;
    return [name, text.slice(range.start, range.end)];
  });
}

function membersOfCompact({ form, segments, text: whole }: ParsedToken): readonly Spelled[] {
  const members = (form === "jwe" ? OF_JWE : OF_JWS).flatMap(([segment, name]): readonly Spelled[] => {
    const text = segments.find((one) => one.name === segment)?.text ?? "";
    // What is empty is spelled by leaving it out (RFC 7516 section 7.2.1, RFC 7515 appendix F), but for a signature.
    return text === "" && name !== "signature" ? [] : [[name, JSON.stringify(text)]];
  });
  return form === "sd-jwt" ? [...members, ["header", selectiveHeader(whole)]] : members;
}

/** The unprotected header of a compact SD-JWT in JSON (RFC 9901 section 8.1). That nothing is disclosed is said, for it is the same token. */
function selectiveHeader(text: string): string {
  const disclosures = text.split("~").slice(1);
  const binding = disclosures.pop();
  return JSON.stringify({ disclosures, ...(binding ? { kb_jwt: binding } : {}) });
}

function inJson(members: readonly Spelled[], isJwe: boolean, to: "flattened" | "general"): Conversion {
  if (to === "flattened") return { text: printJson(objectOf(members)) };
  const inEntry = isJwe ? ["header", "encrypted_key"] : ["protected", "header", "signature"];
  const entry = objectOf(members.filter(([name]) => inEntry.includes(name)));
  const around = members.filter(([name]) => !inEntry.includes(name));
  return { text: printJson(objectOf([...around, [isJwe ? "recipients" : "signatures", `[${entry}]`]])) };
}

function objectOf(members: readonly Spelled[]): string {
  return `{${members.map(([name, literal]) => `${JSON.stringify(name)}:${literal}`).join(",")}}`;
}

function compact(token: ParsedToken, members: readonly Spelled[], isJwe: boolean): Conversion {
  const names = (isJwe ? OF_JWE : OF_JWS).map(([, name]) => name);
  const isThere = (name: string): boolean => members.some(([own]) => own === name);
  const selective = selectiveOf(token);
  const header = members.find(([name]) => name === "header");
  if (header && (selective === null || !isSelectiveAlone(header[1]))) return { refused: "unprotected" };
  if (isThere("unprotected") || !isThere("protected")) return { refused: "unprotected" };
  if (isThere("aad")) return { refused: "aad" };
  if (members.some(([name]) => !names.includes(name) && name !== "header")) return { refused: "members" };
  const { segments, unencodedPayload } = token;
  if (unencodedPayload === true && /[.~]/.test(segments[1]!.text)) return { refused: "dot" };
  const text = segments.map((segment) => segment.text).join(".");
  if (selective === null || !header) return { text };
  const behind = behindTildes(header[1]);
  return behind === null ? { refused: "disclosures" } : { text: [text, ...behind].join("~") };
}

/** Whether an unprotected header has nothing but what makes an SD-JWT. */
function isSelectiveAlone(header: string): boolean {
  const root = wholeObject(parseJson(header));
  return root !== null && root.members.every(({ name }) => SELECTIVE_MEMBERS.includes(name));
}

/** What stands behind each `~` of the compact serialisation, the last one for the key binding; null where something cannot. */
function behindTildes(header: string): readonly string[] | null {
  const root = wholeObject(parseJson(header));
  const listed = root && lastMember(root, "disclosures");
  const bound = root && lastMember(root, "kb_jwt");
  if (listed && listed.value.type !== "array") return null;
  const items = listed?.value.type === "array" ? listed.value.items : [];
  const texts = [...items, ...(bound ? [bound.value] : [])].map((node) => (node.type === "string" ? node.value : "~"));
  if (texts.some((text) => text.includes("~")) || (bound && texts.at(-1) === "")) return null;
  return bound ? texts : [...texts, ""];
}
