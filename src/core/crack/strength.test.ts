import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeStrength } from "./strength.ts";
import type { StrengthVerdict } from "./strength-types.ts";
import { WELL_KNOWN_SECRETS } from "./well-known.ts";
import { rounds } from "../../testing/rounds.ts";

const judge = (text: string, bytes: Uint8Array<ArrayBuffer> = new TextEncoder().encode(text)): StrengthVerdict =>
  judgeStrength({ text, bytes, algorithm: "HS256" });
const seconds = (verdict: StrengthVerdict, name: string): number =>
  verdict.times.find(({ attacker }) => attacker.name === name)?.seconds ?? Number.NaN;

// Generous, because the estimator is slow and a machine may be busy.
describe("the strength of a secret", { timeout: 60_000 }, () => {
  it("from documentation is zero, whichever it is, and the source is named", () => {
    expect(judge("your-256-bit-secret")).toMatchObject({ level: "published", source: "jwt.io's debugger" });
    for (const { secret } of WELL_KNOWN_SECRETS) expect(judge(secret).level).toBe("published");
  });

  it("from documentation is zero in Base64 too", () => {
    expect(judge("c2VjcmV0", new TextEncoder().encode("secret")).level).toBe("published");
    const key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    expect(
      judge(Buffer.from(key, "base64url").toString("hex"), Uint8Array.from(Buffer.from(key, "base64url"))),
    ).toMatchObject({
      level: "published",
      source: "RFC 7515 appendix A.1",
    });
  });

  it("on a password list is its rank", () => {
    expect(judge("dragon")).toMatchObject({ level: "listed", rank: expect.any(Number) });
    expect(seconds(judge("dragon"), "page")).toBeLessThan(1);
  });

  it("made of words, dates and keyboard rows is weak, and says what they are", () => {
    const verdict = judge("dragon1987qwertyuiop");
    expect(verdict.level).toBe("weak");
    expect(verdict.patterns.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["password"]));
  });

  it("that is a long phrase is not called random", () => {
    expect(judge("thisismysupersecretkeyforsigningjwttokens2024").level).not.toBe("strong");
    expect(judge("correct horse battery staple and some more words").level).not.toBe("strong");
  });

  it("made of words that no list has is not called random, whatever stands between them", () => {
    for (const text of [
      "a-secret-of-32-bytes-or-more-here!",
      "this_is_a_very_long_secret_key_for_jwt_hs256",
      "UneCleSecretePourSignerLesJetons2026!",
      "MyApp!Auth@Signing#Key$For%Prod^2026&ok",
      "hs256-key-for-the-billing-svc-do-not-share",
    ])
      expect(judge(text).level, text).toBe("short");
  });

  it("drawn from any usual alphabet is not taken for words", () => {
    for (const alphabet of [
      "abcdefghijklmnopqrstuvwxyz0123456789",
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    ])
      for (let i = 0; i < rounds(3); i += 1) {
        const drawn = Array.from(createHash("sha512").update(`${alphabet} ${i}`).digest());
        const text = drawn.map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
        expect(judge(text).level, text).toBe("strong");
      }
  });

  it("of zero bytes only is that of the empty key", () => {
    expect(judge("", new Uint8Array(0)).level).toBe("empty");
    expect(judge("00".repeat(32), new Uint8Array(32)).level).toBe("empty");
  });

  it("of 256 random bits is strong, in hexadecimal as in Base64url", () => {
    for (let i = 0; i < rounds(6); i += 1) {
      // Hashes of numbers: as random as any, and the same in each run.
      const bytes = Uint8Array.from(createHash("sha256").update(String(i)).digest());
      for (const encoding of ["hex", "base64url"] as const) {
        const verdict = judge(Buffer.from(bytes).toString(encoding), bytes);
        expect(verdict).toMatchObject({ level: "strong", bits: 256 });
        expect(seconds(verdict, "farm")).toBeGreaterThan(1e30);
      }
    }
  });

  it("of 128 random bits is out of reach, and still too short for HS256", () => {
    expect(judge("9f86d081884c7d659a2feaa0c55ad015").guessesLog10).toBeCloseTo(38.5, 0);
    const bytes = Uint8Array.from(Buffer.from("9f86d081884c7d659a2feaa0c55ad015", "hex"));
    expect(judge("9f86d081884c7d659a2feaa0c55ad015", bytes)).toMatchObject({ level: "short", bits: 128, needed: 256 });
  });

  it("requires as many bits as the hash has", () => {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const question = { text: Buffer.from(bytes).toString("base64url"), bytes };
    expect(judgeStrength({ ...question, algorithm: "HS512" })).toMatchObject({ level: "short", needed: 512 });
  });

  it("is computed fast, whatever the text", () => {
    const started = performance.now();
    judge("a".repeat(100_000));
    judge("correct horse".repeat(5_000));
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("never exceeds the key's bits, and never takes a farm longer than one card", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), (text) => {
        const verdict = judge(text);
        expect(verdict.guessesLog10).toBeLessThanOrEqual(Math.max(verdict.bits * Math.log10(2), 5.01));
        expect(seconds(verdict, "farm")).toBeLessThanOrEqual(seconds(verdict, "gpu"));
      }),
      { numRuns: rounds(40) },
    );
  });
});
