import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256 } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/none-allowed.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario } from "../types.ts";

export default defineScenario({
  id: "alg-none",
  number: 1,
  family: "algorithm",
  title: "Unsigned: alg none",
  summary: "The token says it is not signed, and the service believes it.",
  cve: ["CVE-2015-2951", "CVE-2022-23540"],
  needs: "no key",
  situation:
    "The issuer signs with RS256. The JWA standard also defines the algorithm none, for tokens that something else protects. The verifier supports every algorithm of the standard and uses the one the token names.",
  actors: cast([PRIVATE], [PUBLIC], []),
  loosened: { algorithm: "token" },
  naive: {
    file: "naive/none-allowed.ts",
    summary: "alg from the token, none included",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: (_, token) => [algUsed(token), ["key it used", "none"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now, without any signature.",
  lesson: "The verifier decides the algorithm, and none is not one of them.",
  clause: CLAUSES.appropriate,
  fixes: FIXES.pin("RS256"),
  question: {
    text: "Where should a verifier get the name of the algorithm from?",
    answers: [
      "From the token's header",
      "From its own configuration, next to the key",
      "From the length of the signature",
    ],
    right: 1,
    why: "Whoever made the token wrote the header, and before verification nobody knows who that was.",
  },
  setup: pairSetup,
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      header: {
        title: "Change alg to none",
        text: "The header is plain JSON in base64url. Anyone can write a new one.",
        value: { ...honest.header, alg: "none" },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Remove the signature",
        text: "An unsecured JWS ends in a dot, with nothing after it (RFC 7515, appendix A.5).",
        value: "",
      },
    });
  },
});
