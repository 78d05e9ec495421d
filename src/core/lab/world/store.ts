import type { WorldObject } from "./types.ts";

/** A simulated store of things seen, such as used `jti` values. */
export interface SeenStore extends WorldObject {
  has(value: string): boolean;
  add(value: string): void;
}

/** An empty store. */
export function createSeenStore(name: string): SeenStore {
  const seen = new Set<string>();
  return {
    kind: "store",
    name,
    entries: () => [...seen].map((value, index) => ({ name: `${index + 1}`, value, editable: false })),
    set: (_, value) => void seen.add(value),
    has: (value) => seen.has(value),
    add: (value) => void seen.add(value),
  };
}
