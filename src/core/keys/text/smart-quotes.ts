import { type MappedText, replaceText } from "./mapped-text.ts";
import { type Mended, repair } from "./repair.ts";

/** Typographic quotes around a name or value, which no key contains. */
const SMART = /[\u201c-\u201f\u2033\u2036\u00ab\u00bb\u2018-\u201b\u2032\u2035]/g;
const SMART_NAME = new RegExp(`${SMART.source}\\w{1,40}${SMART.source}[ \\t]*:`);

/** Whether a name is in typographic quotes instead of JSON's. */
export function hasSmartQuotes(text: string): boolean {
  return SMART_NAME.test(text);
}

/** Replaces typographic quotes with straight ones, double for double and single for single. */
export function withStraightQuotes(mapped: MappedText): Mended {
  const { result, places } = replaceText(mapped, SMART, ([quote]) =>
    /[\u2018-\u201b\u2032\u2035]/.test(quote) ? "'" : '"',
  );
  const [first = null] = places;
  return { mapped: result, repairs: [repair("smart-quotes", first)] };
}
