/** Which scenarios were completed. Kept in memory; on the device only if the user allowed it. */
const PLACE = "jotscope-lab-seen";

export interface Progress {
  readonly seen: ReadonlySet<string>;
  readonly isKept: boolean;
}

/** What is kept on this device, if anything was allowed to be; only ids of scenarios are ever read or written. */
export function readProgress(ids: readonly string[]): Progress {
  try {
    const text = localStorage.getItem(PLACE);
    if (text === null) return { seen: new Set(), isKept: false };
    return { seen: new Set(text.split(" ").filter((id) => ids.includes(id))), isKept: true };
  } catch {
    return { seen: new Set(), isKept: false }; // storage is not to be had: nothing is kept
  }
}

/** Writes what was seen where it may be kept, and removes it where it may not. */
export function writeProgress({ seen, isKept }: Progress): void {
  try {
    if (isKept) localStorage.setItem(PLACE, [...seen].join(" "));
    else localStorage.removeItem(PLACE);
  } catch {
    // As above: then it lives as long as the page.
  }
}
