import { ALPHABET } from "../../text/base64url.ts";
import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_JTI, type HasSeen } from "../hardened/index.ts";
import { cast, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/lenient-base64.ts";
import { seenSetup } from "../setups.ts";
import { tell } from "../toolkit/storyboard.ts";
import { split } from "../toolkit/compact.ts";
import { defineScenario } from "../types.ts";

export default defineScenario<HasSeen>({
  id: "base64url-malleability",
  number: 27,
  family: "signature",
  title: "The last character's unused bits",
  summary: "Sixteen different last characters decode to the same byte, so each token has sixteen spellings.",
  needs: "one used token",
  situation:
    "64 bytes are 85⅓ groups of six bits: the last character of an ES256 signature carries two bits that count and four that do not. A lenient decoder drops them, and this API remembers used tokens by their text.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "signs with ES256", attacker: "has used her token" }),
  variants: [
    { id: "first", label: "lowest unused bit", note: "the next character of the alphabet" },
    { id: "all", label: "all unused bits", note: "fifteen characters further on" },
  ],
  loosened: { base64: "lenient", replay: "text" },
  naive: {
    file: "naive/lenient-base64.ts",
    summary: "decodes base64url leniently",
    verify: (setup, token) => verify(token, setup.pair.publicKey, setup.seen.naive),
    trace: (_, token) => [["last character", token.slice(-1)]],
  },
  hardened: HARDENED_JTI,
  consequence: "The same payment was made twice. One character differs, but no bit that counts.",
  lesson: "One content, one spelling: reject unused bits that are not zero.",
  clause: CLAUSES.spelling,
  fixes: FIXES.strictText,
  question: {
    text: "How many spellings of one HS256 signature (32 bytes) does a lenient decoder accept?",
    answers: ["1", "4", "16"],
    right: 1,
    why: "32 bytes are 256 bits, 43 characters have 258: two bits are unused, and so there are four last characters.",
  },
  setup: seenSetup,
  forge: async (setup) => {
    const [, , signature] = split(setup.honest);
    const last = ALPHABET.indexOf(signature.slice(-1));
    const other = ALPHABET.charAt(last | (setup.variant === "all" ? 15 : 1));
    const forgery = await tell({
      honest: setup.honest,
      start: { title: "Use the token once", text: "As intended. The API remembers it." },
      signature: {
        title: "Change the last character",
        text: `${signature.slice(-1)} becomes ${other}: other unused bits, the same 64 bytes.`,
        value: signature.slice(0, -1) + other,
      },
    });
    return { ...forgery, before: [setup.honest] };
  },
});
