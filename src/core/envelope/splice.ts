import { parseJson } from "../json/parse.ts";
import { minifyJson } from "../json/print.ts";
import { applyEdits } from "../text/edit.ts";
import type { InnerTexts, PaneDocuments, PaneEdits, ParsedToken, Place, PlaceName } from "./types.ts";
import { placesIn } from "./places.ts";

/**
 * A text with other tokens in some of its places, which are those of exactly this text. Only the characters of these tokens
 * change, and none where the token is the one that stands there.
 */
export function putInner(text: string, places: readonly Place[], inner: ReadonlyMap<PlaceName, string>): string {
  const edits = places.flatMap(({ name, text: old, range, quoted }) => {
    const token = inner.get(name);
    if (token === undefined || token === old || name === "key-binding") return [];
    return [{ range, insert: quoted ? JSON.stringify(token).slice(1, -1) : token }];
  });
  return applyEdits(text, edits);
}

/** An envelope before the tokens inside it change: its base, the edits over it, and its panes' documents with the places in them. */
export interface Around {
  readonly base: ParsedToken;
  readonly edits: PaneEdits;
  readonly encodeAsTyped: boolean;
  readonly panes: PaneDocuments;
  readonly places: readonly Place[];
}

/**
 * What changes around inner tokens: `inner` are their texts, one for each place. The payload keeps every other character, those
 * that the pane does not show included. Null where no token differs from the one that stands there.
 */
export function layInner(
  { base, edits, encodeAsTyped, panes, places }: Around,
  inner: readonly string[],
): InnerTexts | null {
  const texts = new Map(places.map(({ name }, index) => [name, inner[index] ?? ""]));
  if (places.every(({ name, text }) => texts.get(name) === text)) return null;
  const typed = edits.payload;
  const content = typed === undefined ? (base.payload?.text ?? "") : encodeAsTyped ? typed : minifyJson(typed);
  return {
    pane: putInner(panes.payload.text, places, texts),
    content: putInner(content, placesIn(panes.header, parseJson(content)), texts),
    binding: texts.get("key-binding") ?? null,
  };
}
