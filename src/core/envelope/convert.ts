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

/** Why a token cannot be converted to a serialisation. */
export type Unconvertible =
  /** It could not be read completely, or is not a signed or encrypted token. */
  | "broken"
  /** It has several signatures or recipients (RFC 7515 sections 7.1, 7.2.2; RFC 7516 sections 7.1, 7.2.2). */
  | "several"
  /** Some header parameters are unprotected; the compact form protects all of them. */
  | "unprotected"
  /** It authenticates `aad`, for which the compact form has no place. */
  | "aad"
  /** A disclosure or the key binding cannot be written between two `~` (RFC 9901 section 4). */
  | "disclosures"
  /** Its payload is not encoded and contains a dot (RFC 7797 section 5.2) or a `~`. */
  | "dot"
  /** It has members that no other form can hold. */
  | "members";

type Conversion = { readonly text: string } | { readonly refused: Unconvertible };

/** The serialisation of a token; null if it has none, or is not encrypted yet. */
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

/** The same token in another serialisation. Every value is kept as it is, so a token that verified still verifies. */
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

/** A member's name and its value as spelled. */
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
    // An empty value is left out (RFC 7516 section 7.2.1, RFC 7515 appendix F), except a signature.
    return text === "" && name !== "signature" ? [] : [[name, JSON.stringify(text)]];
  });
  return form === "sd-jwt" ? [...members, ["header", selectiveHeader(whole)]] : members;
}

/** The unprotected header of a compact SD-JWT in JSON (RFC 9901 section 8.1). It says so even if nothing is disclosed: the token stays an SD-JWT. */
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

/** Whether an unprotected header contains only what makes the token an SD-JWT. */
function isSelectiveAlone(header: string): boolean {
  const root = wholeObject(parseJson(header));
  return root !== null && root.members.every(({ name }) => SELECTIVE_MEMBERS.includes(name));
}

/** What follows each `~` of the compact serialisation; the last one is the key binding. Null if something cannot be written there. */
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
