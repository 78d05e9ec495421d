import { holdsKey } from "../../state/layer-inputs.ts";
import type { View } from "../../state/types.ts";

/** What a reload would discard, in words; "" if nothing. */
export function lostByReload({ inputs }: Pick<View, "inputs">): string {
  const parts = [
    inputs.base !== "" || Object.keys(inputs.edits).length > 0 ? "the token" : "",
    holdsKey(inputs) ? "the keys" : "",
    inputs.policy.trim() === "" ? "" : "the policy",
    inputs.verifier.trim() === "" ? "" : "the verifier’s configuration",
    inputs.knownIds.trim() === "" ? "" : "the user ids",
    inputs.accountChanged.trim() + inputs.lastSync.trim() === "" ? "" : "the user’s dates",
    inputs.workingToken.trim() === "" ? "" : "the working user’s token",
    inputs.errorMessage.trim() === "" ? "" : "the error message",
  ].filter((part) => part !== "");
  return new Intl.ListFormat("en-GB").format(parts);
}
