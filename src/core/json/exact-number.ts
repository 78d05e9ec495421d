/** A decimal number as its significant digits and a power of ten. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/**
 * Whether a JSON number survives being read into an IEEE 754 double and written again (RFC 8259 section 6): `1.0` and
 * `0.1` do, `9007199254740993` and `1e400` do not. So do integers that a double holds exactly but JavaScript prints
 * with fewer digits. Takes a number in RFC 8259's grammar; linear time.
 */
export function isExactNumber(raw: string): boolean {
  const value = Number(raw);
  if (!Number.isFinite(value)) return false;
  const written = decimalOf(raw);
  const kept = decimalOf(String(value));
  if (written.digits === "" || kept.digits === "") return written.digits === kept.digits;
  if (written.negative !== kept.negative) return false;
  if (written.digits === kept.digits) return written.exponent === kept.exponent;
  // A finite double has at most 309 digits before the point, so the power below stays small.
  return (
    Number.isInteger(value) &&
    written.exponent >= 0 &&
    BigInt(written.digits) * 10n ** BigInt(written.exponent) === BigInt(Math.abs(value))
  );
}

/** A number in RFC 8259's grammar as digits and exponent; zero has no digits. Linear time. */
export function decimalOf(raw: string): Decimal {
  const [mantissa = "", power = "0"] = raw.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const all = whole + fraction;
  let start = 0;
  let end = all.length;
  while (start < end && all[start] === "0") start += 1;
  while (end > start && all[end - 1] === "0") end -= 1;
  return {
    negative: raw.startsWith("-"),
    digits: all.slice(start, end),
    exponent: Number(power) - fraction.length + (all.length - end),
  };
}
