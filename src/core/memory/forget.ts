/** Functions that empty each place that holds user input. */
const emptied = new Set<() => void>();

/** Registers `empty`, called whenever kept input is to be forgotten; for the life of the page. */
export function onForget(empty: () => void): void {
  emptied.add(empty);
}

/** Forgets everything kept of the user's input. It is computed again when asked for. */
export function forgetKept(): void {
  for (const empty of emptied) empty();
  // Engines keep the whole text of the last match for `RegExp.input`.
  /./u.exec(" ");
}
