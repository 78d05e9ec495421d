import { WINDOWS_1252 } from "../../text/charset.ts";
import { encodeUtf8 } from "../../text/utf8.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A text in the bytes of a code page; characters that the page lacks become question marks. */
interface PagedText {
  readonly page: string;
  readonly bytes: Bytes;
}

/** Single-byte code pages, by their names in the Encoding Standard, with their usual names. */
const SINGLE: readonly (readonly [label: string, name: string])[] = [
  ["iso-8859-15", "ISO 8859-15"],
  ["windows-1250", "Windows-1250"],
  ["iso-8859-2", "ISO 8859-2"],
  ["windows-1251", "Windows-1251"],
  ["koi8-r", "KOI8-R"],
  ["ibm866", "code page 866"],
  ["windows-1253", "Windows-1253"],
  ["windows-1254", "Windows-1254"],
  ["windows-1255", "Windows-1255"],
  ["windows-1256", "Windows-1256"],
  ["windows-1257", "Windows-1257"],
  ["windows-1258", "Windows-1258"],
  ["windows-874", "Windows-874"],
  ["macintosh", "Mac Roman"],
];

/** Double-byte code pages. */
const DOUBLE: readonly (readonly [label: string, name: string])[] = [
  ["gbk", "GBK"],
  ["big5", "Big5"],
  ["shift_jis", "Shift JIS"],
  ["euc-kr", "EUC-KR"],
  ["euc-jp", "EUC-JP"],
];

/** Code page 850 (and 437, which has these letters at the same places) from 80 on: used by Windows consoles. */
const CONSOLE = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿";

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

function tableOf(label: string, isDouble: boolean): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(label);
  if (known) return known;
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(label);
  const put = (...octets: number[]): void => {
    const text = decoder.decode(Uint8Array.from(octets));
    if (!text.includes("\ufffd") && Array.from(text).length === 1 && !table.has(text)) table.set(text, octets);
  };
  for (let octet = 0x80; octet < 0x100; octet += 1) put(octet);
  if (isDouble)
    for (let first = 0x81; first < 0xff; first += 1)
      for (let second = 0x40; second < 0xff; second += 1) put(first, second);
  tables.set(label, table);
  return table;
}

function encode(text: string, octetsOf: (character: string) => readonly number[] | undefined): Bytes | null {
  let isAny = false;
  const octets = Array.from(text).flatMap((character): readonly number[] => {
    if (character < "\u0080") return [character.charCodeAt(0)];
    const found = octetsOf(character);
    isAny ||= found !== undefined;
    return found ?? [0x3f];
  });
  return isAny ? Uint8Array.from(octets) : null;
}

/** How many characters are looked up in the pages. */
const MOST = 4096;

/**
 * A text in every code page that has one of its letters, the western ones first; none for ASCII, on which all agree.
 * Pages that the engine lacks are left out.
 */
export function codePages(text: string): readonly PagedText[] {
  if (text.length > MOST || !/[\u0080-\uffff]/.test(text)) return [];
  const pages: PagedText[] = [];
  const add = (page: string, bytes: Bytes | null): void => {
    if (bytes !== null) pages.push({ page, bytes });
  };
  const western = (character: string): number => {
    const at = WINDOWS_1252.indexOf(character);
    return at >= 0 ? 0x80 + at : character >= "\u00a0" && character <= "\u00ff" ? character.charCodeAt(0) : -1;
  };
  add(
    "Windows-1252",
    encode(text, (character) => (western(character) < 0 ? undefined : [western(character)])),
  );
  const hasWide = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffef]/.test(text);
  for (const [label, page] of hasWide ? DOUBLE : SINGLE) {
    try {
      const table = tableOf(label, hasWide);
      add(
        page,
        encode(text, (character) => table.get(character)),
      );
    } catch {
      // This engine does not know the page.
    }
  }
  add(
    "code page 850",
    encode(text, (character) => {
      const at = CONSOLE.indexOf(character);
      return at >= 0 ? [0x80 + at] : character === "ß" ? [0xe1] : character === "§" ? [0xf5] : undefined;
    }),
  );
  return pages;
}

/** The lower byte of each UTF-16 unit, as Node's latin1 and CryptoJS's Latin1 write any text. */
export function lowOctets(text: string): Bytes | null {
  return /[\u0100-\uffff]/.test(text) ? Uint8Array.from(text, (unit) => unit.charCodeAt(0) & 255) : null;
}

/** Each half of a surrogate pair as three bytes, as Java's writeUTF and older MySQL write it (CESU-8). */
export function cesu8(text: string): Bytes | null {
  if (!/[\ud800-\udbff]/.test(text)) return null;
  const octets: number[] = [];
  for (const unit of text.split("")) {
    const code = unit.charCodeAt(0);
    if (code < 0xd800 || code > 0xdfff) octets.push(...encodeUtf8(unit));
    else octets.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(octets);
}

/** Bytes read as Windows-1252. */
export function asWindows1252(bytes: Uint8Array): string {
  return Array.from(bytes, (octet) =>
    octet >= 0x80 && octet < 0xa0 ? WINDOWS_1252.charAt(octet - 0x80) : String.fromCharCode(octet),
  ).join("");
}

/** UTF-8 that was read as Windows-1252 or Latin-1 and written as UTF-8 again. */
export function twiceUtf8(text: string): readonly string[] {
  if (!/[\u0080-\uffff]/.test(text) || text.length > MOST) return [];
  const bytes = encodeUtf8(text);
  return [asWindows1252(bytes), Array.from(bytes, (octet) => String.fromCharCode(octet)).join("")];
}

/** The original text if UTF-8 was read as Windows-1252 or Latin-1; nothing otherwise. */
export function onceUtf8(text: string): readonly string[] {
  if (!/[\u0080-\uffff]/.test(text) || text.length > MOST) return [];
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const pages = [
    codePages(text).find(({ page }) => page === "Windows-1252")?.bytes,
    lowOctets(text) === null ? Uint8Array.from(text, (unit) => unit.charCodeAt(0)) : undefined,
  ];
  return pages.flatMap((bytes) => {
    try {
      return bytes === undefined ? [] : [decoder.decode(bytes)];
    } catch {
      return [];
    }
  });
}
