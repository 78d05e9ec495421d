import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, it, vi } from "vitest";
import { withPrimes } from "./rsa-primes.ts";

// Arithmetic on big numbers is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const fresh = (): JWK => generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ format: "jwk" });

describe("an RSA private key of n, e and d only", () => {
  it("gets the primes and exponents that it was made with", () => {
    for (let count = 0; count < 5; count += 1) {
      const { kty, n, e, d, p = "", q = "", dp, dq, qi } = fresh();
      const found = withPrimes({ kty: kty ?? "", n: n ?? "", e: e ?? "", d: d ?? "" }, randomBytes);
      // Either prime may be called p; Node takes the greater one.
      expect([found.p, found.q, found.dp, found.dq, found.qi]).toEqual([p, q, dp, dq, qi]);
    }
  });

  it("is refused if d belongs to another key, in bounded time", () => {
    const [one, other] = [fresh(), fresh()];
    expect(() => withPrimes({ kty: "RSA", n: one.n ?? "", e: one.e ?? "", d: other.d ?? "" }, randomBytes)).toThrow(
      "does not match",
    );
    expect(() => withPrimes({ kty: "RSA", n: "AQ", e: "AQ", d: "AQ" }, randomBytes)).toThrow("does not match");
    expect(() => withPrimes({ kty: "RSA", n: "AAAA", e: "AQAB", d: "" }, randomBytes)).toThrow("does not match");
  });

  it("stays as is if the primes are there, or if it is not a private RSA key", () => {
    const whole = fresh();
    const half: JWK = { kty: "RSA", n: "AQ", e: "AQAB" };
    expect(withPrimes(whole, randomBytes)).toBe(whole);
    expect(withPrimes(half, randomBytes)).toBe(half);
  });
});
