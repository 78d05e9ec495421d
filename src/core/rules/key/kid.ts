import { parseJson } from "../../json/parse.ts";
import { lastMember, wholeObject } from "../../json/query.ts";
import type { KeyMaterial } from "../../keys/types.ts";
import { isStrictBase64Url } from "../../text/base64url.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, whole } from "../support/facts.ts";
import type { Fix, RuleContext } from "../types.ts";
import { keysOf } from "./fields.ts";
import { troubles } from "./fit.ts";
import { ASK_FOR_KEYS, askForKeys } from "./ask-for-keys.ts";
import { type Args } from "../support/words.ts";

/** A key whose `kid` differs from the token's only in encoding, and the button that corrects it. */
interface Spelled {
  readonly how: "number" | "base64" | "letters";
  readonly own: string;
  readonly fix: Fix | null;
}

function spelledOtherwise({ publicKey, keys }: RuleContext, kid: string): Spelled | null {
  for (const key of keysOf(publicKey)) {
    const own: unknown = key.jwk.kid;
    const fix = () => spellAlike(key, keys.publicKey.text, kid);
    if (typeof own === "number" && String(own) === kid) return { how: "number", own: kid, fix: fix() };
    if (typeof own === "string" && own !== kid && isSameBytes(own, kid)) return { how: "base64", own, fix: fix() };
    if (typeof own === "string" && own !== kid && bare(own) === bare(kid)) return { how: "letters", own, fix: fix() };
  }
  return null;
}

/** Whether two names encode the same bytes in base64url; short names may match by chance. */
function isSameBytes(one: string, other: string): boolean {
  const bytes = plain(one);
  return bytes.length >= 6 && isStrictBase64Url(bytes) && bytes === plain(other);
}

/** A name without what people and tools change in it: case, white space and quotes around it. */
const bare = (kid: string): string =>
  kid
    .trim()
    .replace(/^["']|["']$/g, "")
    .toLowerCase();

/** A base64url text, whichever alphabet and padding it was written with. */
function plain(text: string): string {
  let end = text.length;
  while (text[end - 1] === "=") end -= 1;
  return text.slice(0, end).replaceAll("+", "-").replaceAll("/", "_");
}

function spellAlike({ range }: KeyMaterial, text: string, kid: string): Fix | null {
  const root = wholeObject(parseJson(range ? text.slice(range.start, range.end) : ""));
  const value = root && lastMember(root, "kid")?.value;
  if (!range || !value) return null;
  const place = at("public-key", { start: range.start + value.range.start, end: range.start + value.range.end });
  return { kind: "replace", place, insert: JSON.stringify(kid) };
}

/** `kid` names a key that the set lacks or has in another encoding, or differs from the only key's. */
export const kidNotInSet = defineRule({
  id: "KEY-07",
  spec: "RFC 7515 section 4.1.4",
  words: {
    number: (a: Args<"kid" | "own">) => [
      `kid is the string "${a.kid}" in the token and the number ${a.own} in the set`,
      "kid is a string in both (RFC 7517 section 4.5, RFC 7515 section 4.1.4). Some libraries treat them as different, others refuse the set. It is the key the token refers to.",
      "Write kid as a string in the set",
    ],
    base64: (a: Args<"kid" | "own">) => [
      `kid is ${a.kid} in the token and ${a.own} in the set`,
      "They encode the same bytes: base64url in the token, Base64 or padded in the set. kid is compared character by character (RFC 7517 section 4.5), so verifiers find no key.",
      "Spell kid in the set as the token does",
    ],
    letters: (a: Args<"kid" | "own">) => [
      `kid is ${a.kid} in the token and ${a.own} in the set`,
      "They differ only in case, white space or quotes. kid is compared character by character (RFC 7517 section 4.5), so verifiers find no key.",
      "Spell kid in the set as the token does",
    ],
    lone: (a: Args<"own" | "kid">) => [
      `The key has the kid ${a.own}; the token asks for ${a.kid}`,
      "It is the only key, and it verifies regardless of its kid. A verifier that looks the kid up in a set finds no key and refuses the token.",
    ],
    kid: (a: Args<"kid" | "available">) => [
      `No key with kid ${a.kid} in the set`,
      `The set has: ${a.available}. It may belong to another issuer or environment, or predate the key: keys are rotated. Fetch the issuer's set again.`,
      ASK_FOR_KEYS,
    ],
  },
  look: (facts, say, context) => {
    for (const { reason, place, use } of troubles(context)) {
      if (reason.code !== "kid-not-in-set") continue;
      const spelled = use === "verify" ? spelledOtherwise(context, reason.kid) : null;
      if (spelled) {
        const { how, own, fix } = spelled;
        say("error", how, {
          args: { kid: excerpt(reason.kid, 40), own: excerpt(own, 40) },
          place: fix?.kind === "replace" ? fix.place : place,
          fix,
        });
        continue;
      }
      // `noKid` reports a set in which no key has a kid.
      if (reason.available.every((kid) => kid === null)) continue;
      const names = reason.available.map((kid) => (kid === null ? "one without kid" : excerpt(kid, 30)));
      say("error", "kid", {
        args: {
          kid: excerpt(reason.kid, 40),
          available: names.slice(0, 8).join(", ") + (names.length > 8 ? " and more" : ""),
        },
        place,
        fix: use === "verify" ? askForKeys(facts) : null,
      });
    }
    const { judgement, keys } = context;
    const kid = facts.headerValue("kid");
    const own = judgement?.key?.source === "public-key" ? judgement.key.material?.jwk.kid : undefined;
    if (judgement?.state !== "verified" || kid?.type !== "string" || typeof own !== "string" || own === kid.value)
      return;
    say("warn", "lone", {
      args: { kid: excerpt(kid.value, 40), own: excerpt(own, 40) },
      place: keys.publicKey.text === "" ? null : whole("public-key", keys.publicKey.text),
    });
  },
  explains: [
    { as: ["number", "base64", "letters"], rules: ["KEY-08", "KEY-09", "key-none-fits"] },
    // A verifier never reaches the key that would verify.
    { as: ["kid"], rules: ["KEY-09/found-other-key"], keepsFix: true },
  ],
});
