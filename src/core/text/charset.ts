/** Bytes that are not UTF-8, read in their most likely encoding. */
interface OtherReading {
  /** The encoding's common name. */
  readonly encoding: string;
  readonly text: string;
}

/** What the non-ASCII bytes look like, run by run. */
interface Runs {
  /** The bytes in runs, as pairs where a run allows it. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly isEven: boolean;
  /** The mean length of a run of non-ASCII bytes. */
  readonly mean: number;
}

function runsOf(bytes: Uint8Array): Runs {
  const pairs: [number, number][] = [];
  let [runs, octets, isEven] = [0, 0, true];
  for (let at = 0; at < bytes.length;) {
    const start = at;
    while (at < bytes.length && (bytes[at] as number) >= 0x80) at += 1;
    const length = at - start;
    if (length === 0) {
      at += 1;
      continue;
    }
    runs += 1;
    octets += length;
    if (length % 2 === 1) isEven = false;
    for (let one = start; one + 1 < at; one += 2) pairs.push([bytes[one] as number, bytes[one + 1] as number]);
  }
  return { pairs, isEven, mean: runs === 0 ? 0 : octets / runs };
}

/** Windows-1252 from 0x80 to 0x9f, where it differs from Latin-1: some engines decode the one as the other. */
export const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Of these bytes, the quotes, dashes and signs that occur next to each other in prose: a quote before a euro sign, a
 * dash after it.
 */
const PUNCTUATION_1252: ReadonlySet<number> = new Set(
  Array.from("€‚„…‹‘’“”•–—™›", (sign) => WINDOWS_1252.indexOf(sign) + 0x80),
);

function decode(label: string, bytes: Uint8Array): string | null {
  try {
    const decoded = new TextDecoder(label, { fatal: true }).decode(bytes);
    const text =
      label === "windows-1252"
        ? decoded.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80))
        : decoded;
    // The controls between ASCII and Latin-1, which nobody writes on purpose.
    return /[\u0080-\u009f\ufffd]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The share of a text's non-ASCII characters that match a pattern. */
function share(text: string, pattern: RegExp): number {
  const beyond = Array.from(text).filter((character) => character > "\u007f");
  return beyond.length === 0 ? 0 : beyond.filter((character) => pattern.test(character)).length / beyond.length;
}

const KANA = /[\u3040-\u30ff]/;
const HAN = /[\u4e00-\u9fff]/;
const HANGUL = /[\uac00-\ud7a3]/;
const CYRILLIC = /[\u0410-\u044f\u0401\u0451]/;

/** UTF-16, recognised by its byte order mark, or because every other byte is zero, as in text of ASCII letters. */
function utf16(bytes: Uint8Array): OtherReading | null {
  const [one, two] = bytes;
  const isLittle = one === 0xff && two === 0xfe;
  const isBig = one === 0xfe && two === 0xff;
  const half = Math.floor(Math.min(bytes.length, 2000) / 2);
  const zeros = (from: number): number => {
    let count = 0;
    for (let at = 0; at < half; at += 1) if (bytes[2 * at + from] === 0) count += 1;
    return count / Math.max(1, half);
  };
  const label =
    isLittle || (zeros(1) > 0.6 && zeros(0) < 0.1)
      ? "utf-16le"
      : isBig || (zeros(0) > 0.6 && zeros(1) < 0.1)
        ? "utf-16be"
        : null;
  if (label === null || bytes.length < 4) return null;
  const text = decode(label, bytes);
  return text === null
    ? null
    : { encoding: label === "utf-16le" ? "UTF-16LE" : "UTF-16BE", text: text.replace(/^\ufeff/, "") };
}

/**
 * The text of bytes that are not UTF-8, in the encoding that its letters suggest: UTF-16, Shift_JIS, Big5, EUC-KR, GBK,
 * Windows-1251, or Latin-1 as Windows has it. A guess, to be presented as one; null if no encoding gives a text. Linear
 * time.
 */
export function readOtherwise(bytes: Uint8Array): OtherReading | null {
  const wide = utf16(bytes);
  if (wide) return wide;
  const { pairs, isEven, mean } = runsOf(bytes);
  const all = (from: number, to: number): boolean =>
    pairs.length > 0 && pairs.every(([lead]) => lead >= from && lead <= to);
  // A lead byte of Shift_JIS that in Windows-1252 would be a letter or sign before another; its punctuation does occur
  // in pairs.
  const hasLow = pairs.some(
    (pair) => pair[0] <= 0x9f && pair[1] >= 0x80 && !pair.every((octet) => PUNCTUATION_1252.has(octet)),
  );
  const tries: readonly (readonly [label: string, encoding: string, fits: (text: string) => boolean])[] = [
    ["shift_jis", "Shift_JIS", (text) => share(text, KANA) > 0.3 || (mean >= 2 && share(text, HAN) === 1 && hasLow)],
    ["euc-jp", "EUC-JP", (text) => isEven && share(text, KANA) > 0.3],
    ["euc-kr", "EUC-KR", (text) => isEven && all(0xb0, 0xc8) && share(text, HANGUL) === 1],
    [
      "gb18030",
      "GBK",
      (text) => isEven && mean >= 2 && all(0xa1, 0xf7) && share(text, HAN) > 0.7 && !isCyrillic(bytes, mean),
    ],
    ["big5", "Big5", (text) => !isEven && share(text, HAN) > 0.9],
    ["windows-1251", "Windows-1251", (text) => mean >= 3 && share(text, CYRILLIC) > 0.9],
    ["windows-1252", "Latin-1 (Windows-1252)", () => true],
  ];
  for (const [label, encoding, fits] of tries) {
    const text = decode(label, bytes);
    if (text !== null && fits(text)) return { encoding, text };
  }
  return null;
}

/**
 * Cyrillic words in Windows-1251 are long runs with at most one capital: their bytes are not lead bytes of common
 * Chinese characters.
 */
function isCyrillic(bytes: Uint8Array, mean: number): boolean {
  const beyond = bytes.filter((octet) => octet >= 0x80);
  const small = beyond.filter((octet) => octet >= 0xe0).length;
  return mean >= 4 && small / Math.max(1, beyond.length) > 0.7;
}
