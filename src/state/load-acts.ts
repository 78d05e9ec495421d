import type * as acts from "./acts.ts";

/**
 * User actions, the search for inner tokens, and work that needs keys: not needed for the first paint, nor to decode and
 * judge a token without a key.
 */
export type Acts = typeof acts;

let loaded: Acts | null = null;

/** Loads these acts, their own chunk, right after the first paint. Rejects if loading fails. */
export async function loadActs(): Promise<Acts> {
  loaded ??= await import("./acts.ts");
  return loaded;
}

/** Calls back with the acts: at once if they have loaded, otherwise as soon as they have. */
export function withActs(act: (acts: Acts) => void): void {
  if (loaded === null) void loadActs().then(act);
  else act(loaded);
}

/** The acts if they have loaded, otherwise null. */
export function actsIfLoaded(): Acts | null {
  return loaded;
}
