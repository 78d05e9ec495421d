/**
 * Seconds from 1970 to 2001, where Apple's systems begin to count, and how close to the clock a date counted from there
 * must be.
 */
const YEAR_2001 = 978_307_200;
const NEAR = 2 * 365 * 86_400;

/**
 * The time of a number that counts seconds since 2001, as Apple's systems do; null if that is not within two years of
 * the clock. Counted from 1970, the number would be a date in the nineties, when there were no JWTs. Takes both in
 * seconds.
 */
export function sinceYear2001(value: number, now: number): number | null {
  const seconds = value + YEAR_2001;
  return value < 1e9 && Math.abs(seconds - now) < NEAR ? seconds : null;
}
