/**
 * A text as part of a regular expression that RE2, PCRE and Go read the same way. Special characters are in brackets
 * rather than after a backslash, which the files around such expressions would interpret.
 */
export const escapedPattern = (text: string): string => text.replace(/[.*+?()|[\]{}$]/g, (one) => `[${one}]`);

/** The same for a text in which `*` stands for any characters. */
export const starPattern = (text: string): string => text.split("*").map(escapedPattern).join(".*");
