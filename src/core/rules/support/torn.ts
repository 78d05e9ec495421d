import { lastMember } from "../../json/query.ts";
import type { Range } from "../../text/range.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import type { Removal } from "../../token/types.ts";
import type { RuleContext } from "../types.ts";
import { trimEndOf } from "../../text/trim-end.ts";

/** Where a pasted token continues after a character that ended it, or was shortened. Offsets are in the pasted text. */
interface Tear {
  readonly kind: "character" | "ellipsis";
  readonly at: number;
  readonly codePoint: number;
  readonly text: string;
  /** The removed text in which the token continues. */
  readonly removal: Removal;
}

/**
 * Dots or asterisks that stand for omitted text: no token has two empty segments in a row, except an encrypted one without its IV,
 * which names its `enc`. Null if there are none.
 */
export function shortenedAt({ text, form, header }: ParsedToken): Range | null {
  const root = header?.json.root;
  if (form === "jwe" && root?.type === "object" && lastMember(root, "enc")) return null;
  const found = /(?<=[\w-])(?:\.{3,60}|\*{3,60})(?=[\w-])/.exec(text.slice(0, 200_000));
  return found && { start: found.index, end: found.index + found[0].length };
}

/** What precedes a named token: `token=`, `"jwt":`, `//registry.example/:_authToken=`. Another character then belongs to that text, not to the token. */
const NAMED = /^(?!["'`]?e[yw])["'`]?[\w.-]{1,60}["'`]?\s?[:=]|^\/\/[\w.:/-]{1,200}=|^[{[(<]/;

const WRAP =
  "(?:&(?:quot|apos|lt|gt|nbsp|amp|#0?3[49]|#x2[27]|#6[02]|#x3[ce]|#160|#xa0);|%(?:2[267c]|3[ce]|5[bd]|7[bd]))";
const WRAPS_BEHIND = new RegExp(`^${WRAP}`, "i");
const WRAPS_BEFORE = new RegExp(`${WRAP}$`, "i");

/** Quotation marks whose closing mark differs from the opening one. */
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["“", "”"],
  ["‘", "’"],
  ["„", "“"],
  ["«", "»"],
  ["»", "«"],
]);

/**
 * Where a token that was pasted alone breaks: what looked like surrounding text follows it directly and continues
 * like a token. Null if the paste contains white space, which real surrounding text does, or a name before the token.
 */
export function tearIn({ arrival }: RuleContext): Tear | null {
  if (!arrival) return null;
  const { pasted, removals } = arrival;
  const alone = pasted.trim();
  const isAlone = !/\s/.test(alone) && !NAMED.test(alone);
  for (const removal of removals) {
    const { text, range, kind } = removal;
    if (kind !== "text" && kind !== "quotes") continue;
    // Looking only at the characters next to the removed text keeps a hostile paste cheap.
    const before = pasted.slice(Math.max(0, range.start - 1), range.start);
    const after = pasted.slice(range.end, range.end + 1);
    const ending =
      /^(?:…|\.{2,}|\*{3,}|[[(<{](?:redacted|removed|truncated|masked|hidden|omitted|signature|sig|snip(?:ped)?|secret)[\])>}])/i.exec(
        text,
      );
    if (ending && /[\w.-]$/.test(before)) {
      return { kind: "ellipsis", at: range.start, codePoint: 0x2026, text: ending[0], removal };
    }
    // Python's b'…' ends with just the quotation mark.
    if (kind === "quotes" && /^[bru]{1,2}["']$/i.test(text)) continue;
    // The spelled-out line break that ends a line of a settings file or a log.
    if (!isAlone || /^(?:\\[nrt])+["'`]?$/.test(text)) continue;
    // A quotation mark, bracket or space that HTML or an address spells wraps a token, and does not break it.
    if (WRAPS_BEHIND.test(text) && /[\w-]$/.test(before)) continue;
    // A terminal's colours end, or begin.
    if (/^\u001b\[[\d;]{0,20}m/.test(text) || /\u001b\[[\d;]{0,20}m$/.test(text)) continue;
    if (WRAPS_BEFORE.test(text) && /^e[yw]/.test(pasted.slice(range.end, range.end + 2))) continue;
    const next = /^-*[^\s\w.-]+(?=[\w.-])/u.exec(text);
    if (next && /[\w.-]$/.test(before)) {
      const dashes = next[0].length - next[0].replace(/^-+/, "").length;
      return tear(range.start + dashes, next[0].slice(dashes), removal);
    }
    const tail = text.slice(-8);
    const last = tail.slice(trimEndOf(tail, /[^\s\w.-]/).length);
    if (last === "" || !/[\w.-]/.test(after)) continue;
    // A text that was put in quotes twice.
    if (/^[\\"'`]+$/.test(last) && /["'`]$/.test(alone)) continue;
    const at = range.end - last.length;
    const isFirst = at === pasted.length - pasted.trimStart().length;
    // What opens a paste wraps it if it also closes it, even if followed by the comma of a list or the semicolon of code.
    const closing = CLOSING.get(last) ?? last;
    const isClosed = trimEndOf(alone, /[,;)\]}]/).endsWith(closing) || alone.endsWith(closing);
    if (isFirst ? !isClosed : at > range.start) return tear(at, last, removal);
  }
  return null;
}

function tear(at: number, text: string, removal: Removal): Tear {
  return { kind: "character", at, codePoint: text.codePointAt(0) ?? 0, text, removal };
}
