import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_ES256 } from "../hardened/index.ts";
import { ADMIN, cast, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/psychic.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

/** r = s = 0, as 64 zero bytes and as DER. */
const ZEROS: Readonly<Record<string, string>> = { fixed: "A".repeat(86), der: "MAYCAQACAQA" };

export default defineScenario({
  id: "psychic-signature",
  number: 19,
  family: "signature",
  title: "Psychic signature",
  summary: "A signature of all zeros, which matches every message and every key.",
  cve: ["CVE-2022-21449"],
  needs: "no key",
  situation:
    "The API verifies ES256 with an implementation that leaves out the first step: r and s must lie between 1 and n − 1. With zeros every point becomes the point at infinity, and 0 = 0.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "signs with ES256" }),
  variants: [
    { id: "fixed", label: "64 zero bytes", note: "r and s as in JWS" },
    { id: "der", label: "DER, MAYCAQACAQA", note: "r and s as two INTEGERs of zero, where DER is accepted too" },
  ],
  loosened: { ecdsaRange: "unchecked", ecdsaForm: "der-too" },
  naive: {
    file: "naive/psychic.ts",
    summary: "r and s as given",
    verify: (setup, token) => verify(token, setup.pair.spki),
    trace: () => [
      ["r, s", "0, 0"],
      ["u₁, u₂", "0, 0: both points are at infinity"],
    ],
  },
  hardened: HARDENED_ES256,
  consequence: "Mallory can be anyone now, with a signature she wrote by hand.",
  lesson: "A formula holds only for the inputs it was proved for. Check those first.",
  clause: CLAUSES.inputs,
  fixes: FIXES.upToDate,
  question: {
    text: "Why did tests with good and with random signatures not find this?",
    answers: [
      "Both behave correctly; only the edge cases do not",
      "Java's tests used RSA only",
      "Random signatures are sometimes zero",
    ],
    right: 0,
    why: "The chance of hitting zero at random is 1 in 2²⁵⁶. Edge cases must be tested on purpose.",
  },
  setup: (environment, variant) => pairSetup(environment, variant, "ES256"),
  forge: (setup) => {
    const value = ZEROS[setup.variant] ?? "A".repeat(86);
    return tell({
      honest: setup.honest,
      payload: { ...MAKE_ADMIN, value: { ...readCompact(setup.honest).claims, ...ADMIN } },
      signature: {
        title: "Write zeros for a signature",
        text: `r = 0 and s = 0: ${value.length} characters that need no key and no computation.`,
        value,
      },
    });
  },
});
