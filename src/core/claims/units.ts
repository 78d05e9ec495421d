/** A number that counts time in another unit than seconds, or from another moment than 1970. */
export interface OtherUnit {
  /** What it counts, as a sentence needs it: "microseconds". */
  readonly unit: string;
  /** The moment in seconds since 1970. */
  readonly seconds: number;
}

/** A moment that a token of our time can mean: 1998 to 2103. */
const RECENT = { from: 9e8, to: 4.2e9 } as const;

/** Units that programs write for seconds: how many make a second, and how many had passed in 1970. */
const UNITS: readonly (readonly [unit: string, perSecond: number, at1970: number])[] = [
  ["milliseconds", 1e3, 0],
  ["microseconds", 1e6, 0],
  ["nanoseconds", 1e9, 0],
  [".NET ticks (100 ns since the year 1)", 1e7, 621_355_968_000_000_000],
  ["Windows file time (100 ns since 1601)", 1e7, 116_444_736_000_000_000],
  ["minutes", 1 / 60, 0],
];

/** Seconds from 1970 to 2001, from where Apple's systems count, and how near to the clock such a date must be. */
const YEAR_2001 = 978_307_200;
const NEAR = 2 * 365 * 86_400;

/**
 * The moment of a number that counts seconds since 2001, as Apple's systems do; null where that is not within two years of the
 * clock. As seconds since 1970 such a number is a date of the nineties, when there were no such tokens. Takes both in seconds.
 */
export function sinceYear2001(value: number, now: number): number | null {
  const seconds = value + YEAR_2001;
  return value < RECENT.from + 1e8 && Math.abs(seconds - now) < NEAR ? seconds : null;
}

/** Whether the digits of a number are a date: 20260131. */
function isDate(value: number): boolean {
  const found = /^(?:19|20)\d\d(\d\d)(\d\d)$/.exec(String(value));
  return (
    found !== null && Number(found[1]) >= 1 && Number(found[1]) <= 12 && Number(found[2]) >= 1 && Number(found[2]) <= 31
  );
}

/**
 * The unit in which a number that is not a plausible NumericDate (RFC 7519 section 2) would mean a moment of our time; null where
 * there is none. The numbers of these units lie so far apart that at most one fits.
 */
export function otherUnit(value: number): OtherUnit | null {
  if (value >= RECENT.from && value <= RECENT.to) return null;
  for (const [unit, perSecond, at1970] of UNITS) {
    const seconds = (value - at1970) / perSecond;
    if (seconds < RECENT.from || seconds > RECENT.to) continue;
    // Minutes are told from dates in digits, and only where they mean a year near ours.
    if (unit === "minutes" && (isDate(value) || value < 2.6e7 || value > 4e7)) continue;
    return { unit, seconds };
  }
  return null;
}
