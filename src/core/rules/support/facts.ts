import { disclosureOf, type Elsewhere, partOfPlace, processedPayload } from "../../envelope/disclosures.ts";
import { envelopeOf } from "../../envelope/envelope.ts";
import { jsonSeals } from "../../envelope/json-seals.ts";
import { parseJson } from "../../json/parse.ts";
import { lastMember, wholeObject, wholeValue } from "../../json/query.ts";
import type { JsonDocument, JsonNode, JsonObject } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import type { Envelope, ParsedToken, Segment, SegmentName } from "../../envelope/types.ts";
import type { PaneName, Place, RuleContext } from "../types.ts";
import { scanDocument, type Scan } from "./scan.ts";

export { excerpt } from "../../text/excerpt.ts";

/** A JSON pane as the rules see it: its document, its root if that is an object, and the result of a scan. */
export interface PaneFacts {
  readonly pane: "header" | "payload";
  readonly document: JsonDocument;
  readonly object: JsonObject | null;
  readonly scan: Scan;
}

/** Facts about a context that several rules need, computed once. */
export interface Facts {
  readonly token: ParsedToken;
  /** The token as an envelope, with the panes' current text; null if it is not a token. */
  readonly envelope: Envelope | null;
  readonly header: PaneFacts;
  readonly payload: PaneFacts;
  /** The claims that a verifier uses: the payload, with the disclosed claims of an SD-JWT (RFC 9901 section 7.1). */
  readonly claims: JsonDocument;
  /** The panes, header and payload, for which the token has a segment. */
  readonly panes: readonly PaneFacts[];
  /** `alg` by the last such member of the header, if it is a string. */
  readonly alg: string | null;
  /** The value of the last header member with that name, if it was read completely. */
  readonly headerValue: (name: string) => JsonNode | null;
  /** The value of the last claim with that name, if it was read completely. */
  readonly payloadValue: (name: string) => JsonNode | null;
  /**
   * Whether the header or the claims were read to the end and have no such member; nothing is known about the rest of
   * a truncated text.
   */
  readonly lacks: (pane: "header" | "payload", name: string) => boolean;
  readonly segment: (name: SegmentName) => Segment | null;
}

const known = new WeakMap<RuleContext, Facts>();

/** The facts of a context; the same object for the same context. */
export function factsOf(context: RuleContext): Facts {
  let facts = known.get(context);
  if (!facts) {
    facts = gather(context);
    known.set(context, facts);
  }
  return facts;
}

function gather({ token, panes, documents, envelope }: RuleContext): Facts {
  const header = paneFacts("header", documents?.header ?? parseJson(token.header ? panes.header : ""));
  const payload = paneFacts("payload", documents?.payload ?? parseJson(token.payload ? panes.payload : ""));
  const shape = envelope ?? envelopeOf(token, { header: header.document, payload: payload.document });
  const claims = processedPayload(payload.document, shape?.selective);
  const joined = token.seal?.joined.json;
  // Unprotected parameters count, and their places are in the token's own text.
  const headerValue = (name: string): JsonNode | null => {
    const own = wholeValue(header.document, name);
    const other = own === null && joined ? wholeValue(joined, name) : null;
    return other === null ? own : (unprotectedValue(token, name) ?? { ...other, range: { start: 0, end: 0 } });
  };
  const alg = headerValue("alg");
  return {
    token,
    envelope: shape,
    header,
    payload,
    claims,
    panes: [...(token.header ? [header] : []), ...(token.payload ? [payload] : [])],
    alg: alg?.type === "string" ? alg.value : null,
    headerValue,
    payloadValue: (name) => wholeValue(claims, name),
    lacks: (name, member) => {
      if (name === "header" && joined) return joined.problems.length === 0 && wholeValue(joined, member) === null;
      const object = wholeObject(name === "header" ? header.document : claims);
      return object !== null && lastMember(object, member) === null;
    },
    segment: (name) => token.segments.find((segment) => segment.name === name) ?? null,
  };
}

function paneFacts(pane: "header" | "payload", document: JsonDocument): PaneFacts {
  const { root } = document;
  return { pane, document, object: root?.type === "object" ? root : null, scan: scanDocument(document) };
}

/** Ranges of unprotected header values, in the token's text and not in the Header pane. */
const inToken = new WeakSet<Range>();

/** A parameter of the unprotected headers that the shown signature or recipient has, with its place in the token's text. */
function unprotectedValue(token: ParsedToken, name: string): JsonNode | null {
  const { envelope } = jsonSeals(token);
  const { root } = envelope.json;
  const shared = root?.type === "object" && token.form === "jwe-json" ? lastMember(root, "unprotected")?.value : null;
  const own = envelope.seals[token.seal?.index ?? 0]?.unprotected;
  for (const holder of [own, shared]) {
    const value = holder?.type === "object" ? lastMember(holder, name)?.value : undefined;
    if (value === undefined) continue;
    markAll(value);
    return value;
  }
  return null;
}

function markAll(node: JsonNode): void {
  inToken.add(node.range);
  if (node.type === "array") for (const item of node.items) markAll(item);
  if (node.type === "object") for (const { value } of node.members) markAll(value);
}

/** The places of values in a disclosure or the key binding, which cannot be replaced by writing another value there. */
const elsewhere = new WeakMap<Place, Elsewhere>();

/**
 * A place in a pane. A value from an unprotected header, a disclosure or the key binding has its place in the token,
 * whatever pane the rule names.
 */
export function at(pane: PaneName, range: Range): Place {
  const disclosure = disclosureOf(range);
  if (disclosure === null) return { pane: inToken.has(range) ? "token" : pane, range };
  const place: Place = { pane: "token", range: disclosure };
  elsewhere.set(place, partOfPlace(disclosure));
  return place;
}

/** A claim that is a string; otherwise "". */
export function claimText({ payloadValue }: Facts, name: string): string {
  const node = payloadValue(name);
  return node?.type === "string" ? node.value : "";
}

/** A claim that is a number; otherwise null. */
export function claimNumber({ payloadValue }: Facts, name: string): number | null {
  const node = payloadValue(name);
  return node?.type === "number" ? node.value : null;
}

/** The place of a claim's value; null if there is none. */
export function claimPlace({ payloadValue }: Facts, name: string): Place | null {
  const range = payloadValue(name)?.range;
  return range ? at("payload", range) : null;
}

/** The part of the token that a place is because its value is in there; null: it is the value's own. */
export function holderOf(place: Place): Elsewhere | null {
  return elsewhere.get(place) ?? null;
}

/** The whole of a key field or of the token. */
export function whole(pane: PaneName, text: string): Place {
  return at(pane, { start: 0, end: text.length });
}

const SEGMENT_WORDS: Readonly<Partial<Record<SegmentName, string>>> = {
  "encrypted-key": "encrypted key",
  iv: "initialization vector",
  tag: "authentication tag",
  extra: "rest",
};

/** The name of a segment, to follow "the". */
export function segmentWord({ name }: Segment): string {
  return SEGMENT_WORDS[name] ?? name;
}
