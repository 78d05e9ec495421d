import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import type { HasPair } from "../hardened/index.ts";
import { verify as verifyShortLived } from "../hardened/short-lived.ts";
import { cast, dateOf, honestClaims, honestHeader, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/loose-time.ts";
import { pairSetup } from "../setups.ts";
import { readCompact, signCompact } from "../toolkit/compact.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { allows } from "../trace.ts";
import { defineScenario } from "../types.ts";

interface ExpirySetup extends HasPair {
  /** A year-old token, for which Mallory had requested this exp. */
  readonly old: string;
}

/** exp as JSON text: what the issuer copies from the request. */
const EXPIRIES: Readonly<Record<string, string>> = {
  exponent: '"9e99"',
  null: "null",
  word: '"never"',
  infinity: "9223372036854775807",
  object: "{}",
};

export default defineScenario<ExpirySetup>({
  id: "time-type-juggling",
  number: 38,
  family: "substitution",
  title: "exp is not a number",
  summary: "Compared as is, a word is never in the past.",
  needs: "an issuer that copies requested values",
  situation:
    "Clients may request a lifetime, and the issuer copies what they send. A year ago Mallory sent something that is not a number. The API compares it with the clock, and the language converts it.",
  actors: cast([PRIVATE], [PUBLIC], [], { attacker: "has a year-old token" }),
  variants: [
    { id: "exponent", label: '"9e99"', note: "a string that becomes a very large number" },
    { id: "null", label: "null", note: "treated as no exp at all" },
    { id: "word", label: '"never"', note: "becomes NaN, which is not less than anything" },
    { id: "infinity", label: "2⁶³ − 1", note: "a number, in 292 billion years" },
    { id: "object", label: "{}", note: "becomes NaN too" },
  ],
  loosened: { time: "loose" },
  naive: {
    file: "naive/loose-time.ts",
    summary: "compares exp as is",
    verify: (setup, token) => verify(token, setup.pair.publicKey, setup.now),
    trace: (_, token) => [["exp", JSON.stringify(readCompact(token).claims["exp"])]],
  },
  hardened: {
    file: "hardened/short-lived.ts",
    summary: "numbers only, an hour at most",
    verify: (setup, token) => verifyShortLived(token, setup.pair.publicKey, dateOf(setup)),
    trace: () => [allows("RS256"), ["longest life", "one hour"]],
  },
  consequence: "Mallory's token from last year still works, and always will.",
  lesson: "exp is a number of seconds, or the token is rejected. And no token lives forever.",
  clause: CLAUSES.numericDate,
  fixes: FIXES.time,
  question: {
    text: 'What is "never" < 1795554526 in JavaScript?',
    answers: ["true", "false", "an error"],
    right: 1,
    why: "The word becomes NaN, and every comparison with NaN is false. So the token is not expired.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const ago = honestClaims(base.now - 365 * 86_400);
    const text = JSON.stringify(ago).replace(/"exp":\d+/, `"exp":${EXPIRIES[variant] ?? '"9e99"'}`);
    return { ...base, old: await signCompact(honestHeader("RS256"), text, withPrivateKey(base.pair)) };
  },
  forge: async (setup) => ({
    steps: [
      { title: "An ordinary token", text: "exp is a number of seconds, ten minutes after iat.", token: setup.honest },
      {
        title: "Request a different exp",
        text: "A year ago the issuer signed what Mallory requested.",
        token: setup.old,
      },
      { title: "Send it today", text: "iat is a year old. The signature is valid.", token: setup.old },
    ],
    token: setup.old,
  }),
});
