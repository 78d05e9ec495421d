import type { KeyFault } from "../../keys/numbers/degenerate.ts";
import { defineRule } from "../support/define.ts";
import { troubles } from "./fit.ts";
import { type Args } from "../support/words.ts";

/** What the page does with an unusable key. */
function notUsed(a: Args<"use">): string {
  return a.use === "sign" ? "It is not used to sign here." : "It is not used to verify here.";
}

/** Keys that let anyone sign. The others are merely broken: nobody can. */
const OPEN: ReadonlySet<KeyFault> = new Set(["small-order", "exponent-one", "off-curve", "zero-vector"]);

/** A public key that no honest key pair has: it neither verifies nor signs here. Says what happens in verifiers that accept it. */
export const degenerateKey = defineRule({
  id: "key-degenerate",
  spec: "RFC 8032 section 5.1.7, RFC 8017 section 3.1, SP 800-56A section 5.6.2.3, FIPS 204 section 3.6",
  words: {
    "small-order": (a: Args<"key" | "use">) => [
      `Anyone can sign for this ${a.key} key`,
      `Its point has small order, so one fixed signature fits any content: no private key is needed. ${notUsed(a)} Some verifiers take such keys, Chromium's Web Cryptography and Go's crypto/ed25519 among them: refuse such keys on import, and anything they signed.`,
    ],
    "not-canonical": (a: Args<"key" | "use">) => [
      `This ${a.key} key is not encoded as RFC 8032 requires`,
      `Its y is not below the field's prime. Verifiers that reduce it and those that do not see different keys. ${notUsed(a)}`,
    ],
    "off-curve": (a: Args<"key" | "use">) => [
      `The point of this ${a.key} key is not on the curve`,
      `No key pair has such a point: it was changed, or chosen. ${notUsed(a)} A verifier that does not check computes on another, weaker curve, where signatures can be forged.`,
    ],
    "coordinate-range": (a: Args<"key" | "use">) => [
      `A coordinate of this ${a.key} key is too large for its curve`,
      `x and y must be below the field's prime (SEC 1 section 3.2.2.1). ${notUsed(a)} Verifiers that reduce them see another key.`,
    ],
    "exponent-one": (a: Args<"use">) => [
      "Anyone can sign for this RSA key: its exponent is 1",
      `With e = 1 the signature is the padded hash itself, which anyone can compute without a private key. ${notUsed(a)} Verifiers that do not check e accept it for any content.`,
    ],
    "exponent-even": (a: Args<"use">) => [
      "The exponent of this RSA key is even",
      `An even e has no private exponent, so nobody can have signed with it (RFC 8017 section 3.1). ${notUsed(a)} It is usually 65537, which is AQAB.`,
    ],
    "exponent-range": (a: Args<"use">) => [
      "The exponent of this RSA key is larger than its modulus",
      `e must be below n (RFC 8017 section 3.1). ${notUsed(a)} n and e may have been swapped.`,
    ],
    "modulus-even": (a: Args<"use">) => [
      "The modulus of this RSA key is even",
      `A product of two large primes is odd: part of n was changed or cut off. ${notUsed(a)} Anyone who can factor it can sign, and 2 is a factor.`,
    ],
    length: (a: Args<"alg" | "use">) => [
      `This is not the length of an ${a.alg} public key`,
      `Each parameter set has a fixed length (FIPS 204 table 2). ${notUsed(a)} The key may be truncated.`,
    ],
    "zero-vector": (a: Args<"alg" | "use">) => [
      `Anyone can sign for this ${a.alg} key`,
      `Its vector t1 is zero, so it depends on no secret and any content can be signed without one. ${notUsed(a)}`,
    ],
  },
  look: (facts, say, context) => {
    for (const { reason, use, place, material } of troubles(context)) {
      if (reason.code !== "key-degenerate") continue;
      const { fault } = reason;
      say(OPEN.has(fault) ? "security" : "error", fault, {
        args: { key: material?.description ?? "The key", alg: facts.alg ?? "", use },
        place,
      });
    }
  },
});
