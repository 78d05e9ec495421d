import type { OfflineState } from "../../page/offline.ts";

/** What a person is told of the state. */
export function offlineWords(state: OfflineState): string {
  switch (state.kind) {
    case "unknown":
      return "…";
    case "impossible":
      return IMPOSSIBLE[state.why];
    case "off":
      return "This page is not kept: without a network it does not open.";
    case "fetching":
      return "The page's own files are being fetched.";
    case "kept":
      return "This page is kept in this browser and opens without a network. Only its own files are kept, nothing that you type.";
    case "failed":
      return `This page could not be kept: ${state.message.replace(/\.$/, "")}.`;
  }
}

const IMPOSSIBLE: Readonly<Record<"file" | "insecure" | "browser", string>> = {
  file: "This is a single file with everything in it: it works without a network as it is.",
  insecure: "A browser keeps pages only over https or on localhost.",
  browser: "This browser keeps no pages here. A private window is one reason.",
};
