/**
 * A JSON text without the line breaks in its strings and the white space around them, as where long values were wrapped
 * at a width: specifications and mails do that, and JSON does not allow it (RFC 8259 section 7). Null if there are none.
 * Linear time.
 */
export function unwrapped(text: string): string | null {
  // An unclosed string is read to the end, so that no text is read twice for it, and stays as it is.
  const joined = text.replace(/"(?:[^"\\]|\\[^])*("?)/g, (string, end) =>
    end === ""
      ? string
      : string
          .split("\n")
          .map((line, at, { length }) =>
            at === 0 ? line.trimEnd() : at === length - 1 ? line.trimStart() : line.trim(),
          )
          .join(""),
  );
  return joined === text ? null : joined;
}
