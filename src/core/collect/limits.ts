/** Limits of an import. Exceeding one is reported, with how much was read. */

/** The most bytes of a file. */
export const MOST_BYTES = 200 * 1024 * 1024;
/** The most bytes that are unpacked from a compressed file. */
export const MOST_UNPACKED = 4 * MOST_BYTES;
/** The most distinct tokens that are kept, and the most characters of them in total. */
export const MOST_TOKENS = 10_000;
export const MOST_CHARACTERS = 32_000_000;
/** The longest token. */
export const LONGEST = 256 * 1024;
/** The most places that are kept per token, and the most further ones that stand out; all are counted. */
export const MOST_USES = 200;
export const MOST_MARKED = 100;
/** The most places of all tokens together. */
export const MOST_ALL_USES = 100_000;
/** The most answers of servers that refused a token, each text once. */
export const MOST_ANSWERS = 50;
/** JSON nests no deeper. */
export const MOST_DEPTH = 200;
/** A text is searched in windows of this many characters: a body is never held as a whole. */
export const WINDOW = 1024 * 1024;
/** How many levels of nested encoding are followed. */
export const MOST_LAYERS = 4;
