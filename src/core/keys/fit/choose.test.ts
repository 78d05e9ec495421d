import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { chooseKeys, type KeyChoice, type KeyWish } from "./choose.ts";
import type { KeyMaterial, KeyProblem, KeyReading } from "../types.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";

const key = (jwk: JWK, more: Partial<KeyMaterial> = {}): KeyMaterial => ({
  jwk: { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "A".repeat(43), ...jwk },
  isPrivate: false,
  format: "jwk",
  description: "EC",
  thumbprint: JSON.stringify(jwk),
  ...more,
});
const problem = (jwk: JWK | null, more: Partial<KeyProblem> = {}): KeyProblem => ({
  code: "jwk-invalid",
  format: "jwk",
  range: null,
  args: {},
  ...(jwk === null ? {} : { key: { index: 0, description: "EC", jwk } }),
  ...more,
});
const keys = (
  list: readonly KeyMaterial[],
  unreadable: readonly KeyProblem[] = [],
  format: KeyFormat = "jwks",
): KeyReading & { kind: "keys" } => ({ kind: "keys", format, keys: list, repairs: [], unreadable });
const choose = (reading: Exclude<KeyReading, { kind: "empty" }>, wish: Partial<KeyWish> = {}): KeyChoice =>
  chooseKeys(reading, { alg: "ES256", kid: null, operation: "verify", judgeAnyway: false, ...wish });
const kids = (choice: KeyChoice): unknown =>
  choice.kind === "candidates"
    ? choice.candidates.map(({ index, material }) => [index, material.jwk.kid])
    : choice.kind;

const [a, b, other] = [key({ kid: "a" }), key({ kid: "b" }), key({ kid: "c", crv: "P-384" })];

describe("without a kid", () => {
  it("every fitting key is tried, in order, and the others are listed with the reason", () => {
    const choice = choose(keys([other, a, b]));
    expect(kids(choice)).toEqual([
      [1, "a"],
      [2, "b"],
    ]);
    expect(choice).toMatchObject({ unread: null, passedOver: [{ index: 0, kid: "c", reason: { code: "curve" } }] });
  });

  it("no fitting key is reported as such, but a single key with the reason it does not fit", () => {
    expect(choose(keys([other, other]))).toMatchObject({ kind: "none-fits", passedOver: [{ index: 0 }, { index: 1 }] });
    expect(choose(keys([other]))).toMatchObject({ kind: "unfit", material: other, fit: { code: "curve" } });
    expect(choose(keys([]))).toMatchObject({ kind: "none-fits", passedOver: [] });
  });
});

describe("a kid", () => {
  it("binds in a set: only keys of that name are tried, and the others are listed", () => {
    const choice = choose(keys([a, b, other]), { kid: "b" });
    expect(kids(choice)).toEqual([[1, "b"]]);
    expect(choice).toMatchObject({
      passedOver: [
        { index: 0, kid: "a", reason: "kid" },
        { index: 2, kid: "c", reason: "kid" },
      ],
    });
    expect(choose(keys([a, key({}), b]), { kid: "x" })).toEqual({
      kind: "kid-not-in-set",
      kid: "x",
      available: ["a", null, "b"],
    });
  });

  it("binds in a map of certificates, and wherever several keys have names; a single key is tried whatever its name", () => {
    expect(choose(keys([a], [], "certificate-map"), { kid: "x" }).kind).toBe("kid-not-in-set");
    expect(choose(keys([a], [], "jwks"), { kid: "x" }).kind).toBe("kid-not-in-set");
    expect(choose(keys([a, key({})], [], "jwk"), { kid: "x" }).kind).toBe("kid-not-in-set");
    expect(kids(choose(keys([a], [], "jwk"), { kid: "x" }))).toEqual([[0, "a"]]);
    expect(kids(choose(keys([key({}), key({})], [], "spki"), { kid: "x" }))).toEqual([
      [0, undefined],
      [1, undefined],
    ]);
  });

  it("that is not a string names no key", () => {
    const odd = key({ kid: 5 as unknown as string });
    expect(choose(keys([odd, a]), { kid: "x" })).toMatchObject({ available: [null, "a"] });
  });

  it("of an unreadable key counts as present", () => {
    expect(choose(keys([a], [problem({ kid: "b" })]), { kid: "x" })).toMatchObject({ available: ["a", "b"] });
    expect(choose(keys([a], [problem({ kid: "b" })]), { kid: "b" })).toMatchObject({
      kind: "unread",
      problem: { key: { jwk: { kid: "b" } } },
      passedOver: [{ index: 0, reason: "kid" }],
    });
    expect(choose(keys([a], [problem({ kid: "b" })]), { kid: "a" })).toMatchObject({
      kind: "candidates",
      unread: null,
    });
  });

  it("of another key among unfitting ones does not make that key the only one", () => {
    expect(choose(keys([a, other]), { kid: "c" })).toMatchObject({
      kind: "unfit",
      material: other,
      passedOver: [{ index: 0, reason: "kid" }],
    });
  });
});

describe("a key that cannot be read", () => {
  const cases: readonly (readonly [name: string, problem: KeyProblem, counts: boolean, wish?: Partial<KeyWish>])[] = [
    ["of which nothing is known", problem(null), true],
    ["of the right kind and curve", problem({ kty: "EC", crv: "P-256" }), true],
    ["of another kind", problem({ kty: "RSA" }), false],
    ["of another curve", problem({ kty: "EC", crv: "P-384" }), false],
    ["of an unknown kind", problem({ kty: "EC" }, { code: "type-unsupported" }), false],
    ["for another use", problem({ kty: "EC", use: "enc" }), false],
    ["for another algorithm", problem({ kty: "EC", alg: "ES384" }), false],
    ["for another use, which the user overrides", problem({ kty: "EC", use: "enc" }), true, { judgeAnyway: true }],
    ["under an unknown algorithm", problem(null), false, { alg: "XX" }],
  ];
  it.each(cases.map(([name, ...more]) => [name, more] as const))("%s", (_, [unread, counts, wish]) => {
    const choice = choose(keys([key({ kty: "oct" }), other], [unread]), wish);
    expect(choice.kind).toBe(counts ? "unread" : "none-fits");
    if (wish?.alg === undefined)
      expect(choose(keys([a], [unread]), wish)).toMatchObject({ kind: "candidates", unread: counts ? unread : null });
  });

  it("is reported if there is no other key, whatever its purpose", () => {
    const unread = problem({ kty: "RSA" });
    expect(choose({ kind: "unusable", problem: unread, repairs: [] })).toMatchObject({
      kind: "unread",
      problem: unread,
    });
    expect(choose(keys([], [unread]))).toMatchObject({ kind: "unread", problem: unread });
    expect(choose(keys([other], [unread]))).toMatchObject({ kind: "unfit", material: other });
  });

  it("is one of a set if the set says so, and then its name counts", () => {
    const unread = problem({ kid: "a" });
    const set: KeyReading = { kind: "unusable", problem: unread, repairs: [], unreadable: [unread] };
    expect(choose(set, { kid: "x" })).toMatchObject({ kind: "kid-not-in-set", available: ["a"] });
    expect(choose(set, { kid: "a" })).toMatchObject({ kind: "unread", problem: unread });
    const lone: KeyReading = { kind: "unusable", problem: unread, repairs: [] };
    expect(choose(lone, { kid: "x" })).toMatchObject({ kind: "unread" });
    const nameless = problem(null);
    expect(
      choose({ kind: "unusable", problem: nameless, repairs: [], unreadable: [nameless] }, { kid: "x" }),
    ).toMatchObject({ kind: "unread" });
  });
});

describe("for signing", () => {
  const sign: Partial<KeyWish> = { operation: "sign" };
  const damage = problem({ kty: "EC" }, { code: "no-pair" });

  it("a public key does not fit", () => {
    expect(choose(keys([a]), sign)).toMatchObject({ kind: "unfit", fit: { code: "public-only" } });
  });

  it("a key with a damaged private half is not called public: the damage is reported", () => {
    const damaged = key({}, { damaged: damage });
    expect(choose(keys([damaged], [], "jwk"), sign)).toMatchObject({ kind: "unread", problem: damage });
    expect(choose(keys([damaged], [], "jwk"))).toMatchObject({ kind: "candidates" });
    // Of another curve it would not be the one, damaged or not.
    expect(choose(keys([key({ crv: "P-384" }, { damaged: damage })], [], "jwk"), sign)).toMatchObject({
      kind: "unfit",
      fit: { code: "curve" },
    });
  });
});

it("a key's declared limits exclude it unless overridden; what it cannot do always does", () => {
  const encrypting = key({ use: "enc" });
  expect(choose(keys([encrypting]))).toMatchObject({ kind: "unfit", fit: { kind: "contradiction", code: "use" } });
  expect(choose(keys([encrypting]), { judgeAnyway: true }).kind).toBe("candidates");
  expect(choose(keys([other]), { judgeAnyway: true }).kind).toBe("unfit");
});

it("a key weaker than the algorithm requires is tried, and reported", () => {
  const rsa = key({ kty: "RSA", n: `${"u".repeat(170)}w`, e: "AQAB" });
  expect(choose(keys([rsa]), { alg: "RS256" })).toMatchObject({ candidates: [{ weak: { needed: 2048 } }] });
  expect(choose(keys([a]))).toMatchObject({ candidates: [{ weak: null }] });
});
