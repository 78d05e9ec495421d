/**
 * A text without the trailing characters that match `character`, a pattern for one character without `g` or `y`.
 * Linear, whereas `/=+$/` rescans from each place of a long run that does not end the text.
 */
export function trimEndOf(text: string, character: RegExp): string {
  let end = text.length;
  while (end > 0 && character.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
