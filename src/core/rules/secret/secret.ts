import { decodeSecret } from "../../keys/secret.ts";
import { secretHints, type SecretHint } from "../../keys/secret-hints.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import type { Fix, Rule, RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { at, factsOf, whole } from "../support/facts.ts";

/** Whether the secret is what judges: the token's algorithm is an HMAC, and something is in the field. */
function isInUse(context: RuleContext): boolean {
  return context.keys.secret.text !== "" && algorithmRow(factsOf(context).alg ?? "")?.family === "HMAC";
}

function fixOf({ code, offer }: SecretHint): Fix | null {
  if (offer === null) return null;
  switch (code) {
    case "looks-base64":
    case "looks-base64url":
    case "looks-hex":
      return { kind: "secret-encoding", encoding: offer.encoding };
    case "looks-jwk":
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
 * Makes the rule of some looks of a secret. A secret that verifies is right however it looks, so that nothing is said then;
 * but for a carriage return, which the field can not show.
 */
function hint(id: string, spec: string, codes: readonly SecretHint["code"][]): Rule {
  return defineRule(id, ["keys", "judgement"], spec, (_, say, context) => {
    if (!isInUse(context)) return;
    const { judgement, keys, solution } = context;
    // Each of these readings is among those that are tried.
    const refuted = solution && solution.discovery === null ? solution.tried : 0;
    for (const found of secretHints(keys.secret)) {
      const { code, bytes } = found;
      const isHidden = code === "carriage-return";
      if (!codes.includes(code)) continue;
      // While the verdict is on its way nothing is guessed, so that no guess comes and goes with each key pressed.
      if (!isHidden && (judgement === null || judgement.state === "verified")) continue;
      say(judgement?.state === "invalid" && !isHidden && refuted === 0 ? "warn" : "info", code, {
        args: { encoding: found.offer?.encoding ?? "", bytes: bytes ?? 0, now: keys.secret.encoding, refuted },
        place: whole("secret", keys.secret.text),
        fix: fixOf(found),
      });
    }
  });
}

export const hintRules = [
  hint("SEC-01", "RFC 4648 sections 4 and 5", ["looks-base64", "looks-base64url"]),
  hint("SEC-03", "RFC 4648 section 8", ["looks-hex"]),
  hint("SEC-04", "RFC 2104 section 2", ["white-space", "trailing-newline", "carriage-return"]),
  hint("SEC-05", "RFC 2104 section 2", ["quotes"]),
  hint("SEC-16", "RFC 7518 section 6.4", ["looks-jwk", "looks-pem"]),
];

/** The text is not in the encoding that was chosen for it. */
export const notInEncoding = defineRule("SEC-02", ["keys"], "RFC 4648 section 3.3", (_, say, context) => {
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
});

/** An HMAC key is as long as the hash output at least. */
export const shortSecret = defineRule("SEC-09", ["keys"], "RFC 7518 section 3.2", ({ alg }, say, context) => {
  if (!isInUse(context)) return;
  const needed = algorithmRow(alg ?? "")?.minimumKeyBits ?? 0;
  const decoding = decodeSecret(context.keys.secret);
  if (!("bytes" in decoding) || decoding.bytes.length * 8 >= needed) return;
  const { length } = decoding.bytes;
  if (length === 0) return;
  say("warn", "short", {
    args: { alg: alg ?? "", bytes: length, bits: length * 8, needed, neededBytes: needed / 8 },
    place: whole("secret", context.keys.secret.text),
  });
});

/** A secret of no octets is no key. The empty field is not spoken of: the verdict says that a key is missing. */
export const emptySecret = defineRule("SEC-13", ["keys"], "RFC 7518 section 3.2", (_, say, context) => {
  if (!isInUse(context)) return;
  const { text } = context.keys.secret;
  if (/^\s*\{/.test(text) && /"kty"\s*:\s*"oct"/.test(text) && /"k"\s*:\s*""/.test(text)) {
    say("warn", "jwk", { place: whole("secret", text) });
  } else if (text.trim() === "") {
    say("warn", "space", { args: { count: text.length }, place: whole("secret", text) });
  }
});
