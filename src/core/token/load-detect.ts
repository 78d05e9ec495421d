import type { Detection } from "./types.ts";

/** Finds the tokens in a text: `detectTokens` of `detect.ts`. */
export type DetectTokens = (pasted: string) => Detection;

let loaded: DetectTokens | null = null;

/** The token search if it is loaded, else null. */
export function detectorIfLoaded(): DetectTokens | null {
  return loaded;
}

/**
 * Loads the search for tokens in pasted text, a separate chunk: until it has run, a text is shown, decoded and judged
 * as it is. Rejects if the chunk cannot be loaded; the next call tries again.
 */
export async function loadDetector(): Promise<DetectTokens> {
  loaded ??= (await import("./detect.ts")).detectTokens;
  return loaded;
}
