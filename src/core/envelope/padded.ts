import type { ParsedToken } from "./types.ts";

const known = new WeakMap<ParsedToken, ParsedToken>();

/**
 * The token with its padding treated as part of it, against RFC 7515 section 2: its bytes and signing input are those
 * of the padded text, as AWS load balancers write and sign it. The same token gets the same object.
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
