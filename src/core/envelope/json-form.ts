import { parseJson } from "../json/parse.ts";
import { lastMember } from "../json/query.ts";
import type { JsonDocument, JsonNode, JsonObject, JsonString } from "../json/types.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { JsonEnvelope, Part, SegmentName } from "./types.ts";
import { tile } from "./parts.ts";

/** The compact form's segment names for the members of a JSON form. */
const SEGMENTS: ReadonlyMap<string, SegmentName> = new Map([
  ["protected", "header"],
  ["payload", "payload"],
  ["signature", "signature"],
  ["encrypted_key", "encrypted-key"],
  ["iv", "iv"],
  ["ciphertext", "ciphertext"],
  ["tag", "tag"],
]);

/** The members of a JSON form: those of one seal, and the list if there are several. */
interface JsonFormNames {
  readonly form: "jws-json" | "jwe-json";
  readonly list: "signatures" | "recipients";
  readonly seal: "signature" | "encrypted_key";
  /** The unprotected header shared by all seals; a JWS has none. */
  readonly shared: "unprotected" | null;
  /** The members of each list item, or those beside the content if there is no list. */
  readonly ofOne: readonly string[];
  /** The members that all seals share and that are strings. */
  readonly strings: readonly string[];
}

export const JSON_FORMS = {
  "jws-json": {
    form: "jws-json",
    list: "signatures",
    seal: "signature",
    shared: null,
    ofOne: ["signature", "protected", "header"],
    strings: ["payload"],
  },
  "jwe-json": {
    form: "jwe-json",
    list: "recipients",
    seal: "encrypted_key",
    shared: "unprotected",
    ofOne: ["encrypted_key", "header"],
    strings: ["protected", "iv", "ciphertext", "tag", "aad"],
  },
} as const satisfies Record<string, JsonFormNames>;

/**
 * Reads a JSON serialisation (RFC 7515 section 7.2, RFC 7516 section 7.2) as far as possible. `content` is the
 * decoded content of a JWS. Linear in the text.
 */
export function jsonEnvelope(
  text: string,
  { form, list, seal, shared }: Pick<JsonFormNames, "form" | "list" | "seal" | "shared">,
): JsonEnvelope {
  const json = parseJson(text);
  const { root } = json;
  const object = root?.type === "object" ? root : { type: "object" as const, range: { start: 0, end: 0 }, members: [] };
  const listed = memberOf(object, list);
  const entries = listed === null ? [object] : listed.type === "array" ? listed.items : [];
  const sealed = entries.filter((item) => item.type === "object");
  const ofAll = decoded(stringOf(object, "protected"));
  return {
    form,
    json,
    list: listed,
    parts: tile(text.length, [...new Set([object, ...sealed])].flatMap(partsIn)),
    protected: ofAll,
    unprotected: shared === null ? null : objectOf(object, shared),
    seals: sealed.map((one) => ({
      entry: one,
      protected: decoded(stringOf(one, "protected")) ?? ofAll,
      unprotected: objectOf(one, "header"),
      range: insideOf(stringOf(one, seal)),
    })),
    content: form === "jws-json" ? decoded(stringOf(object, "payload")) : null,
    places: [],
    selective: null,
  };
}

function partsIn({ members }: JsonObject): readonly Part[] {
  return members.flatMap(({ name, value }) => {
    const part = SEGMENTS.get(name);
    const range = value.type === "string" ? insideOf(value) : null;
    return part === undefined || range === null ? [] : [{ name: part, range }];
  });
}

function memberOf(object: JsonObject, name: string): JsonNode | null {
  return lastMember(object, name)?.value ?? null;
}

export function stringOf(object: JsonObject, name: string): JsonString | null {
  const value = memberOf(object, name);
  return value?.type === "string" ? value : null;
}

function objectOf(object: JsonObject, name: string): JsonObject | null {
  const value = memberOf(object, name);
  return value?.type === "object" ? value : null;
}

function insideOf(node: JsonString | null) {
  return node && { start: node.range.start + 1, end: Math.max(node.range.start + 1, node.range.end - 1) };
}

function decoded(node: JsonString | null): JsonDocument | null {
  // An empty header is written by omitting the member, and is read as omitted.
  return node === null || node.value === "" ? null : parseJson(decodeUtf8(decodeBase64Url(node.value, 0).bytes).text);
}
