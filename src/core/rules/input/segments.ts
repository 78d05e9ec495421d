import type { ParsedToken } from "../../token/types.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { shortenedAt, tearIn } from "../support/torn.ts";
import { KEY_MANAGEMENT_NAMES } from "./jwe-algorithms.ts";
import { textKind } from "./text-form.ts";

/** Where a second token begins in a text that has one already; -1 where none does. */
export function secondToken({ text, segments }: ParsedToken): number {
  const third = segments[2]?.range.start;
  if (third === undefined || !text.startsWith("eyJ")) return -1;
  const found = /eyJ[\w-]{10,2000}\.eyJ/.exec(text.slice(third + 1, third + 20_000));
  return found ? third + 1 + found.index : -1;
}

/** A compact JWS has three segments, a compact JWE five. */
export const segmentCount = defineRule(
  "IN-08",
  ["token"],
  "RFC 7515 section 7.1, RFC 7516 section 7.1",
  ({ token, alg, headerValue }, say) => {
    const { form, segmentCount: count, text } = token;
    // Of a token that was shortened the dots are no separators: `truncated` tells of them.
    if (textKind(token) !== null || shortenedAt(token)) return;
    // Of an encrypted token that lacks segments `jweShape` tells how many it should have.
    if (form === "jws" && alg !== null && KEY_MANAGEMENT_NAMES.has(alg) && headerValue("enc")) return;
    // Two tokens in a row make five segments, as an encrypted token has.
    const isRow = form === "jwe" && secondToken(token) > 0;
    if (!isRow && (form !== "jws" || count === 3)) return;
    const end = { start: text.length, end: text.length };
    if (count < 3) {
      say("error", count === 1 ? "one" : "two", { args: { count }, place: at("token", end), class: "segment-count" });
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
);

/** A segment that must not be empty is: a header, or the signature of an algorithm that makes one. */
export const emptySegment = defineRule("IN-23", ["token", "arrival"], "RFC 7515 section 5.2", (facts, say, context) => {
  const { token, alg, segment } = facts;
  if (token.form !== "jws" && token.form !== "sd-jwt") return;
  const header = segment("header");
  if (header?.text === "" && textKind(token) === null) {
    say("error", "header", { place: at("token", header.range), class: "empty-segment" });
  }
  const signature = segment("signature");
  // The dots of "..." are no separators: nothing says that the signature was not there.
  if (tearIn(context)?.kind === "ellipsis" || token.text.endsWith("..")) return;
  if (signature?.text === "" && alg !== null && alg.trim().toLowerCase() !== "none") {
    say("error", "signature", { args: { alg }, place: at("token", signature.range), class: "empty-segment" });
  }
});

/** No payload in the token: it travels elsewhere (RFC 7515 Appendix F), or was never put in. */
export const detached = defineRule("IN-18", ["token"], "RFC 7515 Appendix F", ({ token, segment }, say) => {
  const payload = segment("payload");
  if (token.form !== "jws" || token.segmentCount !== 3 || payload?.text !== "" || textKind(token) !== null) return;
  say("info", "detached", { place: at("token", payload.range), class: "empty-segment" });
});

const LIMITS: readonly (readonly [number, string])[] = [
  [1_000_000, "anything that takes it as a header"],
  [16_384, "Node.js, whose headers may have 16 KiB in all"],
  [8_192, "nginx and Apache, which stop a header line at 8 KiB by default"],
];

/** Longer than common servers take in one header line. */
export const tooLarge = defineRule("IN-20", ["token"], "RFC 9110 section 5.4", ({ token }, say) => {
  if (token.form !== "jws" && token.form !== "jwe" && token.form !== "sd-jwt") return;
  const size = token.text.length;
  const limit = LIMITS.find(([bytes]) => size > bytes);
  if (limit) say("info", "size", { args: { size, stops: limit[1] }, class: size > 1_000_000 ? "size" : "ok" });
});
