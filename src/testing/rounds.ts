/**
 * Whether laws are tested on fewer cases: `npm run check` requests that, and says so; `npm test` and plain vitest never
 * do.
 */
export const isQuick = process.env["JOTSCOPE_ROUNDS"] === "few";

/** On how many cases to test a law: a tenth of `all`, rounded up, in a quick run. */
export function rounds(all: number): number {
  return isQuick ? Math.ceil(all / 10) : all;
}

/** Every tenth item of a list, starting with the first, in a quick run; otherwise the whole list. */
export function sampled<T>(list: readonly T[]): readonly T[] {
  return isQuick ? list.filter((_, index) => index % 10 === 0) : list;
}
