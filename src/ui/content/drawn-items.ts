import type { Item } from "../../core/content/types.ts";

/** More lines are not drawn, however they nest. */
export const MOST_LINES = 1000;
/** More of a value is not written out. */
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

/** A value as it is written out: a long one is cut, and says how long it is. */
export function drawnValue(value: string): string {
  return value.length > MOST_CHARACTERS
    ? `${value.slice(0, MOST_CHARACTERS)}… (${value.length.toLocaleString("en")} characters)`
    : value;
}
