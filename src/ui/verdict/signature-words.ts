import type { SignatureCode } from "../../core/verdict/types.ts";
import type { IconName } from "../Icon.tsx";

/**
 * Icon and title of the signature's cell. They depend only on the states, so a live region speaks only when a state
 * changes; the subtitle may change with each input.
 */
export const SIGNATURE_WORDS: Readonly<Record<SignatureCode, readonly [icon: IconName, title: string]>> = {
  empty: ["dash", "No token yet"],
  checking: ["dash", "Checking…"],
  "on-request": ["dash", "Not checked yet"],
  malformed: ["x", "Malformed token"],
  encrypted: ["lock", "Encrypted"],
  unsealed: ["open", "Not encrypted yet"],
  decrypted: ["open", "Decrypted"],
  "not-decrypted": ["x", "Does not decrypt"],
  "not-opened": ["lock", "Not decrypted here"],
  unsupported: ["dash", "Not verified here"],
  unsigned: ["open", "Not signed"],
  "no-key": ["key", "Not checked yet"],
  "key-error": ["key", "Key cannot be used"],
  invalid: ["x", "Signature invalid"],
  tampered: ["x", "Signature invalid"],
  "own-key": ["key", "Matches the key inside the token"],
  "signed-here": ["check", "New signature verifies"],
  "signed-here-over-bad": ["check", "Signed here: the pasted token did not verify"],
  verified: ["check", "Signature verified"],
};
