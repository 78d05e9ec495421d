const TITLES: Readonly<Record<string, string>> = {
  verified: "Verified where it was shared",
  invalid: "Invalid where it was shared",
  decrypted: "Decrypted where it was shared",
  unsigned: "Not signed where it was shared",
  malformed: "Malformed where it was shared",
  unsupported: "Not checkable where it was shared",
};

/** What a shared view claims about its signature, in words. */
export function sharedTitle(state: string | undefined): string {
  return TITLES[state ?? ""] ?? "Not checked where it was shared";
}
