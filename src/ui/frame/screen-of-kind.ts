import type { Screen } from "../../page/route.ts";

/** The screen that shows a thing which a paste placed, by the kind that the notice says; keys and tokens are the workbench's. */
export function screenOfKind(kind: string): Screen {
  return kind === "error" ? "error" : kind === "policy" || kind === "verifier" ? "gateway" : "workbench";
}
