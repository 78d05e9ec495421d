import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, honestHeader, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/aud-ignored.ts";
import { pairSetup } from "../setups.ts";
import { signCompact } from "../toolkit/compact.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { defineScenario } from "../types.ts";

interface TwoServices extends HasPair {
  /** A token of the same issuer for Mallory's own service. */
  readonly elsewhere: string;
}

export default defineScenario<TwoServices>({
  id: "audience-substitution",
  number: 35,
  family: "substitution",
  title: "A token for another service",
  summary: "At her own service Mallory is admin. So is she here.",
  cve: ["CVE-2020-26160"],
  needs: "two services",
  situation:
    "The issuer serves many services. At photos.example, which is Mallory's, she is admin, and the issuer signs that. The Orders API checks signature and issuer, but not who the token is for.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "serves many services", attacker: "runs photos.example" }),
  loosened: { audience: "ignored" },
  naive: {
    file: "naive/aud-ignored.ts",
    summary: "ignores aud",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: () => [["aud", "not checked"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin of Orders because she is admin of Photos.",
  lesson: "A token names its audience. Everyone else rejects it.",
  clause: CLAUSES.audience,
  fixes: FIXES.audience,
  question: {
    text: "A user logs in at photos.example. What can its owner do with the user's token?",
    answers: [
      "Nothing, it is the user's",
      "Use it at every service of the issuer that does not check aud",
      "Read the user's password",
    ],
    right: 1,
    why: "The service got a working bearer token. Only the audience keeps it from being used elsewhere.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const claims = { ...honestClaims(base.now), ...ADMIN, aud: "https://photos.example", jti: "c7702e11" };
    return { ...base, elsewhere: await signCompact(honestHeader("RS256"), claims, withPrivateKey(base.pair)) };
  },
  forge: async (setup) => ({
    steps: [
      { title: "The token for Orders", text: "role viewer, aud orders.example.", token: setup.honest },
      {
        title: "The token for Photos",
        text: "role admin, aud photos.example, signed by the same issuer.",
        token: setup.elsewhere,
      },
      { title: "Send it to Orders", text: "Nothing is changed.", token: setup.elsewhere },
    ],
    token: setup.elsewhere,
  }),
});
