/**
 * A text without the characters at its end that `character` matches, a pattern for one character without flags that keep a
 * place. Linear, where `/=+$/` looks again at each place of a long run that something else ends.
 */
export function trimEndOf(text: string, character: RegExp): string {
  let end = text.length;
  while (end > 0 && character.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
