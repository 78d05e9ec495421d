import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, KEY_ID, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/typ-ignored.ts";
import { pairSetup } from "../setups.ts";
import { signCompact } from "../toolkit/compact.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { defineScenario } from "../types.ts";

interface IdTokenSetup extends HasPair {
  readonly idToken: string;
}

export default defineScenario<IdTokenSetup>({
  id: "cross-jwt-confusion",
  number: 34,
  family: "substitution",
  title: "ID token as access token",
  summary: "Same issuer, same key, another kind of token.",
  needs: "an ID token",
  situation:
    "The issuer signs access tokens and ID tokens with one key, and the app and its API share an audience. An ID token says who someone is, in words that person put in their profile, including role.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "signs both kinds" }),
  loosened: { typ: "ignored" },
  naive: {
    file: "naive/typ-ignored.ts",
    summary: "ignores typ",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: () => [["typ", "not checked"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now, because her profile says so.",
  lesson: "Say what kind of token it is, and check it: typ at+jwt for access tokens.",
  clause: CLAUSES.typing,
  fixes: FIXES.typ,
  question: {
    text: "typ of an ID token is JWT, or missing. May a verifier of access tokens accept it?",
    answers: ["Yes, an access token is a JWT too", "No: JWT says nothing about the kind, so it is not explicit typing"],
    right: 1,
    why: "RFC 8725bis says exactly that. Only an explicit type, such as at+jwt, tells them apart.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const claims = { ...honestClaims(base.now), ...ADMIN, nonce: "n-0S6_WzA2Mj", jti: "id-20c1" };
    return {
      ...base,
      idToken: await signCompact({ alg: "RS256", typ: "JWT", kid: KEY_ID }, claims, withPrivateKey(base.pair)),
    };
  },
  forge: async (setup) => ({
    steps: [
      { title: "The access token", text: "typ at+jwt, role viewer, as the issuer decided.", token: setup.honest },
      {
        title: "The ID token",
        text: "typ JWT. Its role comes from the profile, where Mallory put admin.",
        token: setup.idToken,
      },
      {
        title: "Send it to the API",
        text: "In the Authorization header, instead of the access token. Nothing is changed.",
        token: setup.idToken,
      },
    ],
    token: setup.idToken,
  }),
});
