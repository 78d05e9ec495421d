import type { Detection } from "./types.ts";

/** Finds the tokens in a text: `detectTokens` of `detect.ts`. */
export type DetectTokens = (pasted: string) => Detection;

let loaded: DetectTokens | null = null;

/** The search for tokens where it is loaded, else null. */
export function detectorIfLoaded(): DetectTokens | null {
  return loaded;
}

/**
 * Loads the search for tokens in pasted text, its own chunk: a text is shown, decoded and judged as it is until the
 * search has looked at it. Rejects where the chunk cannot be loaded, and tries again when asked again.
 */
export async function loadDetector(): Promise<DetectTokens> {
  loaded ??= (await import("./detect.ts")).detectTokens;
  return loaded;
}
