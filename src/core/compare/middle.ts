/** A text split into what it shares with another at its beginning and end, and what lies between. */
type Parts = readonly [before: string, middle: string, after: string];

/**
 * Where two texts differ: their common beginning and end, and the rest of each. Never splits a surrogate pair. Linear.
 */
export function middleOf(a: string, b: string): { readonly a: Parts; readonly b: Parts } {
  const least = Math.min(a.length, b.length);
  let head = 0;
  while (head < least && a[head] === b[head]) head += 1;
  if (head > 0 && /[\ud800-\udbff]/.test(a.charAt(head - 1))) head -= 1;
  let tail = 0;
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  if (tail > 0 && /[\udc00-\udfff]/.test(a.charAt(a.length - tail))) tail -= 1;
  const split = (text: string): Parts => [
    text.slice(0, head),
    text.slice(head, text.length - tail),
    text.slice(text.length - tail),
  ];
  return { a: split(a), b: split(b) };
}
