import { lookAt } from "../../registry/issuers.ts";
import { keySetCommand, keySourceOf } from "../../registry/key-sets.ts";
import type { Facts } from "../support/facts.ts";
import type { Fix } from "../types.ts";

/** The words on the button of `askForKeys`. */
export const ASK_FOR_KEYS = "Copy a curl for the keys";

/** Copies the command that fetches the issuer's keys; null if the token does not say who the issuer is. The page itself fetches nothing. */
export function askForKeys({ header, payload }: Facts): Fix | null {
  const source = keySourceOf(lookAt(header.document, payload.document));
  return source && { kind: "copy", text: keySetCommand(source), what: "command" };
}
