/**
 * The characters that a backslash and a letter mean between `$'` and `'` (bash, "ANSI-C Quoting"), and in most
 * languages.
 */
export const ANSI_C_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\x07",
  e: "\x1b",
};
