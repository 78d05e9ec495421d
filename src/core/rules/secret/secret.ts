import { decodeSecret } from "../../keys/secret.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import type { Fix, RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { at, factsOf, whole } from "../support/facts.ts";
import { plural, type Args, type Words } from "../support/words.ts";

/** Whether the secret is used to verify: the algorithm is an HMAC, and the field is not empty. */
export function isInUse(context: RuleContext): boolean {
  return context.keys.secret.text !== "" && algorithmRow(factsOf(context).alg ?? "")?.family === "HMAC";
}

const notEncoded = (a: Args<"encoding" | "at">): Words => [
  `The secret is not ${a.encoding}`,
  `The first error is at character ${a.at}. If the secret is plain text, read it as UTF-8.`,
  "Read it as UTF-8",
];

/** The text is not in the encoding that was chosen for it. */
export const notInEncoding = defineRule({
  id: "SEC-02",
  spec: "RFC 4648 section 3.3",
  words: {
    alphabet: (a: Args<"encoding" | "at" | "other">) => [
      `The secret is not ${a.encoding}`,
      `Character ${a.at} belongs to ${a.other}.`,
      `Read it as ${a.other}`,
    ],
    "lone-surrogate": (a: Args<"at">) => [
      "The secret contains half a character",
      `There is a lone surrogate at ${a.at}, which cannot be encoded as UTF-8 (RFC 3629 section 3). Enter the bytes as hex.`,
    ],
    character: notEncoded,
    "white-space": notEncoded,
    padding: notEncoded,
    length: notEncoded,
    "trailing-bits": notEncoded,
  },
  look: (_, say, context) => {
    if (!isInUse(context)) return;
    const { secret } = context.keys;
    const decoding = decodeSecret(secret);
    if (!("problem" in decoding)) return;
    const other = secret.encoding === "Base64" ? "Base64url" : "Base64";
    const fix: Fix | null =
      decoding.problem === "alphabet"
        ? { kind: "secret-encoding", encoding: other }
        : secret.encoding === "UTF-8"
          ? null
          : { kind: "secret-encoding", encoding: "UTF-8" };
    say("error", decoding.problem, {
      args: { encoding: secret.encoding, other, at: decoding.range.start + 1 },
      place: at("secret", decoding.range),
      fix,
    });
  },
});

/** An HMAC key must be at least as long as the hash output. */
export const shortSecret = defineRule({
  id: "SEC-09",
  spec: "RFC 7518 section 3.2",
  words: {
    short: (a: Args<"bits" | "alg" | "needed" | "neededBytes">) => [
      `The secret has ${a.bits} bits; ${a.alg} requires ${a.needed}`,
      `RFC 7518 section 3.2 requires at least ${a.neededBytes} bytes. A short secret can be guessed from one token, and several libraries refuse it.`,
    ],
  },
  look: ({ alg }, say, context) => {
    if (!isInUse(context)) return;
    const needed = algorithmRow(alg ?? "")?.minimumKeyBits ?? 0;
    const decoding = decodeSecret(context.keys.secret);
    if (!("bytes" in decoding) || decoding.bytes.length * 8 >= needed) return;
    const { length } = decoding.bytes;
    if (length === 0) return;
    say("warn", "short", {
      args: { alg: alg ?? "", bits: length * 8, needed, neededBytes: needed / 8 },
      place: whole("secret", context.keys.secret.text),
    });
  },
});

/** A secret of zero bytes. An empty field is not reported: the verdict says that a key is missing. */
export const emptySecret = defineRule({
  id: "SEC-13",
  spec: "RFC 7518 section 3.2",
  words: {
    jwk: [
      "The key's k is empty",
      "A key of zero bytes is not usable. The variable it came from may not have been set.",
    ],
    space: (a: Args<"count">) => [
      "The secret is only whitespace",
      `${plural(a.count, "character")} that you cannot see. The variable it came from may not have been set.`,
    ],
  },
  look: (_, say, context) => {
    if (!isInUse(context)) return;
    const { text } = context.keys.secret;
    if (/^\s*\{/.test(text) && /"kty"\s*:\s*"oct"/.test(text) && /"k"\s*:\s*""/.test(text)) {
      say("warn", "jwk", { place: whole("secret", text) });
    } else if (text.trim() === "") {
      say("warn", "space", { args: { count: text.length }, place: whole("secret", text) });
    }
  },
});
