import type { Range } from "../../text/range.ts";
import type { KeyMaterial, KeyRepair, ReadingByAlgorithm } from "../types.ts";
import { materialOf } from "./material.ts";
import { ASSIGNMENT, repair, unescapeText } from "../text/repair.ts";
import { type MappedText, placeOf, replaceText, sliceText, trimText } from "../text/mapped-text.ts";
import { foreignLabel } from "../text/foreign-labels.ts";
import { type Block, blockPlace, canonicalLabel, findBlocks, labelFor } from "../text/armour.ts";
import { separatedLines } from "../text/line-separators.ts";
import { decodeBody } from "../text/base64-body.ts";
import type { DekInfo } from "../locked/encrypted-pem.ts";
import { type Found, isRefusal, refuse, type Refusal } from "../found.ts";
import { readOpened } from "./der.ts";
import { type CutOctets, readCut } from "./octets.ts";
import { isSshBlob, readSshBlob } from "./openssh-public.ts";
import { readRaw } from "./raw.ts";

/** The results of a text's blocks, in order. */
interface PemReading {
  readonly found: readonly (KeyMaterial | Refusal)[];
  readonly repairs: readonly KeyRepair[];
  /** The key that the only block's bytes would be as raw bytes, for each algorithm. */
  readonly byAlgorithm?: readonly ReadingByAlgorithm[];
}

/**
 * Reads all PEM blocks of a text (RFC 7468), with all repairs; null if there is none. Each key is described before
 * the next one is read: its thumbprint is computed asynchronously, so a long bundle does not block the page.
 */
export async function readPem(mapped: MappedText, passphrase?: string): Promise<PemReading | null> {
  const blocks = findBlocks(mapped);
  if (blocks.length === 0) return null;
  const repairs: KeyRepair[] = [];
  const found: (KeyMaterial | Refusal)[] = [];
  let byAlgorithm: readonly ReadingByAlgorithm[] = [];
  for (const block of blocks) {
    // OpenSSL writes the curve before a key that also names it.
    if (blocks.length > 1 && canonicalLabel(block.label) === "EC PARAMETERS") continue;
    const read = await readBlock(mapped, block, passphrase);
    const place = blockPlace(mapped, block);
    repairs.push(...read.repairs);
    byAlgorithm = read.byAlgorithm ?? [];
    found.push(
      isRefusal(read.found)
        ? { ...read.found, range: read.found.range ?? place }
        : await materialOf({ ...read.found, range: place }),
    );
  }
  return {
    found,
    repairs: [...aroundBlocks(mapped, blocks), ...repairs],
    ...(blocks.length === 1 ? { byAlgorithm } : {}),
  };
}

interface BlockReading {
  readonly found: Found;
  readonly byAlgorithm?: readonly ReadingByAlgorithm[];
  readonly repairs: readonly KeyRepair[];
}

async function readBlock(mapped: MappedText, block: Block, passphrase?: string): Promise<BlockReading> {
  const label = canonicalLabel(block.label || (block.endLabel ?? ""));
  const repairs: KeyRepair[] = [...armourRepairs(mapped, block, label)];
  const foreign = foreignLabel(label);
  if (foreign) return { found: refuse("not-a-key", null, { ...foreign }), repairs };

  const body = mendBody(sliceText(mapped, block.bodyStart, block.bodyEnd), label);
  repairs.push(...body.repairs);
  const { rest, dekInfo } = takeHeaders(body.mapped, label);
  const content = block.endLabel === null ? untilForeignLine(rest) : rest;
  const decoded = decodeBody(content);
  const place = blockPlace(mapped, block);
  if (isRefusal(decoded)) return { found: withoutEnd(decoded, block, place), repairs };
  repairs.push(...decoded.repairs);

  const { found, behind } = await readBytes(decoded.bytes, label, dekInfo, passphrase);
  if (behind > 0) repairs.push(repair("octets-behind", lastCharacters(content, behind), { count: String(behind) }));
  if (isRefusal(found)) {
    const trimmed = trimText(content);
    const { length } = trimmed.text;
    const isBroken = found.code === "asn1" && length > 0;
    const raw = isBroken ? await readRaw(decoded.bytes, "base64", place) : null;
    const [sure] = raw?.isSure === true ? raw.readings : [];
    if (sure?.reading.kind === "keys") {
      return { found: sure.reading.keys[0] as Found, repairs: [...repairs, ...sure.reading.repairs] };
    }
    const range = isBroken ? placeOf(trimmed, length - 1, length) : place;
    const byAlgorithm = raw?.readings ?? [];
    return { found: withoutEnd({ ...found, range }, block, place), repairs, byAlgorithm };
  }
  const to = labelFor(found.format, label);
  if (to !== null && label !== "")
    repairs.push(repair("label", placeOf(mapped, block.start, block.bodyStart), { from: label, to }));
  return { found, repairs };
}

async function readBytes(
  bytes: Uint8Array,
  label: string,
  dekInfo: DekInfo | null,
  passphrase?: string,
): Promise<CutOctets> {
  if (dekInfo) {
    const { openEncryptedPem } = await import("../locked/encrypted-pem.ts");
    return { found: await readOpened(await openEncryptedPem(bytes, dekInfo, passphrase), "encrypted-pem"), behind: 0 };
  }
  if (isSshBlob(bytes)) {
    return { found: await readSshBlob(bytes, label === "SSH2 PUBLIC KEY" ? "rfc4716" : "openssh-public"), behind: 0 };
  }
  const cut = await readCut(bytes, passphrase);
  // OpenSSL appends the certificate's trust settings.
  return label === "TRUSTED CERTIFICATE" ? { ...cut, behind: 0 } : cut;
}

/** The place of the last bytes' Base64. */
function lastCharacters(content: MappedText, octets: number): Range {
  const { length } = content.text.trimEnd();
  return placeOf(content, Math.max(0, length - Math.ceil((octets * 4) / 3)), length);
}

/** A block without an END line breaks there, whatever its body contains. */
function withoutEnd(refusal: Refusal, block: Block, place: { readonly start: number; readonly end: number }): Refusal {
  if (block.endLabel !== null || (refusal.code !== "asn1" && refusal.code !== "pem-body")) return refusal;
  return { ...refuse("pem-no-end", refusal.format, refusal.args), range: place };
}

/** Damage to armour lines. */
function armourRepairs(mapped: MappedText, block: Block, label: string): readonly KeyRepair[] {
  const repairs: KeyRepair[] = [];
  const place = placeOf(mapped, block.start, block.bodyStart);
  if (block.endLabel === null) repairs.push(repair("missing-armour", blockPlace(mapped, block), { line: "END" }));
  if (block.label === "") repairs.push(repair("missing-armour", blockPlace(mapped, block), { line: "BEGIN" }));
  if (!block.hasFiveDashes && label !== "SSH2 PUBLIC KEY") repairs.push(repair("dashes", place));
  if (block.label !== "" && block.label !== label)
    repairs.push(repair("label", place, { from: block.label, to: label }));
  if (block.endLabel !== null && block.label !== "" && canonicalLabel(block.endLabel) !== label) {
    const end = placeOf(mapped, block.bodyEnd, block.end);
    repairs.push(repair("label", end, { from: block.endLabel, to: label }));
  }
  return repairs;
}

/** Escapes, quotes, indentation and quoting marks within a block. */
function mendBody(
  given: MappedText,
  label: string,
): { readonly mapped: MappedText; readonly repairs: readonly KeyRepair[] } {
  const repairs: KeyRepair[] = [];
  const isOneLine = !given.text.includes("\n");
  let mapped = given;
  // A backslash at the end of a line is how RFC 4716 continues a header.
  if (label !== "SSH2 PUBLIC KEY" || isOneLine) {
    const { result, places } = unescapeText(mapped);
    mapped = result;
    const [first] = places;
    const separated = isOneLine ? separatedLines(mapped) : null;
    if (separated) {
      mapped = separated.result;
      repairs.push(repair("line-breaks", separated.place, { sign: separated.sign }));
    } else if (first) repairs.push(repair("escaped-newlines", first));
    else if (isOneLine && mapped.text.trim() !== "")
      repairs.push(repair("one-line", placeOf(given, 0, given.text.length)));
  }
  const mend = (code: KeyRepair["code"], pattern: RegExp, by: string): void => {
    const { result, places } = replaceText(mapped, pattern, () => by);
    mapped = result;
    const [first] = places;
    if (first) repairs.push(repair(code, first));
  };
  // Pieces of a string in source code: "…" + "…", '…' . '…', "…" & _ with the operator before or after the break, or each line in quotes.
  mend(
    "quotes",
    /["'`][ \t]*(?:[+.&][ \t]*(?:["']\n{1,4}["']|PHP_EOL|vb(?:CrLf|Lf|NewLine)|Environment\.NewLine)[ \t]*)?(?:[+.,&][ \t]*(?:_[ \t]*)?)?\n[ \t]*(?:[+.,&][ \t]*)?["'`]/g,
    "\n",
  );
  // The same on one line, and the soft line breaks of a mail (RFC 2045 section 6.7).
  mend("quotes", /["'`][ \t]*[+.][ \t]*["'`]/g, "\n");
  mend("text-around", /=[ \t]*\n(?=[\w+/])/g, "\n");
  mend("text-around", /=3D/g, "=");
  // What is left of a terminal's colours once the escape character is gone.
  mend("text-around", /\[[\d;]{0,10}m/g, "");
  // HTML line breaks, table borders in a terminal, and the line ends of `cat -A`.
  mend("text-around", /<br[ \t]*\/?>|&#(?:1[03]|x0*[ad]);/gi, "\n");
  mend("text-around", /[│┃║]/g, "");
  mend("text-around", /(?:\^M)?\$(?=[ \t]*(?:\n|$))/g, "");
  if (hasSpacesForPlus(mapped.text)) mend("plus-signs", / /g, "+");
  mapped = withoutPrefixes(mapped, repairs);
  const lines = mapped.text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length > 0 && lines.every((line) => /^[ \t]*(?:[#>*|;]+|\/\/)(?:[ \t]|$)/.test(line))) {
    mend("indentation", /^[ \t]*(?:[#>*|;]+|\/\/)[ \t]?/gm, "");
  }
  mend("indentation", /(?<=\n)[ \t]+(?=\S)/g, "");
  return { mapped, repairs };
}

/**
 * Whether form encoding replaced the plus signs: every line but the last is as long as the first, counting its
 * spaces. Spaces aligned in all lines are a prefix instead.
 */
function hasSpacesForPlus(body: string): boolean {
  const lines = body.split("\n").filter((line) => line !== "");
  const [first = ""] = lines;
  const isColumn = (_: string, at: number): boolean => lines.every((line) => line[at] === " ");
  return (
    lines.length > 1 &&
    !Array.from(first).some(isColumn) &&
    (first.length === 64 || first.length === 76) &&
    lines.some((line) => line.includes(" ")) &&
    lines.every((line) => /^[A-Za-z\d+/= ]+$/.test(line)) &&
    lines.slice(0, -1).every((line) => line.length === first.length)
  );
}

/**
 * Removes a prefix of every line of a body that is not part of it: line numbers, diff marks, times and names of a
 * log. Only if every line has one that cannot be Base64; otherwise the text stays.
 */
function withoutPrefixes(mapped: MappedText, repairs: KeyRepair[]): MappedText {
  // The prefix of the END line is the last one, with nothing after it.
  const lastStart = mapped.text.lastIndexOf("\n") + 1;
  const last = mapped.text.slice(lastStart);
  const lines = mapped.text
    .slice(0, lastStart)
    .split("\n")
    .filter((line) => line.trim() !== "");
  if (last.trim() === "" || lines.length === 0) return mapped;
  const prefix = PREFIXES.find(({ test }) => lines.every((line) => test.test(line)) && test.test(`${last}AAAA`));
  if (!prefix) return mapped;
  const { result, places } = replaceText(sliceText(mapped, 0, lastStart), prefix.cut, () => "");
  const [first] = places;
  if (first) repairs.push(repair("text-around", first));
  return result;
}

/** Possible line prefixes, and how to remove them: a diff mark, a line number, a time and a name. */
const PREFIXES: readonly { readonly test: RegExp; readonly cut: RegExp }[] = [
  { test: /^[+][ \t]?[\w+/=-]+[ \t]*$/, cut: /^[+][ \t]?/gm },
  { test: /^[ \t]*\d+[ \t:|.]+[\w+/=-]+[ \t]*$/, cut: /^[ \t]*\d+[ \t:|.]+/gm },
  {
    test: /^(?![A-Za-z][\w-]*:|[ \t]*(?:[#>*|;]|\/\/))(?=.*[^\w+/=\s-]).*[ \t][\w+/=-]+[ \t]*$/,
    cut: /^.*[ \t](?=[\w+/=-]+[ \t]*$)/gm,
  },
];

const DEK_INFO =
  /Proc-Type:[ \t]*4[ \t]*,[ \t]*ENCRYPTED\s*DEK-Info:[ \t]*(?:(DES[\w-]*|IDEA[\w-]*|RC2[\w-]*|BF[\w-]*)[ \t]*,[ \t]*([\da-f]{1,16})|([\w-]+)[ \t]*,[ \t]*([\da-f]{1,32}))/i;
const HEADER = /^[A-Za-z][\w-]*:/;

/** The body without the headers of RFC 1421 section 4.6 or RFC 4716 section 3.3, and its encryption. */
function takeHeaders(
  mapped: MappedText,
  label: string,
): { readonly rest: MappedText; readonly dekInfo: DekInfo | null } {
  const dek = DEK_INFO.exec(mapped.text);
  if (dek) {
    // If the line break after it was lost, only its length separates the vector from the body.
    const [whole, short, shortIv, long, longIv] = dek;
    const [cipher, iv] = [short ?? long ?? "", shortIv ?? longIv ?? ""];
    return { rest: sliceText(mapped, dek.index + whole.length), dekInfo: { cipher, iv } };
  }
  if (label === "SSH2 PUBLIC KEY" && !mapped.text.trim().includes("\n")) {
    // On one line with its headers: the bytes of every SSH key begin with the length of a short name.
    const start = /AAAA[\w+/]{20}/.exec(mapped.text)?.index ?? 0;
    return { rest: sliceText(mapped, start), dekInfo: null };
  }
  let at = 0;
  let isContinued = false;
  while (at < mapped.text.length) {
    const end = mapped.text.indexOf("\n", at);
    const line = mapped.text.slice(at, end < 0 ? mapped.text.length : end);
    if (line.trim() !== "" && !isContinued && !HEADER.test(line)) break;
    isContinued = (isContinued || HEADER.test(line)) && line.endsWith("\\");
    at = end < 0 ? mapped.text.length : end + 1;
  }
  return { rest: sliceText(mapped, at), dekInfo: null };
}

/** A body without an END line continues as long as lines are Base64. */
function untilForeignLine(mapped: MappedText): MappedText {
  const foreign = /^(?![A-Za-z\d+/=_-]*[ \t]*$)/m.exec(
    mapped.text.replace(/^\s+/, (space) => " ".repeat(space.length)),
  );
  return foreign && foreign.index > 0 ? sliceText(mapped, 0, foreign.index) : mapped;
}

/** Text before, between and after the blocks: names and quotes of settings files, or anything else. */
function aroundBlocks(mapped: MappedText, blocks: readonly Block[]): readonly KeyRepair[] {
  const repairs: KeyRepair[] = [];
  const { length } = mapped.text;
  let from = 0;
  for (const { start, end } of blocks) {
    repairs.push(...around(mapped, from, start));
    from = end;
  }
  return [...repairs, ...around(mapped, from, length)];
}

function around(mapped: MappedText, start: number, end: number): readonly KeyRepair[] {
  const repairs: KeyRepair[] = [];
  const text = mapped.text.slice(start, end);
  // Escaped line breaks around the block are line breaks.
  let rest = text.replace(/^(?:\s|\\+(?:[nrt]|\s|$))*/, "");
  let at = start + text.length - rest.length;
  const closing = /^(?:["'`”’]|\\")+[ \t]*[,;)}\]]*/.exec(rest)?.[0] ?? "";
  if (closing !== "") {
    repairs.push(repair("quotes", placeOf(mapped, at, at + 1)));
    at += closing.length;
    rest = rest.slice(closing.length);
  }
  const opening = /(?:["'`“‘]|\\")(?:\s|\\+[nrt])*$/.exec(rest);
  if (opening) {
    repairs.push(repair("quotes", placeOf(mapped, at + opening.index, at + opening.index + 1)));
    rest = rest.slice(0, opening.index);
  }
  rest = rest.trimEnd();
  const line = rest.slice(rest.lastIndexOf("\n") + 1);
  if (line !== "" && line.length < 200 && ASSIGNMENT.test(line)) {
    const lineStart = at + rest.length - line.length;
    repairs.push(repair("env-or-yaml", placeOf(mapped, lineStart, lineStart + line.length)));
    rest = rest.slice(0, rest.length - line.length).trimEnd();
  }
  const lead = rest.length - rest.trimStart().length;
  if (rest.trim() !== "") repairs.push(repair("text-around", placeOf(mapped, at + lead, at + rest.length)));
  return repairs;
}
