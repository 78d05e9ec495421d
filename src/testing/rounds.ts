/**
 * Whether laws are tested on fewer cases: `npm run check` requests that, and says so; `npm test` and plain vitest never
 * do.
 */
export const isQuick = process.env["JOTSCOPE_ROUNDS"] === "few";

/** On how many cases to test a law: a tenth of `all`, or the given part, rounded up, in a quick run. */
export function rounds(all: number, part = 10): number {
  return isQuick ? Math.ceil(all / part) : all;
}

/** Every tenth item of a list, or the given part, starting with the first, in a quick run; otherwise the whole list. */
export function sampled<T>(list: readonly T[], part = 10): readonly T[] {
  return isQuick ? list.filter((_, index) => index % part === 0) : list;
}
