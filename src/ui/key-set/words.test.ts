import { expect, test } from "vitest";
import type { Trial } from "../../core/crypto/try-keys.ts";
import type { KeyRow } from "../../core/keys/key-rows.ts";
import { namedWords, problemWords, shortThumbprint, trialWords, verifies } from "./words.ts";

const row = (more: Partial<KeyRow> = {}): KeyRow => ({
  index: 0,
  kid: null,
  type: "EC",
  size: "P-256",
  use: null,
  alg: null,
  from: "JWK Set",
  material: {} as KeyRow["material"],
  problem: null,
  range: null,
  ...more,
});

test("true and false are said only of keys that were tried", () => {
  const trials: readonly (Trial | null)[] = [
    { kind: "verified" },
    { kind: "failed" },
    { kind: "untried", reason: "many" },
    { kind: "unfit", fit: { kind: "mismatch", code: "type", args: {} } },
    null,
  ];
  expect(trials.map(verifies)).toEqual(["true", "false", "unknown", "unknown", "unknown"]);
});

test("a short reason says why a key was not tried", () => {
  const unfit = (fit: (Trial & { kind: "unfit" })["fit"], more: Partial<KeyRow> = {}) =>
    trialWords(row(more), { kind: "unfit", fit });
  expect(unfit({ kind: "mismatch", code: "type", args: { have: "EC P-256", need: "RSA" } })).toBe("EC, not RSA");
  expect(unfit({ kind: "mismatch", code: "curve", args: { have: "P-256", need: "P-384" } })).toBe("P-256, not P-384");
  const encrypts = { kind: "contradiction", code: "alg", args: { have: "RSA-OAEP" } } as const;
  expect(unfit(encrypts, { use: "encrypt" })).toBe("not for signing");
  expect(unfit(encrypts)).toBe("for RSA-OAEP");
  expect(trialWords(row({ material: null }), { kind: "verified" })).toBe("not tried");
  expect(trialWords(row(), { kind: "untried", reason: "degenerate" })).toBe("unsafe key");
  expect(trialWords(row(), null)).toBe("");
});

test("below the table is the kid that the token names, if the set lacks it", () => {
  expect(namedWords(null, [row()])).toContain("names no key");
  expect(namedWords("a", [row({ kid: "a" })])).toBe("");
  expect(namedWords("a", [row({ kid: "b" })])).toContain("not here");
  expect(namedWords("a", [row(), row()])).toContain("have no kid");
});

test("a problem is shown with its member, and a thumbprint by its ends", () => {
  const problem = { format: "jwk", range: null } as const;
  expect(problemWords({ ...problem, code: "jwk-invalid", args: { member: "n", why: "It is missing" } }, false)).toBe(
    "Not readable: n: It is missing",
  );
  expect(problemWords({ ...problem, code: "asn1", args: {} }, true)).toBe("Private half: it is truncated");
  expect(shortThumbprint("Auj5jd0123456789geFw")).toBe("Auj5jd…geFw");
});
