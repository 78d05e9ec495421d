import type { View } from "../../state/types.ts";

/** In words, what of a person's own a reload would take away; "" where there is nothing. */
export function lostByReload({ inputs, settings }: Pick<View, "inputs" | "settings">): string {
  const { keys } = inputs;
  const isKeyThere = [keys.secret.text, keys.publicKey.text, keys.privateKey.text].some((text) => text !== "");
  const parts = [
    inputs.base !== "" || Object.keys(inputs.edits).length > 0 ? "the token" : "",
    isKeyThere ? "the keys" : "",
    settings.policy.trim() === "" ? "" : "the policy",
    inputs.knownIds.trim() === "" ? "" : "the user ids",
    inputs.errorMessage.trim() === "" ? "" : "the error message",
  ].filter((part) => part !== "");
  return new Intl.ListFormat("en-GB").format(parts);
}
