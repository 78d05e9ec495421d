import { plural } from "../../../core/base/words.ts";
import type { Twin, TwinLimit } from "../../../core/twin/types.ts";

type Kind = Twin["counts"][number]["kind"];

const KINDS: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  word: ["word or id", "words and ids"],
  number: ["number", "numbers"],
  id: ["UUID", "UUIDs"],
  mail: ["part of an email address", "parts of email addresses"],
  ip: ["IP address", "IP addresses"],
  opaque: ["part of a credential", "parts of credentials"],
};

/** How many pieces of each kind were replaced: "5 words and ids, 1 number". */
export function countWords({ counts }: Twin): string {
  return counts.map(({ kind, count }) => `${count} ${KINDS[kind][count === 1 ? 0 : 1]}`).join(", ");
}

/** What could not be reproduced, and why. */
export function limitWords({ code, detail }: TwinLimit): string {
  switch (code) {
    case "algorithm":
      return `This browser cannot sign with ${detail}, so the signature is random.`;
    case "encryption":
      return `${detail}: not encrypted again. Its parts are random, and no key decrypts them.`;
    case "content":
      return "No key here decrypts the original, so the twin has filler inside.";
    case "binary":
      return "The content is not text, so it is random.";
    case "certificate":
      return `The certificates in ${detail} are random, and cannot be read.`;
  }
}

/** The twin's length, compared with the original's. */
export function lengthWords(twin: string, original: string): string {
  const length = plural(twin.length.toLocaleString("en"), "character");
  return twin.length === original.length
    ? `${length}, the same as the original`
    : `${length}; the original has ${original.length.toLocaleString("en")}`;
}

/** "iat, nbf and exp". */
export function listed(items: readonly string[], most = 12): string {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}
