import type { SourceMap } from "../../core/envelope/source-map.ts";
import type { Place } from "../../core/rules/types.ts";
import type { Range } from "../../core/text/range.ts";
import type { View } from "../../state/types.ts";
import { sourceMap } from "./maps.ts";

/** How the surrounding layer contains an inner token: in the payload pane, by its map, or (null) in the token's own text. */
interface Way {
  readonly start: number;
  readonly length: number;
  readonly map: SourceMap | null;
}

/** What locates the shown layer. */
type Where = Pick<View, "layers" | "path">;

/**
 * The maps from the shown layer to the outermost, nearest first; null if a surrounding layer is unreadable, or
 * contains the inner token with escapes.
 */
function waysOf({ layers, path }: Where): readonly Way[] | null {
  const ways: Way[] = [];
  const at = (where: string | null) => layers.find((one) => one.path === where);
  for (let inner = at(path); inner?.place; inner = at(inner.around)) {
    const { around, place } = inner;
    const layer = at(around);
    const found = layer?.envelope?.places.find(({ name }) => name === place);
    if (layer === undefined || found === undefined || found.range.end - found.range.start !== found.text.length)
      return null;
    const map = found.name === "key-binding" ? null : sourceMap(layer, "payload");
    if (map === null && found.name !== "key-binding") return null;
    ways.push({ start: found.range.start, length: found.text.length, map });
  }
  return ways;
}

/**
 * The characters of the outermost token that carry a range of the shown layer's token: one character of an inner
 * token corresponds to several in the outer one. Null if unknown.
 */
export function outward(view: Where, range: Range): Range | null {
  const ways = waysOf(view);
  if (ways === null) return null;
  let carried: Range | null = range;
  for (const { start, map } of ways) {
    if (carried === null) return null;
    const inLayer: Range = { start: carried.start + start, end: carried.end + start };
    carried = map === null ? inLayer : (map.carriersOf(inLayer)?.range ?? null);
  }
  return carried;
}

/** Where the shown layer is in the outermost token; null if unknown. */
export function placeOfShown(view: Where & Pick<View, "token">): Range | null {
  return outward(view, { start: 0, end: view.token.text.length });
}

/**
 * Maps a selection in the outermost token to the shown layer's token, clipped to it; an empty one is the caret before
 * a character. Null if it touches none of the layer's characters.
 */
export function inward(view: Where & Pick<View, "token">, selection: Range): Range | null {
  if (view.path === "") return selection;
  const ways = waysOf(view);
  const place = placeOfShown(view);
  const last = Math.max(selection.start, selection.end - 1);
  if (ways === null || place === null || selection.start >= place.end || last < place.start) return null;
  const mapped = (offset: number): number =>
    ways.reduceRight((at, { start, length, map }) => {
      const inLayer = map === null ? at : (map.characterAt(at) ?? 0);
      return Math.min(Math.max(inLayer - start, 0), length - 1);
    }, offset);
  const start = mapped(Math.max(selection.start, place.start));
  const end = mapped(Math.min(last, place.end - 1));
  return { start, end: selection.start === selection.end ? start : end + 1 };
}

/** A place translated to the panes: the token pane always shows the outermost token. */
export function inPanes(view: Where, place: Place): Place | null {
  if (place.pane !== "token") return place;
  const range = outward(view, place.range);
  return range && { pane: "token", range };
}
