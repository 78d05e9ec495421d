import type { TokenPlace } from "../../verifier/types.ts";
import type { RequestShown } from "./request-shown.ts";

/** A place of a request, and what it has there. */
interface Filled extends TokenPlace {
  readonly value: string;
}

/** The header fields, cookies and parameters of a request; null if the text does not show them all. */
function filledIn({ fields, url }: RequestShown): readonly Filled[] | null {
  return (
    fields && [
      ...fields.flatMap(([name, value]): Filled[] =>
        name.toLowerCase() === "cookie" ? cookiesIn(value) : [{ in: "header", name, value }],
      ),
      ...Array.from(url.searchParams, ([name, value]): Filled => ({ in: "parameter", name, value })),
    ]
  );
}

/** RFC 6265 section 4.2.1. */
function cookiesIn(value: string): Filled[] {
  return value.split(";").map((pair) => {
    const at = pair.indexOf("=");
    return { in: "cookie", name: pair.slice(0, Math.max(0, at)).trim(), value: pair.slice(at + 1) };
  });
}

const isSame = (one: TokenPlace, other: TokenPlace): boolean =>
  one.in === other.in && one.name.toLowerCase() === other.name.toLowerCase();

/**
 * Where a request sends a token, if a verifier that looks only in these places finds nothing there; null if it does,
 * and if the text does not show that: another token, or a password, may stand in one of them.
 */
export function sentElsewhere(request: RequestShown, token: string, places: readonly TokenPlace[]): TokenPlace | null {
  const filled = filledIn(request);
  if (filled === null || filled.some((one) => places.some((place) => isSame(one, place)))) return null;
  const [sent, ...more] = filled.filter(({ value }) => value.includes(token));
  // It may be in the body as well, where some verifiers look.
  if (sent === undefined || more.length > 0 || request.text.split(token).length !== 2) return null;
  return QUOTED.test(sent.name) ? sent : null;
}

/** Only a plain name is quoted: a report contains it. */
const QUOTED = /^[\w.-]{1,60}$/;

const NOUNS = { header: "the header", cookie: "the cookie", parameter: "the query parameter" } as const;

/** "the header x-token". */
export const placeWords = ({ in: where, name }: TokenPlace): string => `${NOUNS[where]} ${name}`;

/** The most places that a finding names. */
const MOST_NAMED = 4;

/** "the header x-token or the cookie access". */
export function placesWords(places: readonly TokenPlace[]): string {
  const all = [...new Set(places.map(placeWords))];
  const more = all.length - MOST_NAMED;
  return [...all.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} other places`] : [])].join(" or ");
}
