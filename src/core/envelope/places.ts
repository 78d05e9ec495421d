import { jsonPointer } from "../json/pointer.ts";
import { stringMember } from "../json/query.ts";
import type { JsonDocument, JsonNode, JsonString } from "../json/types.ts";
import { jsonFormOf } from "./form.ts";
import { jsonSeals, openSeal } from "./json-seals.ts";
import { parseToken } from "./parse.ts";
import type { EnvelopeForm, Place, PlaceName } from "./types.ts";

/** More inner tokens than anyone looks at; later strings are not tried. */
export const MOST_PLACES = 32;

/** The shortest text that can be a token: a header with an `alg`, and two dots. */
const SHORTEST = 20;

/**
 * The form of a text that is entirely a token: a header that is a JSON object with an `alg`, and the form's number of
 * segments. If `said` (`cty` calls it a JWT, RFC 7519 section 5.2), its shape is enough. Null if it is not a token.
 */
export function innerForm(text: string, said = false): EnvelopeForm | null {
  if (!said && (text.length < SHORTEST || !/^e[wy]/.test(text))) return null;
  const { form, segmentCount, header } = parseToken(text);
  if (form !== "jws" && form !== "jwe" && form !== "sd-jwt") return null;
  if (form === "jws" && segmentCount !== 3) return null;
  return said || (header !== null && stringMember(header.json, "alg") !== null) ? form : null;
}

/** Nested objects that look like JSON forms are read until their total length is this many times the content's. */
const MOST_READ = 3;

/** The form of a JSON text that is a JSON serialisation whose header has an `alg`; null if it is not one, or is broken. */
function jsonFormIn(text: string): "jws-json" | "jwe-json" | null {
  const token = openSeal(parseToken(text), null);
  const { seal, form } = token;
  if (seal === undefined || (form !== "jws-json" && form !== "jwe-json") || jsonSeals(token).isBroken) return null;
  return stringMember(seal.joined.json, "alg") === null ? null : form;
}

/** Whether `cty` says that the content is another token. */
function saysToken(header: JsonDocument | null): boolean {
  return /^(?:application\/)?jwt$/i.test((header && stringMember(header, "cty")) ?? "");
}

const known = new WeakMap<JsonDocument, { readonly header: JsonDocument | null; readonly places: readonly Place[] }>();

/**
 * The tokens in a content: the whole of it, or strings and JSON forms anywhere in its JSON, in the order of the text.
 * If members share a name, the last counts (RFC 7519 section 4). Linear in the text, except for the first
 * `MOST_PLACES` tokens. The same documents get the same list.
 */
export function placesIn(header: JsonDocument | null, content: JsonDocument): readonly Place[] {
  const last = known.get(content);
  if (last?.header === header) return last.places;
  const places = findPlaces(header, content);
  known.set(content, { header, places });
  return places;
}

function findPlaces(header: JsonDocument | null, content: JsonDocument): readonly Place[] {
  const whole = contentPlace(header, content);
  if (whole !== null) return [whole];
  const { text, root, problems } = content;
  return root === null || problems.length > 0 ? [] : placesUnder(text, root);
}

/** The token that makes up a whole content, with or without quotes and white space around it; null if there is none. */
function contentPlace(header: JsonDocument | null, { text, root, problems }: JsonDocument): Place | null {
  if (problems.length === 0 && root?.type === "object") return objectPlace(text, root, "content");
  const string = problems.length === 0 && root?.type === "string" ? root : null;
  if (problems.length === 0 && string === null) return null;
  const whole = string?.value ?? text.trim();
  const form = innerForm(whole, saysToken(header));
  if (form === null) return null;
  const start = string ? string.range.start + 1 : text.indexOf(whole);
  const end = string ? string.range.end - 1 : start + whole.length;
  return { name: "content", form, text: whole, range: { start, end }, quoted: string !== null };
}

function placesUnder(text: string, root: JsonNode): readonly Place[] {
  const places: Place[] = [];
  let left = MOST_READ * text.length;
  const waiting: { readonly node: JsonNode; readonly pointer: string }[] = [{ node: root, pointer: "" }];
  for (let next = waiting.pop(); next && places.length < MOST_PLACES; next = waiting.pop()) {
    const { node, pointer } = next;
    const looksLikeForm = node.type === "string" ? /^\s*\{/.test(node.value) : isLikeForm(node);
    const triesForm = looksLikeForm && left > 0;
    if (triesForm) left -= node.range.end - node.range.start;
    const place =
      node.type === "string"
        ? stringPlace(node, pointer, triesForm)
        : triesForm
          ? objectPlace(text, node, pointer as `/${string}`)
          : null;
    if (place !== null) {
      places.push(place);
    } else if (node.type === "array") {
      for (let index = node.items.length - 1; index >= 0; index -= 1)
        if (mayHold(node.items[index]!)) waiting.push({ node: node.items[index]!, pointer: `${pointer}/${index}` });
    } else if (node.type === "object" && node.members.some(({ value }) => mayHold(value))) {
      const last = new Map(node.members.map(({ name, value }) => [name, value]));
      for (const [name, value] of [...last].toReversed())
        if (mayHold(value)) waiting.push({ node: value, pointer: pointer + jsonPointer([name]) });
    }
  }
  return places;
}

/** Whether a token may be in a node. Most strings and numbers of a large content are not worth a pointer. */
function mayHold(node: JsonNode): boolean {
  return "items" in node || "members" in node || (node.type === "string" && /^(?:e[wy]|\s*\{)/.test(node.value));
}

function isLikeForm(node: JsonNode): boolean {
  return node.type === "object" && jsonFormOf({ text: "", root: node, problems: [] }) !== null;
}

/** A JSON form that is an object in the content, not a string. */
function objectPlace(content: string, node: JsonNode, name: PlaceName): Place | null {
  const text = content.slice(node.range.start, node.range.end);
  const form = isLikeForm(node) ? jsonFormIn(text) : null;
  return form && { name, form, text, range: node.range, quoted: false };
}

function stringPlace({ value, range }: JsonString, pointer: string, triesForm: boolean): Place | null {
  const form = triesForm ? jsonFormIn(value) : innerForm(value);
  return form === null
    ? null
    : {
        name: pointer as `/${string}`,
        form,
        text: value,
        range: { start: range.start + 1, end: range.end - 1 },
        quoted: true,
      };
}
