import { isUnsealed } from "../../envelope/unsealed.ts";
import type { RuleContext } from "../types.ts";

/** An encrypted token is made here: what encrypting puts into its header is in the token, and not in the pane that it is made from. */
export function isMadeHere(context: RuleContext): boolean {
  return context.provenance === "re-signed" || isBeingMade(context);
}

/** An encrypted token that waits for its key to be encrypted: what it lacks is not broken. */
export function isBeingMade({ token, signing }: RuleContext): boolean {
  return signing?.kind === "unavailable" && isUnsealed(token.text);
}
