import { isUnsealed } from "../../envelope/unsealed.ts";
import type { RuleContext } from "../types.ts";

/** An encrypted token made here: parameters added by encryption are in the token, not in the pane. */
export function isMadeHere(context: RuleContext): boolean {
  return context.provenance === "re-signed" || isBeingMade(context);
}

/** An encrypted token that still waits for the key to encrypt with: what it lacks is not an error. */
export function isBeingMade({ token, signing }: RuleContext): boolean {
  return signing?.kind === "unavailable" && isUnsealed(token.text);
}
