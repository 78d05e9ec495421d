/**
 * The attributes of every field that may hold a token, a claim or a key. Browsers and extensions send text out too:
 * cloud spell check, translation, writing suggestions, password managers. These attributes tell each of them to leave
 * the field alone.
 */
export const FIELD_ATTRIBUTES = {
  spellCheck: false,
  autoComplete: "off",
  autoCorrect: "off",
  autoCapitalize: "off",
  translate: "no",
  writingsuggestions: "false",
  dir: "ltr",
  "data-1p-ignore": "",
  "data-lpignore": "true",
  "data-bwignore": "",
} as const;
