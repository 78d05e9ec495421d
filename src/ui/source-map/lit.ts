import type { JsonDocument, JsonMember } from "../../core/json/types.ts";
import { createSourceMap, membersAt, type SourceMap } from "../../core/token/source-map.ts";
import type { JsonPart, ParsedToken, Segment } from "../../core/token/types.ts";
import { type Lit, litKey } from "../../editor/runs.ts";
import { memo } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import type { Attention, MappedPane } from "../attention.ts";
import { LAYER_LIMIT } from "../marks.ts";

type JsonPaneName = "header" | "payload";

const mapOf = memo((segment: Segment, part: JsonPart, pane: JsonDocument) => createSourceMap(segment, part, pane), 4);

/** The part of the view that the map needs. */
type Mapped = Pick<View, "token" | "header" | "payload">;

function sourceMap(view: Mapped, pane: JsonPaneName): SourceMap | null {
  const { token } = view;
  const segment = segmentOf(token, pane);
  const part = token[pane];
  return segment === null || part === null || token.text.length > LAYER_LIMIT
    ? null
    : mapOf(segment, part, view[pane].json);
}

function segmentOf({ segments, unencodedPayload }: ParsedToken, pane: JsonPaneName): Segment | null {
  if (pane === "payload" && unencodedPayload === true) return null;
  return segments.find(({ name }) => name === pane) ?? null;
}

/** What a person is at: a claim or parameter, with the pane that it stands in and its way to the token. */
export interface Attended {
  readonly pane: JsonPaneName;
  readonly members: readonly JsonMember[];
  readonly map: SourceMap | null;
}

/** The claims or parameters at which a person is, in whichever pane. Null where that is none. */
export function attended(view: Mapped, { pane, selection }: Attention): Attended | null {
  if (pane !== "token") {
    const map = sourceMap(view, pane);
    const members = membersAt(view[pane].json, selection);
    return members.length === 0 ? null : { pane, members, map };
  }
  const place = view.token.segments.find(({ range }) => range.start <= selection.start && selection.start <= range.end);
  if (place === undefined || (place.name !== "header" && place.name !== "payload")) return null;
  const map = sourceMap(view, place.name);
  if (map === null) return null;
  // A caret stands between two characters: it means the one behind it, at a segment's end the one before.
  const first = Math.min(selection.start, place.range.end - 1);
  const last = Math.max(first, Math.min(selection.end - 1, place.range.end - 1));
  const members = new Set<JsonMember>();
  for (let offset = first; offset <= last; offset += 1) {
    const member = map.memberAt(offset);
    if (member !== null) members.add(member);
  }
  return members.size === 0 ? null : { pane: place.name, members: [...members], map };
}

/** What is lit in a pane while a person is somewhere, as a key for `litOf`. */
export function litIn(view: View, attention: Attention, pane: MappedPane): string {
  const at = attended(view, attention);
  if (at === null) return "";
  if (pane !== "token")
    return pane === at.pane ? litKey(at.members.map(({ range }) => ({ range, shared: false }))) : "";
  return litKey(at.members.flatMap((member): readonly Lit[] => carriers(at.map, member)));
}

function carriers(map: SourceMap | null, { range }: JsonMember): readonly Lit[] {
  const found = map?.carriersOf(range) ?? null;
  if (found === null) return [];
  const start = found.range.start + Number(found.sharedStart);
  const end = found.range.end - Number(found.sharedEnd);
  return [
    ...(found.sharedStart ? [{ range: { start: start - 1, end: start }, shared: true }] : []),
    { range: { start, end }, shared: false },
    ...(found.sharedEnd ? [{ range: { start: end, end: end + 1 }, shared: true }] : []),
  ];
}
