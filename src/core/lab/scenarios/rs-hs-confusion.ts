import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256 } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/alg-from-token.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario } from "../types.ts";

export default defineScenario({
  id: "rs-hs-confusion",
  number: 5,
  family: "algorithm",
  title: "RS256 to HS256: key confusion",
  summary: "The public key becomes an HMAC secret, and everyone has the public key.",
  cve: ["CVE-2015-9235", "CVE-2016-10555", "CVE-2022-23541"],
  needs: "the public key",
  situation:
    "The issuer signs with RS256 and publishes its public key, as it should. The API holds that key as the text of a PEM file, and lets the token choose what to do with it.",
  actors: cast([PRIVATE], [PUBLIC], [PUBLIC], { issuer: "signs with RS256" }),
  variants: [
    { id: "HS256", label: "HS256", note: "HMAC with SHA-256" },
    { id: "HS384", label: "HS384", note: "HMAC with SHA-384" },
    { id: "HS512", label: "HS512", note: "HMAC with SHA-512" },
  ],
  loosened: { algorithm: "token", key: "bytes" },
  naive: {
    file: "naive/alg-from-token.ts",
    summary: "alg from the token",
    verify: (setup, token) => verify(token, setup.pair.publicPem, dateOf(setup)),
    trace: ({ pair }, token) => [algUsed(token), ["key it used", `${pair.publicPem.length} bytes of PEM text`]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. The public key served as the HMAC secret.",
  lesson: "The verifier decides the algorithm. A key belongs to one algorithm.",
  clause: CLAUSES.algorithm,
  fixes: FIXES.pin("RS256"),
  question: {
    text: "The issuer hides its public key. Is the API safe now?",
    answers: [
      "Yes, the attack needs the public key",
      "No: public keys are made to be known, and can be computed from two tokens",
      "Yes, if the key has 4096 bits",
    ],
    right: 1,
    why: "A public key is not a secret; scenario 9 computes it from two signatures. Only the verifier can end this, by not letting the token choose.",
  },
  setup: pairSetup,
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    const alg = setup.variant || "HS256";
    const pem = new TextEncoder().encode(setup.pair.publicPem);
    return tell({
      honest: setup.honest,
      start: { title: "Take an honest token", text: "Log in as yourself. The issuer signs with RS256." },
      header: {
        title: `Change alg to ${alg}`,
        text: `${alg} takes one shared secret instead of a key pair.`,
        value: { ...honest.header, alg },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the public key",
        text: `HMAC, its secret the ${pem.length} bytes of the PEM file, final line feed included.`,
        value: withSecret(pem, alg),
        exhibit: { label: "The secret", text: setup.pair.publicPem },
      },
    });
  },
});
