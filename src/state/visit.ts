import { createStore, type StoreApi } from "zustand/vanilla";
import type { WatchedView } from "./held-view.ts";
import type { View } from "./types.ts";

/** A token that arrived in this visit: pasted, from a link, or an example. Edits are not arrivals. */
export interface VisitItem {
  /** Unique for the page's lifetime, so a selection never refers to another token. */
  readonly id: number;
  readonly text: string;
  /** The real time of the arrival, in seconds since the epoch. */
  readonly at: number;
}

/** Limits on the number of tokens and their total characters: the oldest go first. */
const MOST_ITEMS = 200;
const MOST_CHARACTERS = 4_000_000;

let arrivals = 0;

const visits = new WeakMap<WatchedView, StoreApi<readonly VisitItem[]>>();

/**
 * The tokens that arrived in a workbench since the first call, including the one open then; oldest first, each text
 * once. They are kept in memory only, until "Forget everything".
 */
export function visitOf(view: WatchedView): StoreApi<readonly VisitItem[]> {
  const kept = visits.get(view);
  if (kept !== undefined) return kept;
  const visit = createStore<readonly VisitItem[]>(() => withArrival([], view.getState()));
  let { forgotten } = view.getState();
  view.subscribe((now, before) => {
    const isForgotten = now.forgotten !== forgotten;
    forgotten = now.forgotten;
    if (isForgotten) visit.setState([], true);
    if (now.inputs.pasted === before.inputs.pasted && !isForgotten) return;
    visit.setState(withArrival(visit.getState(), now), true);
  });
  visits.set(view, visit);
  return visit;
}

function withArrival(items: readonly VisitItem[], { inputs, realTime }: View): readonly VisitItem[] {
  // All tokens of one text, the open one last.
  const texts = new Set([
    ...inputs.found.map(({ text }) => text).filter((text) => text !== inputs.pasted),
    inputs.pasted,
  ]);
  const fresh = [...texts].filter(
    (text) => text !== "" && text.length <= MOST_CHARACTERS && !items.some((item) => item.text === text),
  );
  if (fresh.length === 0) return items;
  const all = [...items, ...fresh.map((text) => ({ id: (arrivals += 1), text, at: realTime }))].slice(-MOST_ITEMS);
  let characters = all.reduce((sum, item) => sum + item.text.length, 0);
  let first = 0;
  for (; characters > MOST_CHARACTERS; first += 1) characters -= all[first]?.text.length ?? 0;
  return all.slice(first);
}
