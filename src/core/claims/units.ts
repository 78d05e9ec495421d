/** Seconds from 1970 to 2001, from where Apple's systems count, and how near to the clock such a date must be. */
const YEAR_2001 = 978_307_200;
const NEAR = 2 * 365 * 86_400;

/**
 * The moment of a number that counts seconds since 2001, as Apple's systems do; null where that is not within two years of the
 * clock. As seconds since 1970 such a number is a date of the nineties, when there were no such tokens. Takes both in seconds.
 */
export function sinceYear2001(value: number, now: number): number | null {
  const seconds = value + YEAR_2001;
  return value < 1e9 && Math.abs(seconds - now) < NEAR ? seconds : null;
}
