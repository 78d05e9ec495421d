import type { FamilyId } from "./types.ts";

/** The families in teaching order, each with what it is about. */
export const FAMILIES: readonly { readonly id: FamilyId; readonly title: string; readonly about: string }[] = [
  {
    id: "algorithm",
    title: "Who chooses the algorithm",
    about: "The token says how it wants to be checked. A verifier that obeys has lost.",
  },
  { id: "key", title: "Whose key is it", about: "A token can name a key, point to one, or bring its own." },
  {
    id: "signature",
    title: "Weak secrets and signatures",
    about: "The right algorithm with a key that can be guessed, or a check that does not fully check.",
  },
  {
    id: "parser",
    title: "Two readers, two readings",
    about: "One piece of code verifies a token, and another reads it differently.",
  },
  {
    id: "encryption",
    title: "Encrypted is not signed",
    about:
      "Encryption hides what a token says. It does not prove who wrote it, and decrypting is work that strangers can demand.",
  },
  {
    id: "substitution",
    title: "The right token in the wrong place",
    about: "Every signature here is valid. That is not the question.",
  },
];
