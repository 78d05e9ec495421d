import { lookAt } from "../../registry/issuers.ts";
import { keySetCommand, keySourceOf } from "../../registry/key-sets.ts";
import type { Facts } from "../support/facts.ts";
import type { Fix } from "../types.ts";

/** The words on the button of `askForKeys`. */
export const ASK_FOR_KEYS = "Copy a curl for the keys";

/** Copies the command that asks the issuer for its keys; null where the token does not tell whom to ask. The page itself asks nobody. */
export function askForKeys({ header, payload }: Facts): Fix | null {
  const source = keySourceOf(lookAt(header.document, payload.document));
  return source && { kind: "copy", text: keySetCommand(source), what: "command" };
}
