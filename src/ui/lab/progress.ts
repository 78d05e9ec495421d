/** Which scenarios were completed. Kept in memory; on the device only if the user allows it. */
const PLACE = "jotscope-lab-seen";

export interface Progress {
  readonly seen: ReadonlySet<string>;
  readonly isKept: boolean;
}

/** What is stored on this device, if allowed; only scenario ids are ever read or written. */
export function readProgress(ids: readonly string[]): Progress {
  try {
    const text = localStorage.getItem(PLACE);
    if (text === null) return { seen: new Set(), isKept: false };
    return { seen: new Set(text.split(" ").filter((id) => ids.includes(id))), isKept: true };
  } catch {
    return { seen: new Set(), isKept: false }; // storage is unavailable: nothing is kept
  }
}

/** Stores progress if allowed, otherwise removes it. */
export function writeProgress({ seen, isKept }: Progress): void {
  try {
    if (isKept) localStorage.setItem(PLACE, [...seen].join(" "));
    else localStorage.removeItem(PLACE);
  } catch {
    // As above: then it lasts as long as the page.
  }
}
