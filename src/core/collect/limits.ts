/** Limits of an import. Exceeding one is reported, with how much was read. */

/** A file has at most so many bytes. */
export const MOST_BYTES = 200 * 1024 * 1024;
/** A compressed file is read up to so many bytes of what is in it. */
export const MOST_UNPACKED = 4 * MOST_BYTES;
/** So many different tokens are kept, and so many characters of them in all. */
export const MOST_TOKENS = 10_000;
export const MOST_CHARACTERS = 32_000_000;
/** The longest token. */
export const LONGEST = 256 * 1024;
/** Of one token so many places are kept, and so many more of those that stand out; all are counted. */
export const MOST_USES = 200;
export const MOST_MARKED = 100;
/** Places of all tokens together. */
export const MOST_ALL_USES = 100_000;
/** Answers of servers that refused a token, each text once. */
export const MOST_ANSWERS = 50;
/** JSON nests no deeper. */
export const MOST_DEPTH = 200;
/** A text is searched in windows of so many characters: a body is never held as a whole. */
export const WINDOW = 1024 * 1024;
/** So far a text that was encoded within another is followed. */
export const MOST_LAYERS = 4;
