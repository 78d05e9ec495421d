import type { Address } from "../core/share/address.ts";
import type { Fixing } from "./fixing.ts";

/** Does what an address asks for alongside its token, which does not wait for it: a shared view opens, and what cannot be used is said. */
export function restOfAddress(fixing: Fixing, { token, publicKey, secret, shared, bad }: Address): void {
  const { notify } = fixing.changes;
  if (token === null && shared !== null) openShared(fixing, shared);
  else if (token === null && (publicKey ?? secret) !== null) notify("address-key-alone");
  if (bad.length > 0) notify("address-bad-value", { name: bad.join(" and ") });
}

/**
 * Opens the text of a link to a shared view as one step of Undo; what cannot be opened is said. It leaves private keys where they
 * are, so none is lost by it.
 */
export function openShared({ changes, newMark }: Fixing, text: string): void {
  const mark = newMark();
  void import("./open-shared.ts").then(({ openLink }) => openLink(changes, text, mark));
}
