import type { OfflineState } from "../../page/offline.ts";

/** The words for the state. */
export function offlineWords(state: OfflineState): string {
  switch (state.kind) {
    case "unknown":
      return "…";
    case "impossible":
      return IMPOSSIBLE[state.why];
    case "off":
      return "This page is not saved for offline use.";
    case "fetching":
      return "Saving the page's files…";
    case "kept":
      return "This page is saved in this browser and opens without a network. Only its own files are saved, nothing you type.";
    case "failed":
      return `This page could not be saved: ${state.message.replace(/\.$/, "")}.`;
  }
}

const IMPOSSIBLE: Readonly<Record<"file" | "insecure" | "browser", string>> = {
  file: "This single file contains everything and works without a network.",
  insecure: "Browsers save pages only over https or on localhost.",
  browser: "This browser cannot save pages here, for example because the window is private.",
};
