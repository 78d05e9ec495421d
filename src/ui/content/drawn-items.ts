import type { Item } from "../../core/content/types.ts";

/** How many lines are drawn at most, at all levels. */
export const MOST_LINES = 1000;
/** How much of a value is written out. */
const MOST_CHARACTERS = 2000;

/** The lines of a tree that are drawn, in order and up to a limit, and whether some are left out. */
export function drawnItems(
  items: readonly Item[],
  most: number,
): { readonly items: readonly Item[]; readonly isCut: boolean } {
  let left = most;
  let isCut = false;
  const draw = (level: readonly Item[]): readonly Item[] => {
    const drawn: Item[] = [];
    for (const item of level) {
      if (left === 0) {
        isCut = true;
        break;
      }
      left -= 1;
      drawn.push(item.items === undefined ? item : { ...item, items: draw(item.items) });
    }
    return drawn;
  };
  return { items: draw(items), isCut };
}

/** A value in full, or cut, with its length. */
export function drawnValue(value: string): string {
  return value.length > MOST_CHARACTERS
    ? `${value.slice(0, MOST_CHARACTERS)}… (${value.length.toLocaleString("en")} characters)`
    : value;
}
