import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_JTI, type HasSeen } from "../hardened/index.ts";
import { cast, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/lenient-base64.ts";
import { seenSetup } from "../setups.ts";
import { split } from "../toolkit/compact.ts";
import { tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

const JUNK: Readonly<Record<string, string>> = { null: "\0", percent: "%%", space: "  ", padding: "==" };

export default defineScenario<HasSeen>({
  id: "signature-junk",
  number: 28,
  family: "signature",
  title: "Junk after the signature",
  summary: "The decoder skips anything that is not base64url, so a token can be written in any number of ways.",
  needs: "one used token",
  situation:
    "The decoder skips unknown characters, as MIME's does. The API remembers used tokens by their text, and one more space makes a different text.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "signs with ES256", attacker: "has used her token" }),
  variants: [
    { id: "null", label: "null byte", note: "where a C library would stop reading" },
    { id: "percent", label: "percent signs", note: "left over from an address" },
    { id: "space", label: "spaces", note: "invisible in most logs" },
    { id: "padding", label: "padding", note: "right in Base64, but not in a JWS" },
  ],
  loosened: { base64: "lenient", replay: "text" },
  naive: {
    file: "naive/lenient-base64.ts",
    summary: "decodes base64url leniently",
    verify: (setup, token) => verify(token, setup.pair.publicKey, setup.seen.naive),
    trace: (_, token) => [["the text ends in", JSON.stringify(token.slice(-3))]],
  },
  hardened: HARDENED_JTI,
  consequence: "The same payment was made twice. The difference is something nobody reads.",
  lesson: "A JWT is letters, digits, hyphen, underscore and dots. Everything else is not a JWT.",
  clause: CLAUSES.format,
  fixes: FIXES.strictText,
  question: {
    text: "RFC 4648 lets MIME decoders skip foreign characters. What does it say about all others?",
    answers: ["They may do the same", "They must reject it, unless their specification says otherwise", "Nothing"],
    right: 1,
    why: "Section 3.3. RFC 7515 adds for base64url in a JWS: no line breaks, no white space, no other characters.",
  },
  setup: seenSetup,
  forge: async (setup) => {
    const [, , signature] = split(setup.honest);
    const forgery = await tell({
      honest: setup.honest,
      start: { title: "Use the token once", text: "As intended. The API remembers it." },
      signature: {
        title: "Add something nobody reads",
        text: "One or two characters, after the last one that counts.",
        value: signature + (JUNK[setup.variant] ?? "\0"),
      },
    });
    return { ...forgery, before: [setup.honest] };
  },
});
