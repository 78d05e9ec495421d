import { issuerSigned } from "../../envelope/selective.ts";
import { isLeftOut } from "../../envelope/detached.ts";
import { parseToken } from "../../envelope/parse.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { shortenedAt, tearIn } from "../support/torn.ts";
import { keyManagementRow } from "../../registry/encryption-algorithms.ts";
import { textKind } from "./text-form.ts";
import { type Args } from "../support/words.ts";

/** Where a second token begins in a text; -1 if there is none. */
export function secondToken({ text, segments }: ParsedToken): number {
  const third = segments[2]?.range.start;
  if (third === undefined || !text.startsWith("eyJ")) return -1;
  const rest = text.slice(third + 1, third + 20_000);
  // A header, with its first characters somewhere in the run before a dot and a payload's.
  for (const { 0: run, index } of rest.matchAll(/[\w-]+/g)) {
    const at = run.indexOf("eyJ", Math.max(0, run.length - 2003));
    if (at >= 0 && run.length - at >= 13 && rest.startsWith(".eyJ", index + run.length)) return third + 1 + index + at;
  }
  return -1;
}

/** A compact JWS has three segments, a compact JWE five. */
export const segmentCount = defineRule({
  id: "IN-08",
  spec: "RFC 7515 section 7.1, RFC 7516 section 7.1",
  words: {
    one: [
      "One segment, where a signed token has three",
      "The text has no dots. It decodes as a header; payload and signature are missing. Copy the complete token.",
    ],
    payload: [
      "A payload alone, where a signed token has three segments",
      "It decodes to claims. The header before it and the signature after it are missing. Copy the complete token.",
    ],
    headless: [
      "The header is missing: this is a payload and what follows it",
      "It decodes to claims, so it is shown as the payload. Without the header nothing says how it was signed. Copy the complete token.",
    ],
    two: [
      "Two segments, where a signed token has three",
      "The signature and the dot before it are missing. Even an unsecured token ends with a dot (RFC 7515 Appendix A.5).",
    ],
    many: (a: Args<"count">) => [
      `${a.count} segments, where a signed token has three and an encrypted one five`,
      "The first three are shown. The rest does not belong to any segment.",
      "Remove the rest",
    ],
    selective: (a: Args<"count">) => [
      `The JWT before the first ~ has ${a.count} ${a.count === 1 ? "segment" : "segments"}, where a signed one has three`,
      "What precedes the first ~ of an SD-JWT must be a complete signed JWT (RFC 9901 section 4).",
      "Remove the rest of the JWT",
    ],
    dots: [
      "A dot is there twice",
      "Two dots side by side make an empty segment. With one in their place the token has the three segments it needs.",
      "Write one dot",
    ],
    concatenated: [
      "Two tokens are joined without a separator",
      "A second one starts where the first ends. Send exactly one.",
      "Keep the first",
    ],
  },
  look: ({ token, alg, headerValue }, say) => {
    const { form, segmentCount: count, text } = token;
    // The dots of a shortened token are not separators: `truncated` reports them.
    if (textKind(token) !== null || shortenedAt(token)) return;
    // `jweShape` reports how many segments an encrypted token lacks.
    if (form === "jws" && keyManagementRow(alg ?? "") && headerValue("enc")) return;
    if (form === "sd-jwt") {
      const jws = issuerSigned(token);
      if (jws.segmentCount === 3) return;
      const third = jws.segmentCount > 3 ? jws.segments[2] : undefined;
      const place = at("token", { start: third?.range.end ?? jws.text.length, end: jws.text.length });
      say("error", "selective", {
        args: { count: jws.segmentCount },
        place,
        class: "segment-count",
        fix: third ? { kind: "replace", place, insert: "" } : null,
      });
      return;
    }
    // Two tokens in a row make five segments, as an encrypted token has.
    const isRow = form === "jwe" && secondToken(token) > 0;
    if (!isRow && (form !== "jws" || count === 3)) return;
    const end = { start: text.length, end: text.length };
    if (token.header === null && token.payload !== null) {
      say("error", count === 1 ? "payload" : "headless", {
        args: { count },
        place: at("token", { start: 0, end: 0 }),
        class: "segment-count",
      });
      return;
    }
    if (count < 3) {
      say("error", count === 1 ? "one" : "two", { args: { count }, place: at("token", end), class: "segment-count" });
      return;
    }
    const single = text.replaceAll("..", ".");
    if (single !== text && parseToken(single).segmentCount === 3) {
      const start = text.indexOf("..");
      say("error", "dots", {
        args: { count },
        place: at("token", { start, end: start + 2 }),
        class: "segment-count",
        fix: { kind: "replace-all", pane: "token", text: single },
      });
      return;
    }
    const second = secondToken(token);
    const fourth = token.segments[3];
    const extra =
      second > 0 ? text.slice(0, second).replace(/[.,;|]$/, "").length : fourth ? fourth.range.start - 1 : text.length;
    say("error", second > 0 ? "concatenated" : "many", {
      args: { count },
      place: at("token", { start: extra, end: text.length }),
      class: "segment-count",
      fix: { kind: "replace", place: at("token", { start: extra, end: text.length }), insert: "" },
    });
  },
  explains: [
    {
      as: ["dots"],
      rules: [
        "IN-11",
        "IN-14",
        "IN-16",
        "IN-18",
        "signature",
        "signature-length",
        "SEC-14",
        "KEY-19",
        "KEY-20",
        "TIM-08",
      ],
    },
  ],
});

/** What people write in the place of a signature. No algorithm makes one so short. */
const WORD =
  /^(?:(?:fake|dummy|invalid|your|test|my|mock|bad|wrong|some|the|not-?a)?[-_]?(?:signature|sig)(?:[-_]?(?:here|hash|part|bytes|\d))?|x{3,20}|redacted|removed|omitted|hidden)$/i;

/** A required segment is empty, or only says that something should be there: the header, or the signature of a signing algorithm. */
export const emptySegment = defineRule({
  id: "IN-23",
  spec: "RFC 7515 section 5.2",
  words: {
    header: ["The header is empty", "The token starts with a dot, so nothing says how it was signed."],
    signature: (a: Args<"alg">) => [
      "The signature is missing",
      `alg says ${a.alg}, but nothing follows the last dot. It may have been removed on purpose before sharing; the claims are still readable.`,
    ],
    word: (a: Args<"text">) => [
      `The signature is a placeholder: ${a.text}`,
      "It is a word and no signature of any algorithm: examples, test data and redacted tokens have it. No key verifies this token; the claims are still readable.",
    ],
  },
  look: (facts, say, context) => {
    const { token, alg, segment } = facts;
    if (token.form !== "jws" && token.form !== "sd-jwt") return;
    const header = segment("header");
    if (header?.text === "" && textKind(token) === null) {
      say("error", "header", { place: at("token", header.range), class: "empty-segment" });
    }
    const signature = segment("signature");
    // The dots of "..." are not separators: they do not mean that the signature was missing.
    if (tearIn(context)?.kind === "ellipsis" || token.text.endsWith("..")) return;
    if (signature && WORD.test(signature.text)) {
      say("error", "word", { args: { text: signature.text }, place: at("token", signature.range), class: "ok" });
    }
    if (signature?.text === "" && alg !== null && alg.trim().toLowerCase() !== "none") {
      say("error", "signature", { args: { alg }, place: at("token", signature.range), class: "empty-segment" });
    }
  },
  explains: [
    {
      as: ["word"],
      rules: ["IN-11", "IN-14", "signature", "signature-length", "SEC-14", "KEY-10", "KEY-19", "KEY-20", "DBG-03"],
    },
  ],
});

/** No payload in the token: it travels elsewhere (RFC 7515 Appendix F), or was never put in. */
export const detached = defineRule({
  id: "IN-18",
  spec: "RFC 7515 Appendix F",
  words: {
    detached: [
      "The payload is empty",
      "Either it was left out, or the payload is detached: it then travels separately, byte for byte (RFC 7515 Appendix F). Put it into “Detached payload”.",
    ],
  },
  look: ({ token, segment }, say) => {
    const payload = segment("payload");
    if (payload === null || !isLeftOut(token) || textKind(token) !== null || token.detached !== undefined) return;
    say("info", "detached", { place: at("token", payload.range), class: "empty-segment" });
  },
});

const LIMITS: readonly (readonly [number, string])[] = [
  [1_000_000, "anything that takes it as a header"],
  [16_384, "Node.js, which accepts 16 KiB of headers in total"],
  [8_192, "nginx and Apache, which stop a header line at 8 KiB by default"],
];

/** Longer than common servers take in one header line. */
export const tooLarge = defineRule({
  id: "IN-20",
  spec: "RFC 9110 section 5.4",
  words: {
    size: (a: Args<"size" | "stops">) => [
      `The token has ${Number(a.size).toLocaleString("en")} characters`,
      `That is too long for ${a.stops}.`,
    ],
  },
  look: ({ token }, say) => {
    if (token.form !== "jws" && token.form !== "jwe" && token.form !== "sd-jwt") return;
    const size = token.text.length;
    const limit = LIMITS.find(([bytes]) => size > bytes);
    if (limit) say("info", "size", { args: { size, stops: limit[1] }, class: size > 1_000_000 ? "size" : "ok" });
  },
});
