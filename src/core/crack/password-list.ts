import { dictionary } from "@zxcvbn-ts/language-common";

/** Where the passwords come from, for people who ask. */
export const PASSWORD_LIST_SOURCE = "the password dictionary of @zxcvbn-ts/language-common";

/** About 49,000 passwords, the most used first, a line each in UTF-8. Unpacking takes some 30 ms: not for the page's thread. */
export function passwordList(): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(dictionary["passwords-common"].join("\n"));
}
