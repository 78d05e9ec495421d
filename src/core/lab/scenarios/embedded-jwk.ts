import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_KEY_SET, type HasKeySet } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, OWN, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/embedded-jwk.ts";
import { jwksOf, pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

interface OwnKeySetup extends HasKeySet {
  readonly own: KeyPair;
}

export default defineScenario<OwnKeySetup>({
  id: "embedded-jwk",
  number: 12,
  family: "key",
  title: "Key inside the token: jwk",
  summary: "The token brings the key that verifies it.",
  cve: ["CVE-2018-0114", "CVE-2026-27962", "CVE-2026-34240"],
  needs: "her own key pair",
  situation:
    "A header may carry the public key as a JWK. It is meant for a verifier that already knows the key and only needs to be told which. This one uses whatever key is in the token.",
  actors: cast([PRIVATE], [PUBLIC], [OWN]),
  loosened: { headerKey: "jwk" },
  naive: {
    file: "naive/embedded-jwk.ts",
    summary: "trusts the key in the header",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: () => [["key it used", "the jwk of the header, made by Mallory"]],
  },
  hardened: HARDENED_KEY_SET,
  consequence: "Mallory is admin now. Her signature is perfect, for her own key.",
  lesson: "A key that comes with a message proves only that both come from the same author.",
  clause: CLAUSES.received,
  fixes: FIXES.ownKey,
  question: {
    text: "The signature verifies with the key in the header. What is proved?",
    answers: [
      "That the issuer made the token",
      "That whoever made the token has the private half of that key",
      "Nothing was changed since the issuer signed",
    ],
    right: 1,
    why: "And anyone can make a key pair. The question is whose key it is, and only the verifier's own list can answer that.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    return { ...base, keySet: JSON.parse(jwksOf(base.pair)), own: await environment.keys.rsa("mallory") };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    const { kty, n, e } = setup.own.publicJwk;
    return tell({
      honest: setup.honest,
      header: {
        title: "Insert your own key",
        text: "Make a key pair, and write its public half into the header.",
        value: { ...honest.header, jwk: { kty, n, e } },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with your own key",
        text: "RS256, with the private half.",
        value: withPrivateKey(setup.own),
      },
    });
  },
});
