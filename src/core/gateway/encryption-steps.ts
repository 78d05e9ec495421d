import type { Judgement } from "../crypto/types.ts";
import { type Finding, line, textOf } from "./comparisons.ts";
import type { WalkLayer } from "./layers.ts";
import type { Comparison, WalkContext } from "./types.ts";

/** Something in a token that a careful recipient does not process, so it is not known whether it decrypts (RFC 8725 section 3.6). */
function overLimit(judgement: Judgement | null): Comparison | null {
  const reason = judgement?.reason;
  const most = (limit: number, unit: string): string => `at most ${limit.toLocaleString("en")} ${unit}`;
  if (reason?.code === "p2c-limit")
    return line("p2c", reason.count.toLocaleString("en"), most(reason.limit, "iterations"), false);
  if (reason?.code === "zip-bomb") return line("zip", "unpacks to more", most(reason.limit, "bytes"), false);
  return null;
}

/** The recipient's key, and whether the content is what was encrypted (RFC 7516 section 5.2). */
export function decrypt({ judgement, header, payload, isOuter }: WalkLayer): Finding {
  const state = judgement?.state;
  const passed = state === "decrypted";
  const name = judgement?.key?.material?.jwk.kid ?? (judgement?.key ? "the key in its field" : "no key in the fields");
  const isKeyKnown = state !== "no-key" && state !== "key-error";
  const limit = overLimit(judgement);
  const comparisons = [
    line("enc", textOf(header, "enc") || "absent", "supported by this page", state !== "unsupported" || limit !== null),
    ...(limit === null ? [] : [limit]),
    line(
      "key",
      textOf(header, "kid") || "no kid",
      isKeyKnown ? name : state === "no-key" ? "no key" : "no usable key",
      isKeyKnown,
    ),
    line("tag", "over header and content", passed ? "the same" : "different, or not reached", passed),
    ...(passed && !isOuter
      ? [line("content", payload ? "a JSON object" : "not a JSON object", "a claims set", payload !== null)]
      : []),
  ];
  return {
    passed: comparisons.every(({ result }) => result === "passed"),
    summary: passed
      ? payload || isOuter
        ? "decrypted"
        : "no claims inside"
      : state === "no-key"
        ? "no key"
        : state === "key-error"
          ? "no usable key"
          : limit !== null
            ? "over the limit"
            : state === "unsupported"
              ? "not decrypted here"
              : "does not decrypt",
    comparisons,
  };
}

/** Who made a token that is encrypted but not signed: with a public key it may be anyone (RFC 8725 section 3.3). */
export function sender({ judgement }: WalkContext): Finding {
  const isShared = judgement?.key?.source === "secret";
  return {
    passed: isShared,
    summary: isShared ? "a holder of the shared key" : "not signed",
    comparisons: [
      line(
        "sender",
        isShared ? "a holder of the shared key" : "anyone with the public key",
        "a known sender",
        isShared,
        isShared ? "" : "Encryption does not show who made it; a signature inside would.",
      ),
    ],
  };
}
