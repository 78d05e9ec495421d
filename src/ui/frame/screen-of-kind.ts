import type { Screen } from "../../page/route.ts";

/** The screen that shows what a paste placed, by the notice's kind; keys and tokens are on the workbench. */
export function screenOfKind(kind: string): Screen {
  return kind === "error" ? "error" : kind === "policy" || kind === "verifier" ? "gateway" : "workbench";
}
