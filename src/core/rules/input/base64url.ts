import type { Base64UrlProblem } from "../../text/base64url-types.ts";
import { describeCodePoint, findInvisible } from "../../text/code-points.ts";
import { findHomoglyphs } from "../../text/homoglyphs.ts";
import type { Range } from "../../text/range.ts";
import type { ParsedToken, Segment } from "../../envelope/types.ts";
import { algorithmRow, familyOf } from "../../registry/algorithms.ts";
import type { RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { textKind } from "./text-form.ts";
import { isBeingMade } from "../support/being-made.ts";
import { lostCharacters, restOfHeader } from "../support/lost-start.ts";
import { shortenedAt, tearIn } from "../support/torn.ts";
import { signatureBytes } from "../support/signature-bytes.ts";
import { at, excerpt, segmentWord, type Facts } from "../support/facts.ts";
import { standardBase64Words, foreignCharacterWords, trailingBitsWords, truncatedWords } from "./base64url.words.ts";

/** What truncation causes, wherever it shows. */
const OF_A_CUT: readonly string[] = [
  "IN-08/one",
  "IN-08/two",
  "IN-11",
  "IN-14",
  "IN-16",
  "IN-23",
  "signature",
  "signature-length",
  "KEY-19",
  "KEY-20",
  "SEC-14",
  "DBG-03",
  "KEY-10/kid",
  "jwe-shape",
];

type ProblemOf<Code extends Base64UrlProblem["code"]> = Extract<Base64UrlProblem, { code: Code }>;

function problemsOf<Code extends Base64UrlProblem["code"]>(segment: Segment, code: Code): ProblemOf<Code>[] {
  return segment.problems.filter((problem): problem is ProblemOf<Code> => problem.code === code);
}

/** The segments that are base64url in the token's text: not those of a JSON form, whose ranges point elsewhere. */
function segmentsOf({ token }: Facts): readonly Segment[] {
  return token.form === "jws" || token.form === "jwe" || token.form === "sd-jwt" ? token.segments : [];
}

/** "12, 40 and 77", counted from 1 as editors count; the first five. */
function positions(problems: readonly Base64UrlProblem[]): string {
  const first = problems.slice(0, 5).map(({ range }) => range.start + 1);
  const rest = problems.length - first.length;
  return rest > 0 ? `${first.join(", ")} and ${rest} more` : first.join(", ").replace(/, (\d+)$/, " and $1");
}

function spanOf(problems: readonly Base64UrlProblem[]) {
  return { start: problems[0]?.range.start ?? 0, end: problems.at(-1)?.range.end ?? 0 };
}

/** `+`, `/` and `=`: Base64 with the alphabet and padding of RFC 4648 section 4. */
export const standardBase64 = defineRule({
  id: "IN-06",
  spec: "RFC 7515 section 2",
  words: standardBase64Words,
  look: (facts, say) => {
    const padded = segmentsOf(facts).filter((segment) => problemsOf(segment, "padding").length > 0);
    const [firstPadded, lastPadded] = [padded[0], padded.at(-1)];
    if (firstPadded && lastPadded && firstPadded !== lastPadded) {
      // One encoder padded them all: one finding.
      say("error", "padding-all", {
        args: {
          segments: padded
            .map(segmentWord)
            .join(", ")
            .replace(/, ([^,]*)$/, " and $1"),
        },
        place: at("token", spanOf(padded.flatMap((segment) => problemsOf(segment, "padding")))),
        class: "b64-padding",
        // The padded segments were signed: without padding the signature no longer matches.
        fix: facts.token.form === "jwe" ? null : { kind: "judge-padding" },
      });
    }
    for (const segment of segmentsOf(facts)) {
      const letters = problemsOf(segment, "standard-alphabet");
      const [letter] = letters;
      // One encoder wrote both: one button takes both back. Where padding was signed, another button judges it with that.
      const isPaddedAlone = padded.length === 1 && problemsOf(segment, "padding").length > 0;
      const base64url = segment.text.replace(/\+/g, "-").replace(/\//g, "_");
      const fixed = isPaddedAlone ? base64url.replace(/=/g, "") : base64url;
      if (letter) {
        say("error", "alphabet", {
          args: {
            segment: segmentWord(segment),
            character: letter.character,
            at: positions(letters),
          },
          place: at("token", letter.range),
          class: "b64-standard-alphabet",
          fix: { kind: "replace", place: at("token", segment.range), insert: fixed },
        });
      }
      const padding = problemsOf(segment, "padding");
      if (padding.length > 0 && padded.length === 1 && !letter) {
        say("error", "padding", {
          args: { segment: segmentWord(segment), count: padding.length, at: positions(padding) },
          place: at("token", spanOf(padding)),
          class: "b64-padding",
          fix: { kind: "replace", place: at("token", segment.range), insert: segment.text.replace(/=/g, "") },
        });
      }
    }
  },
});

/** The characters of a token that one stands for: dashes of word processors, letters that look alike, joined letters of a PDF. */
function meant(codePoint: number): string {
  if ((codePoint >= 0x2010 && codePoint <= 0x2015) || codePoint === 0x2212) return "-";
  const looksLike = findHomoglyphs(String.fromCodePoint(codePoint))[0]?.looksLike ?? "";
  return /^[\w.-]+$/.test(looksLike) ? looksLike : "";
}

function classOf(codePoint: number): string {
  // Vertical tab, form feed and next line are controls that Unicode counts as white space.
  if (codePoint === 0xb || codePoint === 0xc || codePoint === 0x85) return "b64-whitespace";
  const kind = findInvisible(String.fromCodePoint(codePoint))[0]?.kind;
  return kind === undefined ? "b64-char" : kind === "bidi" || kind === "control" ? kind : "invisible";
}

/** Any other character that base64url does not have, each with its place and code point. */
export const foreignCharacter = defineRule({
  id: "IN-12",
  spec: "RFC 7515 section 2",
  words: foreignCharacterWords,
  look: (facts, say, context) => {
    const tear = tearIn(context);
    if (tear?.kind === "character") {
      say("warn", "torn", {
        args: { character: describeCodePoint(tear.codePoint), at: tear.at + 1 },
        class: tear.codePoint === 0x3d ? "b64-padding" : classOf(tear.codePoint),
        fix: { kind: "restore-pasted", removals: [tear.removal] },
      });
    }
    // Escapes are reported together, with one button that decodes them all.
    const kind = textKind(facts.token)?.kind;
    if (kind === "percent" || kind === "escaped") return;
    const { text } = facts.token;
    const all = segmentsOf(facts).flatMap((segment) => problemsOf(segment, "character"));
    for (const segment of segmentsOf(facts)) {
      for (const { range, codePoint } of problemsOf(segment, "character")) {
        const insert = codePoint === 0x2026 ? "" : meant(codePoint);
        // One click fixes all of a kind: they have the same origin.
        const alike = all.filter((problem) => problem.codePoint === codePoint);
        const span = spanOf(alike);
        const character = String.fromCodePoint(codePoint);
        const hidden = classOf(codePoint);
        const variant = insert === "." ? "dot" : hidden === "b64-char" ? "visible" : "hidden";
        say("error", codePoint === 0x2026 ? "ellipsis" : variant, {
          args: {
            segment: segmentWord(segment),
            character: describeCodePoint(codePoint),
            at: range.start + 1,
            meant: insert,
            places: alike.length,
          },
          place: at("token", range),
          class: codePoint === 0x2026 ? "truncated" : hidden,
          fix: {
            kind: "replace",
            place: at("token", span),
            insert: text.slice(span.start, span.end).replaceAll(character, insert),
          },
        });
      }
    }
  },
  explains: [
    { as: ["torn"], rules: [...OF_A_CUT, "KEY-11"] },
    { as: ["visible", "hidden", "ellipsis"], rules: ["IN-11/last", "IN-11/length", "IN-14", "IN-16"], where: "part" },
    { as: ["visible", "hidden", "ellipsis"], rules: ["signature", "signature-length", "KEY-19", "KEY-20"] },
    // A dot in another form separates nothing.
    { as: ["dot"], rules: ["IN-08/one", "IN-08/two", "IN-11", "IN-14", "IN-16", "hidden-character"] },
  ],
});

/**
 * Whether a segment is damaged: JSON that does not parse, a signature that is too short. Then characters are missing or
 * changed, which explains spare bits at its end.
 */
function isDamaged({ token, alg }: Facts, { name, bytes }: Segment): boolean {
  switch (name) {
    case "header":
      return token.header !== null && token.header.json.problems.length > 0;
    case "payload":
      return token.payload !== null && token.payload.utf8.length > 0;
    case "signature": {
      // An RSA signature is as long as its modulus, a multiple of 64 bits in practice.
      const isRsa = algorithmRow(alg ?? "")?.kty === "RSA";
      return isRsa ? bytes.length % 8 !== 0 : bytes.length < (signatureBytes(alg, bytes.length) ?? 0);
    }
    default:
      return false;
  }
}

/** The last character has non-zero spare bits. */
export const trailingBits = defineRule({
  id: "IN-14",
  spec: "RFC 4648 section 3.5",
  words: trailingBitsWords,
  look: (facts, say) => {
    for (const segment of segmentsOf(facts)) {
      if (isDamaged(facts, segment)) continue;
      for (const { range, canonical } of problemsOf(segment, "trailing-bits")) {
        say("error", "bits", {
          args: { segment: segmentWord(segment), character: facts.token.text.slice(range.start, range.end), canonical },
          place: at("token", range),
          class: "b64-trailing-bits",
          fix: { kind: "replace", place: at("token", range), insert: canonical },
        });
      }
    }
  },
});

function endOf({ text }: ParsedToken): Range {
  return { start: text.length, end: text.length };
}

/** Known length limits; a token that ends exactly at one was cut by it. */
const LIMITS: readonly (readonly [length: number, cause: string])[] = [
  [255, "as a column of type VARCHAR(255) does"],
  [256, "as a field of 256 characters does"],
  [500, "as a column of 500 characters does"],
  [512, "as a field of 512 characters does"],
  [1000, "as a column of 1,000 characters does"],
  [1023, "as a line of 1,023 characters does"],
  [1024, "as a line or field of 1,024 characters does"],
  [2000, "as a column of 2,000 characters does"],
  [2048, "as URLs and log lines of 2,048 characters do"],
  [4000, "as a column of type VARCHAR2(4000) does"],
  [4095, "as a terminal does with a line that is typed or pasted"],
  [4096, "as a cookie of 4,096 characters does"],
  [8192, "as a header line of 8 KiB does"],
];

/** The limit at which a text ends, by itself or together with what precedes it; null if none. */
function limitOf({ token }: Facts, { arrival }: RuleContext): { readonly limit: number; readonly by: string } | null {
  const lengths = [token.text.length, arrival?.pasted.trimEnd().length ?? 0];
  const found = LIMITS.find(([length]) => lengths.includes(length));
  return found ? { limit: found[0], by: found[1] } : null;
}

/** How many characters of the signature are missing, if alg or key determines its length; null if none are, or it is unknown. */
function lackOf({ alg, segment }: Facts, { judgement }: RuleContext): number | null {
  const signature = segment("signature");
  if (!signature || signature.text === "") return null;
  const byKey = judgement?.reason.code === "signature-length" ? judgement.reason.expected : null;
  const bytes = signatureBytes(alg, signature.bytes.length) ?? byKey;
  if (bytes === null) return null;
  const lack = Math.ceil((bytes * 4) / 3) - signature.text.length;
  return lack > 0 ? lack : null;
}

/** The most underscores that a Markdown renderer would read as emphasis: a pair or a few. */
const MOST_EATEN = 8;

/** What logs and people put in the place of the rest of a token. */
const MASK =
  /(?:\.{2,60}|…|\*{3,60}|\[\.\.\.\.\]|[<[({]?(?:redacted|removed|truncated|masked|omitted|snip(?:ped)?)[>\])}]?)\s*$/i;

/** Signs that the beginning or the end is missing: an impossible length, JSON that stops. `signature-length` reports a signature that is too short. */
export const truncated = defineRule({
  id: "IN-11",
  spec: "RFC 7515 section 7.1",
  words: truncatedWords,
  look: (facts, say, context) => {
    const { token } = facts;
    if (isBeingMade(context)) return;
    const tear = tearIn(context);
    if (tear?.kind === "ellipsis") {
      // An earlier dot was read as the one before the signature.
      const text = tear.text.startsWith(".") && token.text.endsWith(".") ? `.${tear.text}` : tear.text;
      say("error", "ellipsis", { args: { text }, place: at("token", endOf(token)), class: "truncated" });
    }
    const segments = segmentsOf(facts);
    const kind = textKind(token)?.kind;
    if (kind === "percent" || kind === "escaped" || kind === "foreign" || kind === "session") return;
    const isUnread = token.header === null || token.header.json.problems.length > 0;
    const start = isUnread && token.form === "jws" ? lostCharacters(token.text) : null;
    if (start !== null) {
      say("error", "start", {
        args: { text: token.text.slice(0, 12), missing: start },
        place: at("token", { start: 0, end: Math.min(12, token.text.length) }),
        class: "truncated",
        fix: { kind: "replace", place: at("token", { start: 0, end: 0 }), insert: start },
      });
      return;
    }
    const rest =
      isUnread && (token.form === "jws" || token.form === "jwe" || kind === "opaque") ? restOfHeader(token.text) : null;
    if (rest !== null) {
      say("error", "beginning", {
        args: { text: token.text.slice(0, 12), rest: excerpt(rest.slice(1, -1), 60) },
        place: at("token", { start: 0, end: Math.min(12, token.text.length) }),
        class: "truncated",
      });
      return;
    }
    const left = shortenedAt(token);
    if (left && segments.length > 0) {
      const text = token.text.slice(left.start, left.end);
      say("error", "middle", { args: { text, at: left.start + 1 }, place: at("token", left), class: "truncated" });
      return;
    }
    const mask = segments.length > 1 ? MASK.exec(token.text.slice(-60)) : null;
    if (mask) {
      say("error", "ellipsis", {
        args: { text: mask[0].trim() },
        place: at("token", { start: token.text.length - mask[0].length, end: token.text.length }),
        class: "truncated",
      });
      return;
    }
    const limit = limitOf(facts, context);
    const lack = lackOf(facts, context);
    const signature = facts.segment("signature");
    // A signature that verifies is complete, whatever its token's length.
    if (signature && lack !== null && limit && context.judgement?.state !== "verified") {
      say("error", "limit", {
        args: { segment: "signature", lack, ...limit },
        place: at("token", endOf(token)),
        class: "truncated",
      });
      return;
    }
    // R and S sometimes lose leading zeros: `KEY-20` reports that.
    const isEaten = lack !== null && lack % 2 === 0 && lack <= MOST_EATEN && familyOf(facts.alg) !== "ECDSA";
    if (signature && isEaten && !token.text.includes("_")) {
      say("error", "markdown", { args: { lack }, place: at("token", signature.range), class: "truncated" });
      return;
    }
    for (const segment of segments) {
      const [length] = problemsOf(segment, "length");
      if (!length) continue;
      const isLast = segment === segments.at(-1);
      say("error", isLast ? "last" : "length", {
        args: { segment: segmentWord(segment), length: segment.text.length, total: token.text.length, ...limit },
        place: at("token", length.range),
        class: "b64-length",
      });
    }
    const last = segments.at(-1);
    if (!last) return;
    if (segments.length < 3 && token.form === "jws") {
      const part = segments.length === 2 ? token.payload : token.header;
      const unclosed = part?.json.problems.some(
        ({ code }) => code.startsWith("unclosed") || code === "string-unterminated",
      );
      if (unclosed) {
        say("error", "json", {
          args: { segment: segmentWord(last), total: token.text.length, ...limit },
          place: at("token", endOf(token)),
          class: "truncated",
        });
      }
    }
  },
  explains: [
    { as: ["json", "last", "limit", "markdown", "ellipsis", "middle"], rules: OF_A_CUT },
    // The marks themselves.
    { as: ["ellipsis", "middle"], rules: ["IN-12", "hidden-character"] },
    { as: ["length"], rules: ["IN-14", "IN-16", "hidden-character"], where: "part" },
    { as: ["start", "beginning"], rules: ["IN-16", "IN-08", "IN-10", "HDR-03", "IN-14"] },
  ],
});
