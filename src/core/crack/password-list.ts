import { dictionary } from "@zxcvbn-ts/language-common";

/**
 * The password dictionary of @zxcvbn-ts/language-common: about 49,000 passwords, most common first, one per line in
 * UTF-8. Unpacking takes some 30 ms: keep it off the page's thread.
 */
export function passwordList(): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(dictionary["passwords-common"].join("\n"));
}
