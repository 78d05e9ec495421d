import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256 } from "../hardened/index.ts";
import { ADMIN, cast, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/decode-only.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

export default defineScenario({
  id: "decode-not-verify",
  number: 4,
  family: "algorithm",
  title: "Decoded, not verified",
  summary: "The service reads the claims and never looks at the signature.",
  needs: "no key",
  situation:
    "The issuer signs with RS256. The API's developer looked for a function that returns the claims, and found one that decodes. Everything works, for honest users.",
  actors: cast([PRIVATE], [PUBLIC], [], { service: "reads tokens" }),
  loosened: { signature: "skipped" },
  naive: {
    file: "naive/decode-only.ts",
    summary: "decodes",
    verify: (_, token) => verify(token),
    trace: () => [["signature", "not checked"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. The old signature is still there, over other claims.",
  lesson: "Decoding is not verifying. base64url hides nothing and protects nothing.",
  clause: CLAUSES.operations,
  fixes: FIXES.verify,
  question: {
    text: "The forged token still carries the issuer's real signature. Why does it not help?",
    answers: [
      "It was made over other bytes, so it does not match the new claims",
      "It is out of date as soon as the payload changes its length",
      "It is stored in another segment than the claims",
    ],
    right: 0,
    why: "A signature belongs to the exact characters of header and payload. Change one, and it signs something else; but someone must check.",
  },
  setup: pairSetup,
  forge: (setup) =>
    tell({
      honest: setup.honest,
      payload: { ...MAKE_ADMIN, value: { ...readCompact(setup.honest).claims, ...ADMIN } },
    }),
});
