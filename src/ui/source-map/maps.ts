import type { JsonDocument } from "../../core/json/types.ts";
import { createSourceMap, type SourceMap } from "../../core/envelope/source-map.ts";
import type { JsonPart, ParsedToken, Segment } from "../../core/envelope/types.ts";
import { memo } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import { LAYER_LIMIT } from "../limits.ts";

export type JsonPaneName = "header" | "payload";

const mapOf = memo((segment: Segment, part: JsonPart, pane: JsonDocument) => createSourceMap(segment, part, pane), 4);

/** The part of a layer that the map needs. */
export type Mapped = Pick<View, "token" | "header" | "payload">;

/** The map between a pane of a layer and the layer's token; null if there is none. */
export function sourceMap(layer: Mapped, pane: JsonPaneName): SourceMap | null {
  const { token } = layer;
  const segment = segmentOf(token, pane);
  const part = token[pane];
  return segment === null || part === null || token.text.length > LAYER_LIMIT
    ? null
    : mapOf(segment, part, layer[pane].json);
}

function segmentOf({ segments, unencodedPayload }: ParsedToken, pane: JsonPaneName): Segment | null {
  if (pane === "payload" && unencodedPayload === true) return null;
  const found = segments.find(({ name }) => name === pane);
  // An escape in a JSON string differs from the character that it stands for.
  return found === undefined || found.range.end - found.range.start !== found.text.length ? null : found;
}
