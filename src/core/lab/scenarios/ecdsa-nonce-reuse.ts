import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { benchOf } from "../free/bench.ts";
import { HARDENED_ES256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, honestHeader, PRIVATE, PUBLIC } from "../actors.ts";
import { sign, verify } from "../naive/nonce-reuse.ts";
import { pairSetup } from "../setups.ts";
import { readCompact, segment, signCompact, signingInput } from "../toolkit/compact.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import { halves, hashNumber, invert, mod, N, signWith } from "../toolkit/p256.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { numberOf } from "../../keys/numbers/big-number.ts";

interface NonceSetup extends HasPair {
  /** The key pair of an issuer with a broken generator; `pair` belongs to one whose generator works. */
  readonly broken: KeyPair;
  readonly hardenedHonest: string;
  /** A second token of each issuer. */
  readonly second: string;
  readonly hardenedSecond: string;
}

export default defineScenario<NonceSetup>({
  id: "ecdsa-nonce-reuse",
  number: 29,
  family: "signature",
  title: "One nonce for two signatures",
  summary: "Two signatures with the same random number give away the private key.",
  needs: "two tokens",
  situation:
    "ECDSA needs a fresh secret number k for each signature. This issuer's generator gives the same one each time, and anyone can see it: the first halves of its signatures are equal.",
  actors: cast([PRIVATE], [PUBLIC], [PUBLIC], { issuer: "signs with ES256, k fixed", attacker: "has two tokens" }),
  asks: true,
  loosened: null,
  naive: {
    file: "naive/nonce-reuse.ts",
    summary: "its issuer repeats k",
    verify: (setup, token) => verify(token, setup.broken.publicKey, dateOf(setup)),
    trace: () => [["key it used", "the issuer's, the right one"]],
  },
  hardened: HARDENED_ES256,
  consequence: "Mallory has the issuer's private key now. She can be anyone, until it is changed.",
  lesson: "Derive k from key and message (RFC 6979), or use Ed25519, which always does.",
  clause: CLAUSES.appropriate,
  fixes: FIXES.upToDate,
  question: {
    text: "Can the verifier defend itself?",
    answers: ["Yes, by checking r", "No: the forged signature is valid. The issuer must change its key"],
    right: 1,
    why: "The private key can do everything the issuer can. No check of a single token helps.",
  },
  setup: async (environment, variant) => {
    const broken = await environment.keys.p256("repeats its nonce");
    const healthy = await pairSetup(environment, variant, "ES256", await environment.keys.p256("issuer"));
    const d = numberOf(decodeBase64Url(broken.privateJwk.d ?? "").bytes);
    const k = numberOf(environment.keys.secret("nonce", 31)) + 1n;
    const base = await pairSetup(environment, variant, "ES256", broken);
    const later = { ...honestClaims(base.now - 60), jti: "5f0c13aa" };
    const inputOf = (claims: unknown): string => `${segment(honestHeader("ES256"))}.${segment(claims)}`;
    return {
      ...base,
      pair: healthy.pair,
      broken,
      honest: await sign(inputOf(honestClaims(base.now)), d, k),
      second: await sign(inputOf(later), d, k),
      hardenedHonest: healthy.honest,
      hardenedSecond: await signCompact(honestHeader("ES256"), later, withPrivateKey(healthy.pair)),
      bench: benchOf(broken, base.now),
    };
  },
  forge: async (setup, { target }) => {
    const [first, second] =
      target === "naive" ? [setup.honest, setup.second] : [setup.hardenedHonest, setup.hardenedSecond];
    const [[r1, s1], [r2, s2]] = [halves(readCompact(first).signature), halves(readCompact(second).signature)];
    const [e1, e2] = [await hashNumber(signingInput(first)), await hashNumber(signingInput(second))];
    const k = mod((e1 - e2) * invert(mod(s1 - s2, N), N), N);
    const d = mod((s1 * k - e1) * invert(r1, N), N);
    const honest = readCompact(first);
    const { steps, token } = await tell({
      honest: first,
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the issuer's key",
        text: "A valid ES256 signature, by the wrong person.",
        value: async (input) => signWith(await hashNumber(input), d, mod(k + 1n, N)),
      },
    });
    const [start, ...rest] = steps;
    if (!start) throw new Error("no steps");
    const compare = {
      title: "Compare two tokens",
      text:
        r1 === r2
          ? "The first halves of the signatures are equal: the same k."
          : "The first halves differ: they reveal nothing.",
      token: second,
      exhibit: { label: "r of both", text: `${r1.toString(16)}\n${r2.toString(16)}` },
    };
    const solve = {
      title: "Compute k, then the key",
      text: "k = (e₁ − e₂) ∕ (s₁ − s₂), d = (s₁k − e₁) ∕ r, all modulo n.",
      token: second,
      exhibit: { label: "d, the private key", text: d.toString(16) },
    };
    return { steps: [start, compare, solve, ...rest], token };
  },
});
