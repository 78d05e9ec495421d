import type { JsonMember } from "../../core/json/types.ts";
import { membersAt, type SourceMap } from "../../core/envelope/source-map.ts";
import { type Lit, litKey } from "../../editor/runs.ts";
import { memo } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import type { Attention, MappedPane } from "../attention.ts";
import { type JsonPaneName, type Mapped, sourceMap } from "./maps.ts";
import { inward, outward, placeOfShown } from "./outward.ts";
import "./source-map.css";

/** The current claim or parameter, with its pane and its mapping to the token. */
interface Attended {
  readonly pane: JsonPaneName;
  readonly members: readonly JsonMember[];
  readonly map: SourceMap | null;
}

/** The part of a view that determines the user's position. Without key material, since the last answer stays in memory. */
type Where = Mapped & Pick<View, "layers" | "path">;

const lastAttended = memo(
  (
    token: Where["token"],
    header: Where["header"],
    payload: Where["payload"],
    layers: Where["layers"],
    path: string,
    attention: Attention,
  ) => attendedIn({ token, header, payload, layers, path }, attention),
);

/** The claims or parameters at the user's position, in any pane; null if none. Four parts of the page ask for this at each key. */
export function attended({ token, header, payload, layers, path }: Where, attention: Attention): Attended | null {
  return lastAttended(token, header, payload, layers, path, attention);
}

function attendedIn(view: Where, { pane, selection: at }: Attention): Attended | null {
  if (pane !== "token") {
    const map = sourceMap(view, pane);
    const members = membersAt(view[pane].json, at);
    return members.length === 0 ? null : { pane, members, map };
  }
  // The token pane shows the outermost token, the other panes its content.
  const selection = inward(view, at);
  if (selection === null) return null;
  const place = view.token.segments.find(({ range }) => range.start <= selection.start && selection.start <= range.end);
  if (place === undefined || (place.name !== "header" && place.name !== "payload")) return null;
  const map = sourceMap(view, place.name);
  if (map === null) return null;
  // A caret between two characters refers to the next one, at a segment's end to the previous one.
  const first = Math.min(selection.start, place.range.end - 1);
  const last = Math.max(first, Math.min(selection.end - 1, place.range.end - 1));
  const members = new Set<JsonMember>();
  for (let offset = first; offset <= last; offset += 1) {
    const member = map.memberAt(offset);
    if (member !== null) members.add(member);
  }
  return members.size === 0 ? null : { pane: place.name, members: [...members], map };
}

/** What is highlighted in a pane for a position, as a key for `litOf`. */
export function litIn(view: View, attention: Attention | null, pane: MappedPane): string {
  if (attention === null) return "";
  const at = attended(view, attention);
  if (at === null) {
    // Elsewhere in the outermost token, the shown layer is highlighted.
    const place = pane === "token" && attention.pane === "token" && view.path !== "" ? placeOfShown(view) : null;
    return place === null ? "" : litKey([{ range: place, shared: false }]);
  }
  if (pane !== "token")
    return pane === at.pane ? litKey(at.members.map(({ range }) => ({ range, shared: false }))) : "";
  return litKey(at.members.flatMap((member): readonly Lit[] => carriers(view, at.map, member)));
}

function carriers(view: View, map: SourceMap | null, { range }: JsonMember): readonly Lit[] {
  const found = map?.carriersOf(range) ?? null;
  if (found === null) return [];
  if (view.path !== "") {
    const carried = outward(view, found.range);
    return carried === null ? [] : [{ range: carried, shared: false }];
  }
  const start = found.range.start + Number(found.sharedStart);
  const end = found.range.end - Number(found.sharedEnd);
  return [
    ...(found.sharedStart ? [{ range: { start: start - 1, end: start }, shared: true }] : []),
    { range: { start, end }, shared: false },
    ...(found.sharedEnd ? [{ range: { start: end, end: end + 1 }, shared: true }] : []),
  ];
}
