/** Whether laws are tried on fewer cases: `npm run check` asks for that, and says so; `npm test` and a bare vitest never do. */
export const isQuick = process.env["JOTSCOPE_ROUNDS"] === "few";

/** How many cases a law over many is tried on: a tenth of `all`, rounded up, where the run is quick. */
export function rounds(all: number): number {
  return isQuick ? Math.ceil(all / 10) : all;
}

/** Every tenth of a list, its first included, where the run is quick; else the list. */
export function sampled<T>(list: readonly T[]): readonly T[] {
  return isQuick ? list.filter((_, index) => index % 10 === 0) : list;
}
