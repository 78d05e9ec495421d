import type { Change } from "./change.ts";

/** A decimal number, as YAML and JSON read it; underscores come from YAML 1.1. */
const NUMBER = /^[+-]?\d[\d_]{0,400}(?:\.\d{0,400})?(?:[eE][+-]?\d{1,400})?$/;

/** A mantissa of this many digits as %g and its relatives print it, without trailing zeros. */
function mantissa(value: number, digits: number | null): readonly [digits: string, exponent: number] {
  const [number = "", exponent = "0"] = (
    digits === null ? value.toExponential() : value.toExponential(digits - 1)
  ).split("e");
  return [number.includes(".") ? number.replace(/(?<!0)0+$/, "").replace(/\.$/, "") : number, Number(exponent)];
}

/** The same, rounded from the digits themselves rather than from the number. */
function rounded(digits: string, count: number): readonly [digits: string, exponent: number] {
  const [whole = ""] = /\d+/.exec(digits) ?? [];
  const bare = whole.replace(/^0+(?=\d)/, "");
  if (bare.length <= count) return mantissa(Number(digits), count);
  const kept = String(BigInt(bare.slice(0, count)) + (bare.charAt(count) >= "5" ? 1n : 0n));
  const exponent = bare.length - 1 + (kept.length - count);
  return [
    `${digits.startsWith("-") ? "-" : ""}${kept.charAt(0)}.${kept.slice(1)}`
      .replace(/(?<!0)0+$/, "")
      .replace(/\.$/, ""),
    exponent,
  ];
}

/** The exponent as C, Go and Python (two digits at least, a sign), JavaScript, Java and .NET write it. */
function withExponent(number: string, exponent: number): readonly string[] {
  const sign = exponent < 0 ? "-" : "+";
  const size = String(Math.abs(exponent));
  const padded = sign + size.padStart(2, "0");
  const short = number.includes(".") ? number : `${number}.0`;
  return [
    `${number}e${padded}`,
    `${number}E${padded}`,
    `${number}e${sign}${size}`,
    `${short}E${exponent}`,
    `${short}e${padded}`,
    `${short}e${exponent}`,
  ];
}

const LARGEST_64 = 2n ** 63n - 1n;

/** How a program prints digits that it read as an integer. */
function wholeNumbers(digits: string): readonly string[] {
  if (!/^[+-]?\d{1,400}$/.test(digits)) return [];
  const value = BigInt(digits.replace(/^\+/, ""));
  const octal = /^0[0-7]+$/.test(digits) ? [String(BigInt(`0o${digits.slice(1)}`))] : [];
  return [
    String(value),
    ...octal,
    ...(value > LARGEST_64
      ? [String(LARGEST_64), String(BigInt.asIntN(64, value)), String(BigInt.asUintN(64, value))]
      : []),
    ...(value > 2n ** 31n ? [String(2 ** 31 - 1), String(BigInt.asIntN(32, value))] : []),
  ];
}

/** Every way in which a program may print a number that it read from the text. */
function printedAgain(text: string): readonly string[] {
  const trimmed = text.trim();
  if (/^0[xX][\da-fA-F]{1,400}$/.test(trimmed)) return [String(BigInt(trimmed)), String(Number(trimmed))];
  if (/^\d{1,4}(?::[0-5]?\d){1,4}$/.test(trimmed))
    return [String(trimmed.split(":").reduce((sum, part) => sum * 60 + Number(part), 0))];
  if (!NUMBER.test(trimmed)) return /^[+-]?\d+\.?$/.test(trimmed) ? wholeNumbers(trimmed) : [];
  const digits = trimmed.replaceAll("_", "");
  const value = Number(digits);
  if (!Number.isFinite(value)) return ["Infinity", "inf", "+Inf", ".inf", "∞", ...wholeNumbers(digits)];
  const printed = [String(value), ...wholeNumbers(digits)];
  for (const count of [null, 17, 16, 15, 6]) {
    const [number, exponent] = mantissa(value, count);
    printed.push(...withExponent(number, exponent));
    if (count !== null) printed.push(...withExponent(...rounded(digits, count)));
  }
  printed.push(value.toExponential(6).replace(/e\+(\d)$/, "e+0$1"));
  const [excel = "", power = "0"] = value.toExponential(5).split("e");
  printed.push(`${excel}E+${power.replace("+", "").padStart(2, "0")}`);
  if (Number.isInteger(value)) printed.push(String(BigInt(value)), `${BigInt(value)}.0`, `${String(value)}.0`);
  return printed;
}

/** Words that YAML 1.1 reads as booleans or null, as programs print them again. */
function words(text: string): readonly string[] {
  const word = text.trim().toLowerCase();
  if (/^(?:y|yes|on|true)$/.test(word)) return ["true", "True", "1"];
  if (/^(?:n|no|off|false)$/.test(word)) return ["false", "False", "0", ""];
  return /^(?:null|~)$/.test(word) ? ["null", "None", "nil", ""] : [];
}

/** In a settings file, unquoted digits become a number, and the number is what gets printed. */
export const NUMBER_CHANGES: readonly Change[] = [
  { step: "number-printed", of: printedAgain },
  { step: "number-printed", of: words },
];
