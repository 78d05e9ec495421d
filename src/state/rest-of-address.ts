import type { Address } from "../core/share/address.ts";
import type { Fixing } from "./fixing.ts";

/** Handles the rest of an address, for which the token does not wait: opens a shared view, and reports unusable values. */
export function restOfAddress(fixing: Fixing, { token, publicKey, secret, shared, bad }: Address): void {
  const { notify } = fixing.changes;
  if (token === null && shared !== null) openShared(fixing, shared);
  else if (token === null && (publicKey ?? secret) !== null) notify("address-key-alone");
  if (bad.length > 0) notify("address-bad-value", { name: bad.join(" and ") });
}

/**
 * Opens the text of a shared-view link as one step of Undo; a failure is reported. It leaves private keys in their
 * fields, so none is lost.
 */
export function openShared({ changes, newMark }: Fixing, text: string): void {
  const mark = newMark();
  void import("./open-shared.ts").then(({ openLink }) => openLink(changes, text, mark));
}
