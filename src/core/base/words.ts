/** "1 character", "3 characters". */
export function plural(count: string | number | undefined, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
