import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, honestHeader, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/alg-from-token.ts";
import { pairSetup } from "../setups.ts";
import { readCompact, signCompact } from "../toolkit/compact.ts";
import { pem, spkiOfRsa } from "../toolkit/key-forms.ts";
import { bytesOf, recoverModulus } from "../toolkit/rsa-recovery.ts";
import { withPrivateKey, withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario } from "../types.ts";

interface TwoTokens extends HasPair {
  /** A second token from the same issuer, issued an hour later. */
  readonly second: string;
}

export default defineScenario<TwoTokens>({
  id: "recovered-rsa-key",
  number: 9,
  family: "algorithm",
  title: "The public key from two tokens",
  summary: "The key is not published. Two signatures give it away.",
  needs: "two tokens",
  situation:
    "The issuer keeps its public key to itself, believing that this stops key confusion. But an RSA signature raised to the public exponent is the padded hash, up to a multiple of the modulus: two signatures share that modulus.",
  actors: cast([PRIVATE], [PUBLIC], [], { attacker: "logs in twice" }),
  isCapped: true,
  cost: "Capped: the key here has the exponent 3, and the numbers have 6,144 bits. With the usual 65537 they have 134 million bits; measured with gmp in WebAssembly that takes 340 s and 297 MB, once per key.",
  loosened: { algorithm: "token", key: "bytes" },
  naive: {
    file: "naive/alg-from-token.ts",
    summary: "alg from the token",
    verify: (setup, token) => verify(token, setup.pair.publicPem, dateOf(setup)),
    trace: ({ pair }, token) => [algUsed(token), ["key it used", `${pair.publicPem.length} bytes of PEM text`]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now, with a key that was never published.",
  lesson: "A public key is not a secret, published or not. Do not rely on hiding it.",
  clause: CLAUSES.algorithm,
  fixes: FIXES.pin("RS256"),
  question: {
    text: "Why are two tokens needed?",
    answers: [
      "One gives a multiple of the modulus; what two multiples share is the modulus",
      "The first is needed for n, the second for e",
      "To check the result",
    ],
    right: 0,
    why: "s³ − m is some unknown multiple of n. The greatest common divisor of two such numbers is n, perhaps times a small factor.",
  },
  setup: async (environment, variant) => {
    const pair = await environment.keys.rsa("hidden", 3);
    const base = await pairSetup(environment, variant, "RS256", pair);
    const second = await signCompact(
      honestHeader("RS256"),
      { ...honestClaims(base.now - 3600), jti: "5f0c13aa" },
      withPrivateKey(pair),
    );
    return { ...base, second };
  },
  forge: async (setup) => {
    const honest = readCompact(setup.honest);
    const modulus = await recoverModulus([setup.honest, setup.second], 3n);
    if (modulus === null) throw new Error("the two signatures are not by the same key");
    const text = `${pem("PUBLIC KEY", spkiOfRsa(bytesOf(modulus), Uint8Array.of(3)))}\n`;
    const { steps, token } = await tell({
      honest: setup.honest,
      header: {
        title: "Change alg to HS256",
        text: "From here on it is key confusion, as before.",
        value: { ...honest.header, alg: "HS256" },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the recovered key",
        text: "HMAC, its secret the PEM text of the key nobody published.",
        value: withSecret(new TextEncoder().encode(text)),
        exhibit: { label: "The recovered key", text },
      },
    });
    const [first, ...rest] = steps;
    if (!first) throw new Error("no steps");
    const recover = {
      title: "Compute the modulus",
      text: "gcd(s₁³ − m₁, s₂³ − m₂), where m is the padded hash of header and payload.",
      token: setup.honest,
      exhibit: { label: "Modulus", text: modulus.toString(16) },
    };
    const again = {
      title: "Log in again",
      text: "A second token of the same issuer, with another signature.",
      token: setup.second,
    };
    return { steps: [first, again, recover, ...rest], token };
  },
});
