import { mendJson, mendWords } from "../../json/mend.ts";
import { parseJson } from "../../json/parse.ts";
import { wholeObject } from "../../json/query.ts";
import { mediaTypeName } from "../../registry/media-types.ts";
import { printJson } from "../../json/print.ts";
import { readOtherwise } from "../../text/charset.ts";
import { describeCodePoint } from "../../text/code-points.ts";
import { decompress } from "../../text/inflate.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import type { JsonPart } from "../../envelope/types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { innerToken } from "../support/inner-token.ts";
import { misreadHeader } from "../support/misread-header.ts";
import { sayEach } from "../support/scan.ts";
import { at, excerpt, type Facts, type PaneFacts } from "../support/facts.ts";
import { typeWords } from "../../registry/value-kind.ts";
import { textKind } from "./text-form.ts";
import { notJsonObjectWords, duplicateMemberWords, inexactNumberWords } from "./json.words.ts";
import { toHex } from "../../text/hex.ts";

function partOf({ token }: Facts, { pane }: PaneFacts): JsonPart | null {
  return pane === "header" ? token.header : token.payload;
}

/** Whether the header says that the payload is a claims set (RFC 7519 section 5.1) and not arbitrary bytes. */
function saysJwt({ headerValue }: Facts): boolean {
  const typ = headerValue("typ");
  return typ?.type === "string" && /(?:^|\+)jwt$/i.test(typ.value);
}

/** The content type in `cty`, if it is neither JSON nor a token (RFC 7515 section 4.1.10); null if the payload should be either. */
function otherContent(facts: Facts): string | null {
  const cty = facts.headerValue("cty");
  if (cty?.type !== "string" || cty.value.trim() === "" || saysJwt(facts)) return null;
  const [name = ""] = mediaTypeName(cty.value).split(";");
  return /(?:^|[/+])(?:json|jwt|jwk|jwk-set|jose)\s*$/.test(name) ? null : cty.value;
}

/** Whether a pane's text is a JSON string that contains a JSON object. */
function holdsObject({ document: { root } }: PaneFacts): boolean {
  return root?.type === "string" && /^\s*\{/.test(root.value) && parseJson(root.value).problems.length === 0;
}

/** The JSON object in a text that is Base64 of one; null if it is not. */
function encodedObject(text: string): string | null {
  if (text.length > MOST_GUESSED || !/^[\w+/-]{4,}={0,2}$/.test(text.trim())) return null;
  const inner = decodeUtf8(decodeBase64Url(text.trim().replaceAll("=", "")).bytes);
  return inner.problems.length === 0 && wholeObject(parseJson(inner.text)) !== null ? inner.text : null;
}

/** With more invalid runs of bytes than this, it is not UTF-8 text with a mistake in it. */
const BINARY = 3;

/** Quotation marks that word processors put in the place of straight ones. */
const TYPOGRAPHIC = /[\u201c-\u201f\u2033\u2036\u00ab\u00bb\uff02]/g;

/** Decoded text up to this size is examined. */
const MOST_GUESSED = 200_000;

/** The first non-ASCII string of a JSON text, otherwise its beginning: it identifies a reading. */
function telling(text: string): string {
  const found = /"[^"\\\n]{0,40}[^"\\\n -~][^"\\\n]{0,40}"/.exec(text.slice(0, 4000))?.[0];
  return excerpt(found ?? text, 60);
}

/** Header and claims set are JSON objects in UTF-8. */
export const notJsonObject = defineRule({
  id: "IN-16",
  spec: "RFC 7515 section 5.2, RFC 7519 section 7.2",
  words: notJsonObjectWords,
  look: (facts, say, { judgement }) => {
    if (textKind(facts.token) !== null) return;
    const opened = judgement?.opened?.bytes;
    for (const pane of facts.panes) {
      const part = partOf(facts, pane);
      const segment = facts.segment(pane.pane);
      if (!part || (segment !== null && segment.text === "")) continue;
      // A payload that cty declares a token, and is one, need not be a claims set.
      if (pane.pane === "payload" && innerToken(facts) !== null) continue;
      const cty = pane.pane === "payload" ? otherContent(facts) : null;
      if (cty === null) sayWhatIsWrong(facts, pane, part, say, opened);
      else if (wholeObject(pane.document) === null)
        say("info", "other", {
          args: { cty: excerpt(cty, 60) },
          place: at("payload", { start: 0, end: pane.document.text.length }),
          class: "ok",
        });
    }
  },
  explains: [
    // If bytes were read in the wrong encoding, every character is wrong.
    {
      as: ["encoding", "binary", "compressed", "utf8", "misread"],
      rules: ["hidden-character", "lone-surrogate", "look-alike", "markup", "IN-15", "IN-24", "IN-25"],
      where: "part",
    },
    { as: ["string-unterminated"], rules: ["IN-16/unclosed-object", "IN-16/unclosed-array"], where: "part" },
  ],
});

function sayWhatIsWrong(
  facts: Facts,
  pane: PaneFacts,
  part: JsonPart,
  say: Say<typeof notJsonObjectWords>,
  opened: Uint8Array | undefined,
): void {
  const segment = facts.segment(pane.pane);
  // A payload that is not a claims set still makes a JWS; as a JWT it is refused.
  const severity = pane.pane === "header" || saysJwt(facts) ? "error" : "warn";
  const { problems, text, root } = pane.document;
  const inToken = segment ? at("token", segment.range) : null;
  const wholePane = at(pane.pane, { start: 0, end: text.length });
  // The content of an encrypted token is in no segment.
  const bytes = segment?.bytes ?? new Uint8Array(pane.pane === "payload" ? (opened ?? []) : []);
  const isText = part.utf8.length === 0;
  const fits = isText ? `${pane.pane}-json` : `${pane.pane}-utf8`;
  if (problems.length > 0 && pane.pane === "payload" && bytes.length <= MOST_GUESSED) {
    const packed = decompress(bytes);
    const unpacked = packed && decodeUtf8(packed.bytes);
    if (packed && unpacked?.problems.length === 0 && /^\s{0,99}[{["]/.test(unpacked.text)) {
      say("warn", "compressed", {
        args: { form: packed.form, text: excerpt(unpacked.text, 80) },
        place: inToken,
        class: fits,
        fix: { kind: "replace-all", pane: "payload", text: printJson(unpacked.text) },
      });
      return;
    }
  }
  // Bytes that are not UTF-8, or zeros between the letters, which are UTF-16 read as UTF-8.
  const other = bytes.length <= MOST_GUESSED && (!isText || text.includes("\0")) ? readOtherwise(bytes) : null;
  if (other && parseJson(other.text).problems.length === 0) {
    say(severity, "encoding", {
      args: { segment: pane.pane, encoding: other.encoding, text: telling(other.text) },
      place: inToken,
      class: `${pane.pane}-utf8`,
      fix: { kind: "replace-all", pane: pane.pane, text: printJson(other.text) },
    });
    return;
  }
  const misread =
    pane.pane === "header" && segment && (problems.length > 0 || !isText) ? misreadHeader(segment.text) : null;
  if (misread && segment) {
    const at0 = segment.range.start + misread.at;
    const place = at("token", { start: at0, end: at0 + 1 });
    say("error", "misread", {
      args: { segment: "header", read: misread.read, meant: misread.meant, at: at0 + 1 },
      place,
      class: fits,
      fix: { kind: "replace", place, insert: misread.meant },
    });
    return;
  }
  const [firstRun] = part.utf8;
  const start = segment?.range.start ?? 0;
  // Anything that is not broken JSON is shown as hex (envelope/binary), where no byte is lost.
  const isHex = pane.pane === "payload" && !/^\s{0,99}[{["]/.test(part.text);
  if (firstRun && (isHex || part.utf8.length > BINARY)) {
    // Ciphertext, compressed text, a picture: one finding says it, instead of one for each run of bytes.
    const first = start + Math.floor((firstRun.byteRange.start * 4) / 3);
    say(severity, "binary", {
      args: { segment: pane.pane, size: bytes.length },
      place: segment ? at("token", { start: first, end: segment.range.end }) : null,
      class: fits,
    });
    return;
  }
  for (const { byteRange } of part.utf8) {
    const from = start + Math.floor((byteRange.start * 4) / 3);
    const to = start + Math.ceil((byteRange.end * 4) / 3);
    const wrong = bytes.subarray(byteRange.start, Math.min(byteRange.end, byteRange.start + 4));
    say(severity, "utf8", {
      args: {
        segment: pane.pane,
        at: byteRange.start,
        bytes: toHex(wrong, " "),
      },
      place: segment ? at("token", { start: from, end: Math.max(to, from + 1) }) : null,
      class: fits,
    });
  }
  if (problems.length > 0 && text.startsWith("\ufeff") && parseJson(text.slice(1)).problems.length === 0) {
    const range = { start: 0, end: 1 };
    say(severity, "bom", {
      args: { segment: pane.pane },
      place: at(pane.pane, range),
      class: `${pane.pane}-json`,
      fix: { kind: "replace", place: at(pane.pane, range), insert: "" },
    });
    return;
  }
  const straight = problems.length > 0 ? text.replace(TYPOGRAPHIC, '"') : text;
  if (straight !== text && parseJson(straight).problems.length === 0) {
    const marks = text.match(TYPOGRAPHIC) ?? [];
    const first = text.search(TYPOGRAPHIC);
    say(severity, "quotes", {
      args: { segment: pane.pane, count: marks.length, found: marks[0] ?? "" },
      place: at(pane.pane, { start: first, end: first + 1 }),
      class: `${pane.pane}-json`,
      fix: { kind: "replace-all", pane: pane.pane, text: straight },
    });
    return;
  }
  if (/^\s{0,9}(?:undefined|NaN|None|nil|\[object [A-Z]\w{1,30}\])\s{0,9}$/.test(text)) {
    say(severity, "unset", {
      args: { segment: pane.pane, text: text.trim() },
      place: wholePane,
      class: `${pane.pane}-json`,
    });
    return;
  }
  // Prose or bytes are not JSON gone wrong: one finding says it, instead of one for each word.
  if (problems.length > 0 && /^[\s\ufeff]*[^\s\ufeff{[]/.test(text)) {
    const inner = pane.pane === "payload" ? encodedObject(text) : null;
    if (inner !== null) {
      say(severity, "encoded", {
        args: { text: excerpt(inner, 60) },
        place: wholePane,
        class: "payload-json",
        fix: { kind: "replace-all", pane: "payload", text: printJson(inner) },
      });
      return;
    }
    say(severity, "plain", {
      args: { segment: pane.pane, text: excerpt(text, 40) },
      place: wholePane,
      class: `${pane.pane}-json`,
    });
    return;
  }
  const mends = problems.length > 0 && text.length <= MOST_GUESSED ? mendJson(text) : null;
  const [mend] = mends ?? [];
  if (mends !== null && mend !== undefined && (mends.length > 1 || problems.length > 1 || mend.kind === "space")) {
    say(severity, "spelling", {
      args: { segment: pane.pane, what: mendWords(mends) },
      place: at(pane.pane, mend.edit.range),
      class: `${pane.pane}-json`,
      fix: { kind: "replace-many", pane: pane.pane, edits: mends.map(({ edit }) => edit) },
    });
    return;
  }
  // One unclosed bracket is reported for all open brackets around it.
  const unclosed = problems.findLast(({ code }) => code.startsWith("unclosed"));
  for (const problem of problems) {
    const { code, range } = problem;
    if (code.startsWith("unclosed") && problem !== unclosed) continue;
    const codePoint = text.codePointAt(range.start);
    say(severity, code, {
      args: {
        segment: pane.pane,
        found: codePoint === undefined ? "the end of the text" : describeFound(codePoint),
      },
      place: at(pane.pane, range),
      fix:
        mend === undefined
          ? null
          : { kind: "replace", place: at(pane.pane, mend.edit.range), insert: mend.edit.insert },
      class: code === "depth" ? "depth" : `${pane.pane}-json`,
    });
  }
  if (problems.length === 0 && root && !pane.object) {
    say(severity, pane.pane === "payload" && holdsObject(pane) ? "twice" : "type", {
      args: { segment: pane.pane, type: typeWords(root) },
      place: at(pane.pane, root.range),
      class: `${pane.pane}-not-object`,
    });
  }
}

function describeFound(codePoint: number): string {
  return codePoint > 0x20 && codePoint < 0x7f ? `“${String.fromCodePoint(codePoint)}”` : describeCodePoint(codePoint);
}

/** Member names are unique, or the last one counts, or the token is refused: readers differ. */
export const duplicateMember = defineRule({
  id: "IN-15",
  spec: "RFC 7515 section 4, RFC 7519 section 4",
  words: duplicateMemberWords,
  look: ({ panes }, say) => {
    for (const { pane, scan } of panes) {
      sayEach(scan.duplicates, say, ({ name, count, range, nested }) => {
        say("security", pane === "header" ? "header" : nested ? "nested" : "claim", {
          args: { name: excerpt(name, 40), count },
          place: at(pane, range),
          class: "duplicate-key",
        });
      });
    }
  },
});

/** A number that changes when it is read as a double. */
export const inexactNumber = defineRule({
  id: "IN-24",
  spec: "RFC 8259 section 6",
  words: inexactNumberWords,
  look: ({ panes }, say) => {
    for (const { pane, scan } of panes) {
      sayEach(scan.numbers, say, ({ raw, value, range, name }) => {
        say("warn", Number.isFinite(value) ? "rounded" : "infinite", {
          args: { name: excerpt(name || "the value", 40), raw: excerpt(raw, 40), read: String(value) },
          place: at(pane, range),
          class: "number-precision",
        });
      });
    }
  },
});
