import { withDetached } from "../core/envelope/detached.ts";
import { processedPayload } from "../core/envelope/disclosures.ts";
import { joinedHeader, jsonSeals, openSeal } from "../core/envelope/json-seals.ts";
import {
  bindingIn,
  type JsonProjection,
  projectJson,
  unprotectedPlace,
  withBinding,
} from "../core/envelope/json-project.ts";
import { withContent } from "../core/envelope/parse.ts";
import { innerForm } from "../core/envelope/places.ts";
import { headerWithout, withoutWithheld } from "../core/envelope/withheld.ts";
import { type Projection, projectToken } from "../core/envelope/project.ts";
import { selectiveOf } from "../core/envelope/selective.ts";
import type { Envelope, InnerTexts, JsonPart, PaneEdits, ParsedToken, Place } from "../core/envelope/types.ts";
import type { Judgement } from "../core/crypto/types.ts";
import { confirmedKey } from "../core/keys/confirmation.ts";
import { parseJson } from "../core/json/parse.ts";
import { printJson } from "../core/json/print.ts";
import { lastMember, wholeObject } from "../core/json/query.ts";
import type { JsonDocument } from "../core/json/types.ts";
import type { LayerInputs } from "./types.ts";

/**
 * A token as its layer reads it: a JSON form by its chosen signature or recipient, and with the detached payload. If
 * this token was made from another, `as`, the same signature or recipient is chosen.
 */
export function readAs(
  token: ParsedToken,
  { seal, detached, useTokenKey }: LayerInputs,
  as?: ParsedToken,
): ParsedToken {
  // The token's own key is that of the signature whose header is shown.
  const index = as?.seal?.index ?? seal?.index ?? (useTokenKey ? 0 : null);
  return withDetached(openSeal(token, index), detached);
}

/**
 * A token with facts from its judgement: its content, otherwise the one known without a key, and which signature or
 * recipient the keys are for.
 */
export function withOpening(token: ParsedToken, judgement: Judgement | null, content?: JsonPart | null): ParsedToken {
  const { seals, opened } = judgement ?? {};
  const isOther = token.seal?.isChosen === false && seals !== undefined && seals.chosen !== token.seal.index;
  const asSeal = isOther ? withDetached(openSeal(token, seals.chosen), token.detached?.payload ?? "") : token;
  return withContent(asSeal, opened?.content ?? content);
}

type OwnProjection = Projection & Partial<Pick<JsonProjection, "seals">>;

const projections = new WeakMap<ParsedToken, { readonly asked: readonly unknown[]; readonly made: OwnProjection }>();

/**
 * The projection of an opened JSON form, or of an SD-JWT with disclosures left out; the same question gets the same object. Null
 * for any other token.
 */
export function projectSeals(
  base: ParsedToken,
  edits: PaneEdits,
  encodeAsTyped: boolean,
  inner: InnerTexts | null,
): OwnProjection | null {
  const withheld = base.form === "sd-jwt" ? edits.withheld : undefined;
  if (base.seal === undefined && withheld === undefined) return null;
  const asked = [edits, encodeAsTyped, inner];
  let last = projections.get(base);
  if (last === undefined || last.asked.some((one, index) => one !== asked[index])) {
    const options = { encodeAsTyped, inner };
    last = {
      asked,
      made:
        withheld === undefined
          ? projectJson(base, edits, options)
          : projectWithout(withheld, base, projectToken(base, edits, options)),
    };
    projections.set(base, last);
  }
  return last.made;
}

function projectWithout(withheld: readonly string[], base: ParsedToken, whole: Projection): Projection {
  const rest = withoutWithheld(whole.rest, withheld);
  const text = whole.text.slice(0, whole.text.length - whole.rest.length) + rest;
  return { ...whole, text, rest, edited: text !== base.text };
}

/** The places of tokens in a layer, a key binding with the key that the claims name for it; the same for the same question. */
export function placesAs(
  envelope: Envelope | null,
  base: ParsedToken,
  { edits, keys }: Pick<LayerInputs, "edits" | "keys">,
  payload: JsonDocument,
): readonly Place[] | null {
  const places = placesOf(envelope, base, edits);
  if (envelope === null || places?.some(({ name }) => name === "key-binding") !== true) return places;
  const { text } = keys.publicKey;
  const last = bound.get(envelope);
  if (last?.edits === edits && last.keys === text) return last.places;
  const boundKey = confirmedKey(processedPayload(payload, envelope.selective), text);
  const made =
    boundKey === null ? places : places.map((one) => (one.name === "key-binding" ? { ...one, boundKey } : one));
  bound.set(envelope, { edits, keys: text, places: made });
  return made;
}

const bound = new WeakMap<
  Envelope,
  { readonly edits: PaneEdits; readonly keys: string; readonly places: readonly Place[] }
>();

/**
 * The places of tokens in a layer: a key binding that was replaced in the unprotected header of an SD-JWT in JSON
 * counts as typed, and one removed from it does not count.
 */
function placesOf(envelope: Envelope | null, base: ParsedToken, edits: PaneEdits): readonly Place[] | null {
  if (envelope === null) return null;
  const { places } = envelope;
  const typed = base.seal === undefined || base.seal.index === 0 ? edits.unprotected : edits.others?.[0]?.unprotected;
  const old = places.find(({ name }) => name === "key-binding");
  if (base.form !== "jws-json" || typed === undefined || old === undefined) return places;
  const binding = bindingIn(typed);
  if (binding?.value === old.text) return places;
  const others = places.filter((place) => place !== old);
  return binding === null || innerForm(binding.value) !== "jws" ? others : [...others, { ...old, text: binding.value }];
}

/** The unprotected header that the pane shows. */
export interface UnprotectedHeader {
  /** What the page puts into the pane; "" if nothing. */
  readonly put: string;
  readonly text: string;
  /** The one that all recipients share, if the shown one also has its own. */
  readonly shared: Pick<UnprotectedHeader, "put" | "text"> | null;
}

/**
 * The unprotected header of the chosen signature or recipient, with what was typed; null if the token is not a JSON
 * form. `shown` is the token with all edits, so the header has its current key binding.
 */
export function unprotectedHeader(base: ParsedToken, edits: PaneEdits, shown = base): UnprotectedHeader | null {
  if (base.seal === undefined) return null;
  const { envelope, seals } = jsonSeals(base);
  const root = envelope.json.root;
  const seal = seals[base.seal.index];
  if (root?.type !== "object" || seal === undefined) return null;
  const { entry } = envelope.seals[base.seal.index]!;
  const [holder, name] = unprotectedPlace(seal, entry, root);
  const shownIn = (object: typeof root, member: string): string => {
    const value = lastMember(object, member)?.value;
    return value === undefined ? "" : printJson(base.text.slice(value.range.start, value.range.end));
  };
  const put = shownIn(holder, name);
  const ofAll = base.form === "jwe-json" && name === "header" ? shownIn(root, "unprotected") : "";
  const shared = ofAll === "" ? null : { put: ofAll, text: edits.shared ?? ofAll };
  const all = edits.unprotected ?? put;
  const typed = base.seal.index === 0 && edits.withheld ? headerWithout(all, edits.withheld) : all;
  const binding = base.seal.index === 0 ? selectiveOf(shown)?.binding : null;
  return { put, text: binding ? withBinding(typed, binding.text) : typed, shared };
}

/** All header parameters of the layer's token as the panes have them; just the header pane's if the token is not a JSON form. */
export function headerIn(base: ParsedToken, header: JsonDocument, edits: PaneEdits): JsonDocument {
  if (base.seal === undefined) return header;
  if (edits.header === undefined && edits.unprotected === undefined && edits.shared === undefined)
    return base.seal.joined.json;
  const { text = "", shared = null } = unprotectedHeader(base, edits) ?? {};
  return joinedHeader(header, [...(shared === null ? [] : [parseJson(shared.text)]), parseJson(text)]);
}

/** Whether the header of an SD-JWT or a JSON form can be signed: it is an object or, in JSON, nothing is protected. */
export function canSign(base: ParsedToken, header: JsonDocument): boolean {
  if (base.form === "sd-jwt") return wholeObject(header) !== null;
  return base.form === "jws-json" && (header.text.trim() === "" || wholeObject(header) !== null);
}
