import { encodeBase64Url } from "../../text/base64url.ts";
import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_JTI, type HasSeen } from "../hardened/index.ts";
import { cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/replay-by-text.ts";
import { seenSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { halves, joinHalves, N } from "../toolkit/p256.ts";
import { tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

export default defineScenario<HasSeen>({
  id: "ecdsa-malleability",
  number: 25,
  family: "signature",
  title: "The other signature: n − s",
  summary: "Each ECDSA signature has an equally valid twin, written differently.",
  needs: "one used token",
  situation:
    "A payment token may be used once. The API remembers the texts of used tokens. But if (r, s) is a signature, so is (r, n − s), and anyone can compute it.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "signs with ES256", attacker: "has used her token" }),
  loosened: { replay: "text" },
  naive: {
    file: "naive/replay-by-text.ts",
    summary: "remembers the token's text",
    verify: (setup, token) => verify(token, setup.pair.publicKey, setup.seen.naive, dateOf(setup)),
    trace: () => [["it remembers", "the text, signature included"]],
  },
  hardened: HARDENED_JTI,
  consequence: "The same payment was made twice. Not a bit of its claims was changed.",
  lesson: "Remember what is signed, not how the signature is written.",
  clause: CLAUSES.jti,
  fixes: FIXES.rememberJti,
  question: {
    text: "Why does the attacker need no key?",
    answers: ["n is public, and n − s is a subtraction", "She finds the key from s", "ES256 has short keys"],
    right: 0,
    why: "The check only uses a point's x, and the points of s and −s have the same one.",
  },
  setup: seenSetup,
  forge: async (setup) => {
    const [r, s] = halves(readCompact(setup.honest).signature);
    const twin = encodeBase64Url(joinHalves(r, N - s));
    const forgery = await tell({
      honest: setup.honest,
      start: { title: "Use the token once", text: "As intended. The API remembers it." },
      signature: {
        title: "Replace s with n − s",
        text: "n is the order of the curve P-256. r stays.",
        value: twin,
        exhibit: { label: "s, and n − s", text: `${s.toString(16)}\n${(N - s).toString(16)}` },
      },
    });
    return { ...forgery, before: [setup.honest] };
  },
});
