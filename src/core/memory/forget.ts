/** What empties each place that holds something of what the user put in. */
const emptied = new Set<() => void>();

/** Has `empty` called whenever what is kept is to be forgotten; for the life of the page. */
export function onForget(empty: () => void): void {
  emptied.add(empty);
}

/** Empties all that is kept of what the user put in. What is asked for again is made again. */
export function forgetKept(): void {
  for (const empty of emptied) empty();
  // Engines keep the whole text of the last match for `RegExp.input`.
  /./u.exec(" ");
}
