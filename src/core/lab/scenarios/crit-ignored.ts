import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { cast, honestClaims, honestHeader, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/crit-ignored.ts";
import { pairSetup } from "../setups.ts";
import { signCompact } from "../toolkit/compact.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { defineScenario } from "../types.ts";

interface LimitedSetup extends HasPair {
  /** A token that the issuer limited to reading. */
  readonly limited: string;
}

export default defineScenario<LimitedSetup>({
  id: "crit-ignored",
  number: 30,
  family: "parser",
  title: "crit is ignored",
  summary: "The token says: refuse me if you do not understand this. Nobody listens.",
  cve: ["CVE-2025-59420", "CVE-2026-32597"],
  needs: "a limited token",
  situation:
    "For third-party apps the issuer makes limited tokens: the header parameter limit says read-only, and crit lists it, so a verifier that does not know it rejects the token. This one ignores crit.",
  actors: cast([PRIVATE], [PUBLIC], [], { attacker: "an app that may only read" }),
  loosened: { crit: "ignored" },
  naive: {
    file: "naive/crit-ignored.ts",
    summary: "does not read crit",
    verify: (setup, token) => verify(token, setup.pair.publicKey),
    trace: () => [
      ["crit", "not checked"],
      ["limit", "not checked"],
    ],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory's app writes with a read-only token.",
  lesson:
    "crit is the only way for a header to insist on being understood. A verifier supports what it names, or rejects the token.",
  clause: CLAUSES.crit,
  fixes: FIXES.crit,
  question: {
    text: "Why did the issuer not simply add a claim?",
    answers: [
      "Unknown claims are ignored, so old verifiers would have treated the token as unlimited",
      "Claims are too short",
      "Claims are not signed",
    ],
    right: 0,
    why: "RFC 7519 says that unknown claims are ignored. Only crit turns ignorance into rejection.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const header = { ...honestHeader("RS256"), crit: ["limit"], limit: "read-only" };
    const claims = { ...honestClaims(base.now), jti: "a41b90d3" };
    return { ...base, limited: await signCompact(header, claims, withPrivateKey(base.pair)) };
  },
  forge: async (setup) => ({
    steps: [
      { title: "An ordinary token", text: "Without crit, for an ordinary user.", token: setup.honest },
      {
        title: "Ask for a limited one",
        text: "The issuer signs it: limit says read-only, crit lists limit.",
        token: setup.limited,
      },
      {
        title: "Write with it",
        text: "Nothing is changed. It is sent to an endpoint that writes.",
        token: setup.limited,
      },
    ],
    token: setup.limited,
  }),
});
