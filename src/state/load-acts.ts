import type * as acts from "./acts.ts";

/**
 * User actions, the search for inner tokens, and work that needs keys: not needed for the first paint, nor to decode and
 * judge a token without a key.
 */
export type Acts = typeof acts;

let loaded: Acts | null = null;

/** Loads these acts, their own chunk that comes right after the first paint. Rejects where it cannot be loaded. */
export async function loadActs(): Promise<Acts> {
  loaded ??= await import("./acts.ts");
  return loaded;
}

/** Does something with the acts: at once where they are loaded, else as soon as they are. */
export function withActs(act: (acts: Acts) => void): void {
  if (loaded === null) void loadActs().then(act);
  else act(loaded);
}

/** The acts where they are loaded, else null. */
export function actsIfLoaded(): Acts | null {
  return loaded;
}
