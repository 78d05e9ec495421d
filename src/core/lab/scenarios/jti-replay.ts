import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_JTI, type HasSeen } from "../hardened/index.ts";
import { cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/no-store.ts";
import { seenSetup } from "../setups.ts";
import { defineScenario } from "../types.ts";

export default defineScenario<HasSeen>({
  id: "jti-replay",
  number: 37,
  family: "substitution",
  title: "The same token once more",
  summary: "Nothing is forged. It is only sent again.",
  needs: "one used token",
  situation:
    "The token orders one payment. Mallory sees it in a log, on a shared screen, or sent it herself. It has a jti, a unique ID, which the API ignores.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "signs with ES256", attacker: "has seen the token" }),
  loosened: { replay: "none" },
  naive: {
    file: "naive/no-store.ts",
    summary: "has no memory",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: () => [["jti", "not checked"]],
  },
  hardened: HARDENED_JTI,
  consequence: "The same payment was made twice, with the same token.",
  lesson: "Anything that may happen only once needs a memory, and a short exp so that the memory can forget.",
  clause: CLAUSES.jti,
  fixes: FIXES.rememberJti,
  question: {
    text: "How long must a jti be remembered?",
    answers: ["Forever", "Until the token's exp, and the leeway", "For a minute"],
    right: 1,
    why: "After that the token is rejected anyway. That is why a short lifetime keeps the store small.",
  },
  setup: seenSetup,
  forge: async (setup) => ({
    steps: [
      { title: "Use the token once", text: "As intended.", token: setup.honest },
      { title: "Send it again", text: "Not a bit is changed.", token: setup.honest },
    ],
    token: setup.honest,
    before: [setup.honest],
  }),
});
