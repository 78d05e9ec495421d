import type { Serialisation, Unconvertible } from "../../core/envelope/convert.ts";

/** Each serialisation's name, and what its button does. */
export const SERIALISATIONS: Readonly<Record<Serialisation, readonly [name: string, what: string]>> = {
  compact: ["Compact", "three or five parts, joined by dots"],
  flattened: ["Flattened JSON", "one signature or recipient beside the content"],
  general: ["General JSON", "a list of signatures or recipients"],
};

export const FORMS: readonly Serialisation[] = ["compact", "flattened", "general"];

const REFUSALS: Readonly<Record<Unconvertible, string>> = {
  broken: "the token cannot be read completely",
  several: "this form holds only one, and the token has several",
  unprotected: "the compact form protects its whole header, and this one does not",
  aad: "the compact form cannot hold aad",
  disclosures: "its disclosures are not a list of strings without ~ (RFC 9901 section 4)",
  dot: "its unencoded payload contains a dot or a ~ (RFC 7797 section 5.2)",
  members: "it has members that this form cannot hold",
};

/** Why a token cannot be written in a form, to follow the form's name. */
export function refusalWords(refused: Unconvertible): string {
  return REFUSALS[refused];
}
