import { keepLayout } from "../json/keep-layout.ts";
import { parseJson } from "../json/parse.ts";
import { minifyJson } from "../json/minify.ts";
import { applyEdits } from "../text/edits.ts";
import type { InnerTexts, PaneDocuments, PaneEdits, ParsedToken, Place, PlaceName } from "./types.ts";
import { placesIn } from "./places.ts";

/**
 * A text with the tokens in some of its places replaced; the places must be those of exactly this text. Only the
 * characters of these tokens change, and none if the token is the same.
 */
export function putInner(text: string, places: readonly Place[], inner: ReadonlyMap<PlaceName, string>): string {
  const edits = places.flatMap(({ name, text: old, range, quoted }) => {
    const token = inner.get(name);
    if (token === undefined || token === old || name === "key-binding") return [];
    if (quoted) return [{ range, insert: JSON.stringify(token).slice(1, -1) }];
    // An object is replaced by another object, or else by a string.
    const isValue = name === "content" || token.startsWith("{");
    return [{ range, insert: isValue ? token : JSON.stringify(token) }];
  });
  return applyEdits(text, edits);
}

/** An envelope before its inner tokens change: its base, the edits to it, and its panes' documents with the places in them. */
export interface Around {
  readonly base: ParsedToken;
  readonly edits: PaneEdits;
  readonly encodeAsTyped: boolean;
  readonly panes: PaneDocuments;
  readonly places: readonly Place[];
}

/**
 * What changes around inner tokens: `inner` are their texts, one for each place. Every other character of the payload
 * is kept, including those that the pane does not show. Null if no token has changed.
 */
export function layInner(
  { base, edits, encodeAsTyped, panes, places }: Around,
  inner: readonly string[],
): InnerTexts | null {
  const changed = places.flatMap((place, index) =>
    inner[index] === place.text ? [] : [{ place, text: inner[index] ?? "" }],
  );
  if (changed.length === 0) return null;
  const texts = new Map(changed.map(({ place, text }) => [place.name, text]));
  const typed = edits.payload;
  const content = typed === undefined ? (base.payload?.text ?? "") : encodeAsTyped ? typed : minifyJson(typed);
  const inContent = placesIn(panes.header, parseJson(content));
  const asEncoded = new Map(inContent.map(({ name, text }) => [name, text]));
  // The pane lays out a JSON form that is an object; what is encoded keeps the layout that it has.
  const encoded = new Map(
    changed.map(({ place, text }) => [
      place.name,
      !place.quoted && place.form.endsWith("-json") && !(encodeAsTyped && typed !== undefined)
        ? keepLayout(asEncoded.get(place.name) ?? "", text)
        : text,
    ]),
  );
  return {
    pane: putInner(panes.payload.text, places, texts),
    content: putInner(content, inContent, encoded),
    binding: texts.get("key-binding") ?? places.find(({ name }) => name === "key-binding")?.text ?? null,
  };
}
