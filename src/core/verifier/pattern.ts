/**
 * A text as a part of a regular expression that RE2, PCRE and Go read alike, without a backslash, which the files around such
 * expressions read on their own: what means something there stands in brackets.
 */
export const escapedPattern = (text: string): string => text.replace(/[.*+?()|[\]{}$]/g, (one) => `[${one}]`);

/** The same for a text in which `*` stands for any characters. */
export const starPattern = (text: string): string => text.split("*").map(escapedPattern).join(".*");
