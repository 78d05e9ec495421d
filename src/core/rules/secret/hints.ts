import { secretHints, type SecretHint } from "../../keys/secret-hints.ts";
import type { Fix } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { excerpt, whole } from "../support/facts.ts";
import { plural, type Args, type Words } from "../support/words.ts";
import { isInUse } from "./secret.ts";

type HintArgs = Args<"encoding" | "bytes" | "now" | "refuted" | "kid" | "mended">;

/** A rule reports only the looks that it has words for. */
type HintWords = Readonly<Partial<Record<SecretHint["code"], Words | ((a: HintArgs) => Words)>>>;

function fixOf({ code, offer }: SecretHint): Fix | null {
  if (offer === null) return null;
  switch (code) {
    case "looks-base64":
    case "looks-base64url":
    case "looks-hex":
      return { kind: "secret-encoding", encoding: offer.encoding };
    case "looks-jwk":
    case "looks-jwk-set":
      return { kind: "secret-from-jwk" };
    case "looks-pem":
      return null;
    case "quotes":
    case "white-space":
    case "trailing-newline":
    case "carriage-return":
      return { kind: "secret", text: offer.text, encoding: offer.encoding };
  }
}

/**
 * Makes the rule of some looks of a secret. A secret that verifies is right whatever it looks like, so nothing is said
 * then, except for a carriage return, which the field cannot show.
 */
function hint<const Id extends string>(id: Id, spec: string, words: HintWords) {
  return defineRule<Id, HintWords>({
    id,
    spec,
    words,
    look: (facts, say, context) => {
      if (!isInUse(context)) return;
      const { judgement, keys, solution } = context;
      // Each of these readings is among those that are tried.
      const refuted = solution && solution.discovery === null ? solution.tried : 0;
      const kidValue = facts.headerValue("kid");
      const kid = kidValue?.type === "string" ? kidValue.value : null;
      for (const found of secretHints(keys.secret, kid)) {
        const { code, bytes } = found;
        const isHidden = code === "carriage-return";
        if (!Object.hasOwn(words, code)) continue;
        // No guesses while the verdict is pending, so none flicker while typing.
        if (!isHidden && (judgement === null || judgement.state === "verified")) continue;
        // Any random secret looks like this: without a verdict it means nothing.
        if (judgement?.state === "malformed" && (id === "SEC-01" || id === "SEC-03")) continue;
        say(judgement?.state === "invalid" && !isHidden && refuted === 0 ? "warn" : "info", code, {
          args: {
            encoding: found.offer?.encoding ?? "",
            bytes: bytes ?? 0,
            now: keys.secret.encoding,
            mended: code === "looks-jwk" && found.offer && !keys.secret.text.includes(`"${found.offer.text}"`) ? 1 : 0,
            refuted,
            kid: excerpt(found.offer?.jwk?.kid ?? kid ?? "", 40),
          },
          place: whole("secret", keys.secret.text),
          // A reading that was tried and does not verify is not offered.
          fix: refuted > 0 ? null : fixOf(found),
        });
      }
    },
  });
}

const ENCODED =
  "Signer and verifier must read it the same way: as text it is a different key from the bytes it encodes.";

/** For a guess that was tried, and so has no button. */
function tried({ refuted }: HintArgs): string {
  return Number(refuted) > 0 ? " It does not verify that way either." : "";
}

const looksEncoded = (a: HintArgs): Words => [
  `The secret looks like ${a.encoding}`,
  `Read as ${a.encoding} it is ${plural(a.bytes, "byte")}; now it is read as ${a.now}. ${ENCODED}${tried(a)}`,
  `Read it as ${a.encoding}`,
];

export const hintRules = [
  hint("SEC-01", "RFC 4648 sections 4 and 5", { "looks-base64": looksEncoded, "looks-base64url": looksEncoded }),
  hint("SEC-03", "RFC 4648 section 8", {
    "looks-hex": (a) => [
      "The secret looks like hex",
      `Read as hex it is ${plural(a.bytes, "byte")}; now it is read as ${a.now}. ${ENCODED}${tried(a)}`,
      "Read it as hex",
    ],
  }),
  hint("SEC-04", "RFC 2104 section 2", {
    "white-space": (a) => [
      "The secret has whitespace at an end",
      `It counts as part of the key. That is rarely intended: settings files and copying add it.${tried(a)}`,
      "Remove it",
    ],
    "trailing-newline": (a) => [
      "The secret ends with a line break",
      `It counts as part of the key. Files and echo without -n add one.${tried(a)}`,
      "Remove it",
    ],
    "carriage-return": [
      "The pasted secret contains a carriage return",
      "A text field cannot show it (U+000D), but it counts as part of the key. Hex makes it visible.",
      "Show it as hex",
    ],
  }),
  hint("SEC-05", "RFC 2104 section 2", {
    quotes: (a) => [
      "The secret is in quotes",
      `They count as part of the key. Some settings files and docker --env-file keep them, others drop them.${tried(a)}`,
      "Remove them",
    ],
  }),
  hint("SEC-16", "RFC 7518 section 6.4", {
    "looks-jwk": (a) => [
      "The secret is a JSON Web Key",
      `The key is its member k, ${plural(a.bytes, "byte")} in base64url, not this text (RFC 7518 section 6.4).${Number(a.mended) > 0 ? " It is not valid base64url: strict readers refuse it, lenient ones read the same bytes." : ""}${tried(a)}`,
      "Use its k",
    ],
    "looks-jwk-set": (a) => [
      "The secret is a JWK Set",
      a.bytes === 0
        ? `HMAC takes one key, not this text: ${a.kid ? `no key in the set has the kid ${a.kid}, or several do` : "the token has no kid"}. Put the k of the right one here, as Base64url.`
        : `The key is the member k of ${a.kid ? `its key ${a.kid}` : "its only key"}, ${plural(a.bytes, "byte")} in base64url, not this text (RFC 7517 section 5).${tried(a)}`,
      a.kid ? `Use the k of ${a.kid}` : "Use its k",
    ],
    "looks-pem": [
      "The secret is a PEM key",
      "HMAC uses its characters as they are. A verifier that uses a public key as a secret accepts forged tokens (RFC 8725 section 2.1).",
    ],
  }),
];
