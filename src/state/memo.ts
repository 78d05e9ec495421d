import { isSame } from "../core/same.ts";

/**
 * Remembers the last few results of a pure function by the identity of its arguments, so a derivation runs once for
 * each state of its inputs. `slots` is how many argument lists are kept (the shown and the base token want one each).
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

/** Returns the previous value if the new one is equal, so its readers do not render again. */
export function keepSame<Value>(): (value: Value) => Value {
  let kept: Value;
  return (value) => (isSame(kept, value) ? kept : (kept = value));
}

/** Remembers the last result of a function of one record while every field of the record is the same. */
export function memoFields<Fields extends object, Result>(
  compute: (fields: Fields) => Result,
): (fields: Fields) => Result {
  let kept: { readonly fields: Fields; readonly result: Result } | null = null;
  return (fields) => {
    const names = Object.keys(fields) as (keyof Fields)[];
    const last = kept;
    if (last === null || !names.every((name) => Object.is(fields[name], last.fields[name]))) {
      kept = { fields, result: compute(fields) };
    }
    return kept!.result;
  };
}
