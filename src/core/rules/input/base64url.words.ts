import { plural, type Args, type Vocabulary } from "../support/words.ts";

/** The base64url alphabet, and who enforces it. */
export const STRICT = "RFC 7515 section 2 allows only A-Z, a-z, 0-9, - and _; strict verifiers refuse the token.";

const SIGNED = "The signature covers these characters: if they were signed as they are, it fails after the change.";

/** The object of a fix button for one place, or for all places of a kind. */
function itOrAll(a: Args<"places">): string {
  return Number(a.places) > 1 ? `all ${a.places}` : "it";
}

/** What cut a token that ends exactly at a known limit. */
function byLimit(a: Args<never, "limit" | "by">): string {
  return a.limit ? `, ${a.by}` : "";
}

/** Where to look for what cut a token. */
function lookFor(a: Args<never, "limit">): string {
  return a.limit ? "Store and send the complete token." : "Look for limits on cookies, columns and log lines.";
}

export const standardBase64Words = {
  alphabet: (a: Args<"character" | "segment" | "at">) => [
    `${a.character} in the ${a.segment}: Base64, not base64url`,
    `At ${a.at}. ${STRICT} ${SIGNED}`,
    "Convert to base64url",
  ],
  "padding-all": (a: Args<"segments">) => [
    `Padding in ${a.segments}`,
    "The encoder kept the equals signs that RFC 7515 section 2 omits, as AWS load balancers do, and signed them too: without the padding such a signature does not verify, and with it strict verifiers refuse the token.",
    "Judge it with its padding",
  ],
  padding: (a: Args<"segment" | "count" | "at">) => [
    `Padding in the ${a.segment}`,
    `${plural(a.count, "equals sign")} at ${a.at}. RFC 7515 section 2 omits padding. ${SIGNED}`,
    "Drop the padding",
  ],
} satisfies Vocabulary;

export const foreignCharacterWords = {
  torn: (a: Args<"character" | "at">) => [
    `The pasted token breaks at ${a.character}`,
    `It is character ${a.at} of the pasted text, and what follows looks like more of the token. Base64url never contains it, so the token was taken to end there.`,
    "Put it back",
  ],
  visible: (a: Args<"character" | "segment" | "at" | "meant" | "places">) => [
    `${a.character} in the ${a.segment}`,
    `At character ${a.at}. ${a.meant ? `It looks like ${a.meant}, and text that was recognised, translated or typeset has it in that place. ` : ""}${STRICT}`,
    a.meant ? `Replace ${itOrAll(a)} with ${a.meant}` : `Remove ${itOrAll(a)}`,
  ],
  dot: (a: Args<"character" | "at" | "places" | "meant">) => [
    `${a.character} where the dots of a token should be`,
    `The first is character ${a.at}. Input methods and word processors write such dots. Without the ASCII dot no program finds the segments.`,
    `Replace ${itOrAll(a)} with ${a.meant}`,
  ],
  hidden: (a: Args<"segment" | "character" | "at" | "places">) => [
    `An invisible character in the ${a.segment}`,
    `${a.character} at character ${a.at}. Chats and word processors insert such characters. Copy the token from where it was issued.`,
    `Remove ${itOrAll(a)}`,
  ],
  ellipsis: (a: Args<"character" | "at">) => [
    "The token was shortened",
    `The ellipsis (${a.character}) at character ${a.at} stands for what was left out. Copy the complete token.`,
    "Remove it",
  ],
} satisfies Vocabulary;

export const trailingBitsWords = {
  bits: (a: Args<"segment" | "character" | "canonical">) => [
    `The last character of the ${a.segment} is not the canonical one`,
    `${a.character} has non-zero spare bits; ${a.canonical} encodes the same bytes. Strict decoders refuse it (RFC 4648 section 3.5), lenient ones accept both: never use a token's text as the key of a deny list.`,
    "Write the canonical one",
  ],
} satisfies Vocabulary;

export const truncatedWords = {
  last: (a: Args<"segment" | "length" | "total", "limit" | "by">) => [
    a.limit ? `The token was cut off at ${a.limit} characters` : "The token was cut off",
    `The ${a.segment} has ${a.length} characters, a length that base64url never has. At least one is missing; the token ends after ${a.total}${byLimit(a)}. ${lookFor(a)}`,
  ],
  limit: (a: Args<"segment" | "lack", "limit" | "by">) => [
    `The token was cut off at ${a.limit} characters`,
    `Its ${a.segment} lacks ${plural(a.lack, "character")}: something ends the token there, ${a.by}. Store and send the complete token.`,
  ],
  markdown: (a: Args<"lack">) => [
    `The signature lacks ${plural(a.lack, "character")}`,
    "There is no _ in the token: chats and pages that read Markdown treat _…_ as emphasis and drop the underscores. Or the end was cut off. The missing characters cannot be restored. Copy the token as code, or from where it was issued.",
  ],
  length: (a: Args<"segment" | "length">) => [
    `The ${a.segment} lacks a character`,
    `It has ${a.length}, a length that base64url never has (RFC 4648 section 4).`,
  ],
  ellipsis: (a: Args<"text">) => [
    "The token was shortened",
    `It ends with ${a.text}, as logs and support tickets shorten text. Copy the complete token.`,
  ],
  middle: (a: Args<"text" | "at">) => [
    "The token was shortened",
    `${a.text} at character ${a.at} stands for what was left out. Copy the complete token.`,
  ],
  start: (a: Args<"text" | "missing">) => [
    "The beginning of the token is missing",
    `It begins with ${a.text}…; with ${a.missing} in front the header is readable. Copy the complete token.`,
    `Put ${a.missing} in front`,
  ],
  beginning: (a: Args<"text" | "rest">) => [
    "The beginning of the token is missing",
    `It begins with ${a.text}…, inside its header, which goes on with ${a.rest}. What is lost cannot be restored. Copy the complete token.`,
  ],
  json: (a: Args<"segment" | "total", "limit" | "by">) => [
    a.limit ? `The token was cut off at ${a.limit} characters` : "The token was cut off",
    `The ${a.segment} stops in the middle of its JSON, after ${plural(a.total, "character")} in all${byLimit(a)}. ${lookFor(a)}`,
  ],
} satisfies Vocabulary;
