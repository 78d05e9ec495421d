import type * as acts from "./acts.ts";

/**
 * What a person does, what finds tokens inside a token, and what only keys give work to: none of it need be there at the first
 * paint, and a token without a key is decoded and judged before it is.
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
