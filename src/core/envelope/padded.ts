import type { ParsedToken } from "./types.ts";

const known = new WeakMap<ParsedToken, ParsedToken>();

/**
 * The token with its padding taken for a part of it: its octets and what was signed are those of the padded text, as load
 * balancers of AWS write and sign it, against RFC 7515 section 2. The same object for the same token.
 */
export function takingPadding(token: ParsedToken): ParsedToken {
  let taken = known.get(token);
  if (taken === undefined) {
    const segments = token.segments.map((segment) => ({
      ...segment,
      problems: segment.problems.filter(({ code }) => code !== "padding"),
    }));
    taken = { ...token, segments };
    known.set(token, taken);
  }
  return taken;
}
