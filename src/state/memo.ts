/**
 * Remembers the last few results of a pure function by the identity of its arguments, so that a derivation runs once for
 * one state of its inputs. `slots` is how many argument lists are kept (the shown and the base token want one each).
 */
export function memo<Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
  slots = 1,
): (...args: Arguments) => Result {
  const kept: { readonly args: Arguments; readonly result: Result }[] = [];
  return (...args) => {
    const hit = kept.findIndex((entry) => entry.args.every((arg, index) => Object.is(arg, args[index])));
    const entry = hit < 0 ? { args, result: compute(...args) } : kept[hit]!;
    if (hit !== 0) {
      if (hit > 0) kept.splice(hit, 1);
      kept.unshift(entry);
      kept.length = Math.min(kept.length, slots);
    }
    return entry.result;
  };
}
