import { placesIn } from "../envelope/places.ts";
import { jsonPart, parseToken } from "../envelope/parse.ts";
import { unsealed } from "../envelope/unsealed.ts";
import type { JsonPart, ParsedToken, Segment } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import { stringMember } from "../json/query.ts";
import type { JsonDocument, JsonNode, JsonString } from "../json/types.ts";
import { decodeBase64Url, encodeBase64Url, isStrictBase64Url } from "../text/base64url.ts";
import { applyEdits } from "../text/edits.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import type { TextEdit } from "../text/range.ts";
import type { ByLayer, Content } from "./view.ts";
import { type Hider, hiddenText, type Inner } from "./hide.ts";

/** How a token is shared. */
interface Sharing {
  readonly hider: Hider;
  /** Whether signatures and encrypted parts stay. */
  readonly keepSignature: boolean;
  readonly keepPersonal: boolean;
  /** The layer at a path, if already known: an encrypted one with its content. */
  readonly known: (path: string) => ParsedToken | undefined;
}

/** A token in its shared form, with the content of its encrypted layers, each with the text that stands for it. */
interface SharedToken {
  readonly text: string;
  readonly content: ByLayer<Content>;
}

const inside = (path: string, at: string): string => (path === "" ? at : `${path} ${at}`);

/** Tokens nested deeper than this are hidden as a whole. */
const MOST_DEPTH = 16;

/**
 * Makes the shared form of a token and of all tokens in it. A text that is not a token at all may give access by
 * itself, so it is hidden.
 */
export async function shareToken(text: string, sharing: Sharing, path = "", depth = 0): Promise<SharedToken> {
  const { hider, keepSignature, keepPersonal, known } = sharing;
  const content: Record<string, Content> = {};
  const layer = known(path);
  const token = layer?.text === text ? layer : parseToken(text);

  async function innerOf(header: JsonDocument | null, payload: JsonDocument): Promise<readonly Inner[]> {
    const made: Inner[] = [];
    for (const place of placesIn(header, payload)) {
      if (depth >= MOST_DEPTH) continue;
      const shared = await shareToken(place.text, sharing, inside(path, place.name), depth + 1);
      Object.assign(content, shared.content);
      made.push({ place, text: shared.text });
    }
    return made;
  }

  /** The text of a part, with private values hidden. */
  async function partText(part: JsonPart, header: JsonDocument | null, isPayload: boolean): Promise<string> {
    const { text: said, utf8, json } = part;
    if (utf8.length > 0) return hiddenText(`${said.length} characters that are not all text`);
    const inner = isPayload ? await innerOf(header, json) : [];
    const whole = inner.find(({ place }) => place.name === "content");
    if (whole !== undefined)
      return applyEdits(said, [
        { range: whole.place.range, insert: whole.place.quoted ? JSON.stringify(whole.text).slice(1, -1) : whole.text },
      ]);
    if (json.problems.length === 0) return hider.json(json, inner);
    if (said === "") return said;
    // In text that is not JSON, personal values cannot be told apart.
    return keepPersonal ? hider.text(said) : hiddenText(`${said.length} characters that are not JSON`);
  }

  async function segmentText(
    segment: Segment,
    part: JsonPart,
    header: JsonDocument | null,
    isPayload: boolean,
  ): Promise<string> {
    const clean = await partText(part, header, isPayload);
    // A part without hidden values keeps its bytes, and with them any fault in them.
    if (clean === part.text && segment.text === strictly(segment.text)) return segment.text;
    return encodeBase64Url(encodeUtf8(clean));
  }

  async function jws(): Promise<string> {
    const header = token.header?.json ?? null;
    const parts: string[] = [];
    for (const segment of token.segments.slice(0, 64)) {
      const isHeader = segment.name === "header";
      if (isHeader && token.header) parts.push(await segmentText(segment, token.header, null, false));
      else if (segment.name === "payload" && token.payload)
        parts.push(
          token.unencodedPayload
            ? await partText(token.payload, header, true)
            : await segmentText(segment, token.payload, header, true),
        );
      else parts.push(segment.name === "signature" && keepSignature ? segment.text : "");
    }
    return parts.join(".");
  }

  async function encrypted(header: string): Promise<string> {
    if (keepSignature && keepPersonal) return text;
    const clean = hider.json(parseJson(header));
    const made = unsealed(clean);
    if (token.payload !== null)
      content[path] = { of: made, text: await partText(token.payload, token.header?.json ?? null, true) };
    return made;
  }

  switch (token.form) {
    case "jws":
      return { text: await jws(), content };
    case "jwe":
      return { text: await encrypted(token.header?.text ?? ""), content };
    case "sd-jwt":
      return { text: await sdJwt(token, sharing, jwsOfSdJwt, bindingText), content };
    case "jws-json":
      return { text: await jsonForm(text, sharing, partText, bindingText), content };
    case "jwe-json":
      return {
        text: await encrypted(token.seal?.joined.text ?? token.header?.text ?? protectedText(text)),
        content,
      };
    case "empty":
      return { text: "", content };
    case "text":
      return { text: hiddenText(`a text of ${text.length} characters that is no token`), content };
  }

  async function bindingText(binding: string): Promise<string> {
    const shared = await shareToken(binding, sharing, inside(path, "key-binding"), depth + 1);
    Object.assign(content, shared.content);
    return shared.text;
  }

  async function jwsOfSdJwt(
    payloadText?: string,
  ): Promise<readonly [header: string, payload: string, signature: string]> {
    const [first, second, third] = token.segments;
    const header = token.header?.json ?? null;
    const said = payloadText ?? token.payload?.text ?? "";
    const part = { text: said, utf8: token.payload?.utf8 ?? [], json: parseJson(said) };
    return [
      first && token.header ? await segmentText(first, token.header, null, false) : "",
      second
        ? await segmentText(said === token.payload?.text ? second : { ...second, text: "" }, part, header, true)
        : "",
      keepSignature ? (third?.text ?? "") : "",
    ];
  }
}

/** The segment if it contains only characters of Base64 and base64url; otherwise "". */
function strictly(segment: string): string {
  return isStrictBase64Url(segment) || /^[\w=+/-]*$/.test(segment) ? segment : "";
}

/** An SD-JWT in the compact serialisation, with values hidden in its disclosures. */
async function sdJwt(
  token: ParsedToken,
  sharing: Sharing,
  jws: (payload?: string) => Promise<readonly [string, string, string]>,
  bindingText: (binding: string) => Promise<string>,
): Promise<string> {
  const pieces = token.text.split("~").slice(1);
  const last = pieces.pop() ?? "";
  const { payload, disclosures } = await hideDisclosures(token.payload, pieces, sharing);
  const [header, middle, signature] = await jws(payload);
  return [`${header}.${middle}.${signature}`, ...disclosures, last === "" ? "" : await bindingText(last)].join("~");
}

/**
 * Disclosures with values hidden as in the payload. If one changes, so does its digest in whatever contains it (RFC
 * 9901 section 4.2.3). The salt, with which the value could be guessed, is removed, too.
 */
async function hideDisclosures(
  part: JsonPart | null,
  pieces: readonly string[],
  { hider, keepPersonal }: Sharing,
): Promise<{ readonly payload: string; readonly disclosures: readonly string[] }> {
  const alg = hashName((part && stringMember(part.json, "_sd_alg")) ?? "sha-256");
  const texts = pieces.map((piece) => decodeUtf8(decodeBase64Url(piece).bytes).text);
  const disclosures = pieces.map((piece, index) => ({ piece, said: texts[index] ?? "", made: piece }));
  let payload = part?.text ?? "";
  // A digest may be in another disclosure, so those without digests come first.
  const digests = await Promise.all(pieces.map((piece) => digest(alg, piece)));
  const order = disclosures.map((_, index) => index).toSorted((a, b) => holds(a) - holds(b));
  function holds(index: number): number {
    return digests.filter((one) => one !== "" && disclosures[index]?.said.includes(one)).length;
  }
  for (const index of order) {
    const one = disclosures[index];
    if (one === undefined || one.piece === "") continue;
    const clean = hiddenDisclosure(one.said, hider, keepPersonal);
    if (clean === null) continue;
    one.made = encodeBase64Url(encodeUtf8(clean));
    const [before, after] = [digests[index] ?? "", await digest(alg, one.made)];
    if (before === "") continue;
    payload = payload.replaceAll(before, after);
    for (const other of disclosures) {
      if (!other.said.includes(before)) continue;
      other.said = other.said.replaceAll(before, after);
      other.made = encodeBase64Url(encodeUtf8(other.said));
    }
  }
  return { payload, disclosures: disclosures.map(({ made }) => made) };
}

/** A disclosure with its value and salt hidden; null if it contains nothing to hide. */
function hiddenDisclosure(said: string, hider: Hider, keepPersonal: boolean): string | null {
  const document = parseJson(said);
  const { root, problems } = document;
  if (problems.length > 0 || root?.type !== "array") return keepPersonal ? null : hiddenText("a broken disclosure");
  const [salt, name, value] = root.items;
  if (salt === undefined) return null;
  // The name tells whether the value is personal, so read it as the member that it becomes.
  const member =
    name?.type === "string" && value !== undefined
      ? `{${said.slice(name.range.start, name.range.end)}:${said.slice(value.range.start, value.range.end)}}`
      : `[${said.slice((name ?? salt).range.start, (name ?? salt).range.end)}]`;
  const clean = hider.json(parseJson(member));
  if (clean === member) return hider.text(said) === said ? null : hider.text(said);
  if (name?.type === "string" && value !== undefined) {
    const { root: made } = parseJson(clean);
    const first = made?.type === "object" ? made.members[0] : undefined;
    if (first === undefined) return hiddenText("a disclosure");
    const rest = `${clean.slice(first.nameRange.start, first.nameRange.end)},${clean.slice(first.value.range.start, first.value.range.end)}`;
    return `["[hidden]",${rest}]`;
  }
  return `["[hidden]",${clean.slice(1, -1)}]`;
}

function hashName(name: string): string | null {
  return ["sha-256", "sha-384", "sha-512"].includes(name.toLowerCase()) ? name.toUpperCase() : null;
}

/** The digest of a disclosure as it is in the payload; "" if it cannot be computed. */
async function digest(alg: string | null, piece: string): Promise<string> {
  if (alg === null || piece === "" || globalThis.crypto?.subtle === undefined) return "";
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest(alg, encodeUtf8(piece))));
}

/** The text of the protected header of a JWE in JSON. */
function protectedText(text: string): string {
  const encoded = stringMember(parseJson(text), "protected");
  return encoded === null ? "{}" : decodeUtf8(decodeBase64Url(encoded).bytes).text;
}

/**
 * A JWS in JSON: signatures are emptied; values in protected headers and payload are hidden as in any token, and in
 * disclosures (RFC 9901 section 8.1), in whichever header they are, as in an SD-JWT.
 */
async function jsonForm(
  text: string,
  sharing: Sharing,
  partText: (part: JsonPart, header: JsonDocument | null, isPayload: boolean) => Promise<string>,
  bindingText: (binding: string) => Promise<string>,
): Promise<string> {
  const { hider, keepSignature, keepPersonal } = sharing;
  const document = parseJson(text);
  const { root } = document;
  if (root?.type !== "object" || document.problems.length > 0)
    return hiddenText(`${text.length} characters that are not JSON`);
  const edits: TextEdit[] = [];
  const payloads = root.members.flatMap(({ name, value }) =>
    name === "payload" && value.type === "string" ? [value] : [],
  );
  const partOf = (value: string): JsonPart =>
    jsonPart(isStrictBase64Url(value) ? decodeBase64Url(value).bytes : encodeUtf8(value));
  const last = payloads.at(-1);
  const listed = root.members.flatMap(({ name, value }) =>
    name === "signatures" && value.type === "array" ? value.items : [],
  );
  const strings = [root, ...listed].flatMap(disclosedIn);
  const part = last === undefined ? null : partOf(last.value);
  const hidden = await hideDisclosures(
    part,
    strings.map(({ value }) => value),
    sharing,
  );
  const made = new Map(strings.map((node, index) => [node, hidden.disclosures[index] ?? ""]));

  const encoded = async (node: JsonNode | undefined, isPayload: boolean): Promise<void> => {
    if (node?.type !== "string") return;
    const raw = isPayload && !isStrictBase64Url(node.value);
    const own = isPayload ? partOf(node.value) : jsonPart(decodeBase64Url(node.value).bytes);
    const isLast = node === last && hidden.payload !== own.text;
    const said = isLast ? { ...own, text: hidden.payload, json: parseJson(hidden.payload) } : own;
    const clean = await partText(said, null, isPayload);
    if (clean !== own.text)
      edits.push({ range: node.range, insert: JSON.stringify(raw ? clean : encodeBase64Url(encodeUtf8(clean))) });
  };
  const seal = async (node: JsonNode): Promise<void> => {
    if (node.type !== "object") return;
    for (const { name, value } of node.members) {
      if (name === "protected") await encoded(value, false);
      else if (name === "signature") {
        if (!keepSignature) edits.push({ range: value.range, insert: '""' });
      } else if (name !== "payload" && name !== "signatures")
        hideIn(value, name === "header" ? await innerOf(value) : []);
    }
  };
  /** The disclosures and key binding in an unprotected header, each with its replacement. */
  const innerOf = async (header: JsonNode): Promise<readonly Inner[]> => {
    const inner: Inner[] = [];
    const put = (node: JsonString, shared: string): void => {
      const range = { start: node.range.start + 1 - header.range.start, end: node.range.end - 1 - header.range.start };
      inner.push({ place: { name: "/", form: "jws", text: node.value, range, quoted: true }, text: shared });
    };
    for (const { name, value } of header.type === "object" ? header.members : []) {
      if (name === "kb_jwt" && value.type === "string") put(value, await bindingText(value.value));
      // As a single text it is not a readable disclosure, and may contain all of them.
      if (name === "disclosures" && value.type === "string" && !keepPersonal)
        put(value, hiddenText(`${value.value.length} characters`));
      for (const item of name === "disclosures" && value.type === "array" ? value.items : [])
        if (item.type === "string") put(item, made.get(item) ?? "");
    }
    return inner;
  };
  const hideIn = (node: JsonNode, inner: readonly Inner[] = []): void => {
    const own = text.slice(node.range.start, node.range.end);
    const clean = hider.json(parseJson(own), inner);
    if (clean !== own) edits.push({ range: node.range, insert: clean });
  };
  await seal(root);
  for (const { name, value } of root.members) {
    if (name === "payload") await encoded(value, true);
    if (name === "signatures" && value.type === "array") for (const one of value.items) await seal(one);
    else if (name === "signatures") hideIn(value);
  }
  return applyEdits(text, edits);
}

/** The strings that a signature's unprotected header lists as disclosures. */
function disclosedIn(entry: JsonNode): readonly JsonString[] {
  const members = entry.type === "object" ? entry.members : [];
  const headers = members.flatMap(({ name, value }) => (name === "header" && value.type === "object" ? [value] : []));
  return headers
    .flatMap((header) => header.members)
    .flatMap(({ name, value }) => (name === "disclosures" && value.type === "array" ? value.items : []))
    .filter((item) => item.type === "string");
}
