import { createPublicKey, generateKeyPairSync, type KeyObject, sign as nodeSign } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, it, vi } from "vitest";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "../envelope/parse.ts";
import { judgeToken } from "./judge.ts";
import { signToken } from "./sign.ts";
import { fields } from "../../testing/keys/inputs.ts";
import { OTHER_RSA, RSA } from "../../testing/keys/pairs.ts";
import type { Judgement } from "./types.ts";

vi.setConfig({ testTimeout: 60_000 });

const rsa = (modulusLength: number) => generateKeyPairSync("rsa", { modulusLength });
const pair = RSA;
const jwkOf = (key: { readonly publicKey: KeyObject }, kid?: string): JWK => ({
  ...(key.publicKey.export({ format: "jwk" }) as JWK),
  ...(kid === undefined ? {} : { kid }),
});
const right = jwkOf(pair, "right");
const wrong = jwkOf(OTHER_RSA, "wrong");
const small = jwkOf(rsa(1024), "small");
/** A member that no reading fixes. */
const broken: JWK = { ...right, kid: "broken", n: `${right.n?.slice(0, -5)}!!!` };
const open: JWK = { ...right, kid: "open", e: "AQ" };

function tokenOf(header: object): string {
  const input = `${encodeBase64Url(encodeUtf8(JSON.stringify(header)))}.${encodeBase64Url(encodeUtf8('{"sub":"1"}'))}`;
  return `${input}.${nodeSign("sha256", encodeUtf8(input), pair.privateKey).toString("base64url")}`;
}

const unnamed = tokenOf({ alg: "RS256" });
const judge = (token: string, keys: readonly object[]): Promise<Judgement> =>
  judgeToken(parseToken(token), fields({ publicKey: { text: JSON.stringify({ keys }) } }));

function ordersOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

describe("a set, and a token without a kid", () => {
  it("verifies with the key that verifies, in every order of broken, degenerate and other keys around it", async () => {
    for (const keys of ordersOf([right, wrong, small, broken, open])) {
      const { state, key } = await judge(unnamed, keys);
      expect([state, key?.material?.jwk.kid]).toEqual(["verified", "right"]);
    }
  });

  it("is a key error, never invalid, if a candidate key cannot be read", async () => {
    for (const keys of ordersOf([wrong, small, broken])) {
      const { state, reason, passedOver } = await judge(unnamed, keys);
      expect(state).toBe("key-error");
      expect(reason).toMatchObject({
        code: "key-problem",
        problem: { code: "jwk-invalid", args: { member: "n" }, key: { jwk: { kid: "broken", kty: "RSA" } } },
      });
      expect(passedOver.map(({ kid, reason: why }) => [kid, why])).toEqual(
        keys.flatMap(({ kid }) => (kid === "broken" ? [] : [[kid, "did-not-verify"]])),
      );
    }
  });

  it("is a key error if a candidate key is degenerate, and names it", async () => {
    for (const keys of ordersOf([wrong, small, open])) {
      const { state, reason, key } = await judge(unnamed, keys);
      expect([state, reason, key?.material?.jwk.kid]).toEqual([
        "key-error",
        { code: "key-degenerate", fault: "exponent-one" },
        "open",
      ]);
    }
  });

  it("is invalid if every candidate was tried, whatever else cannot be read", async () => {
    const others = [
      { kty: "EC", crv: "P-256", kid: "ec", x: "!", y: "!" },
      { ...broken, alg: "PS256" },
      { ...broken, use: "enc" },
      { kty: "OKP", crv: "Ed25519", x: "!" },
      { kty: "LMS", pub: "!" },
    ];
    for (const keys of ordersOf([wrong, small, ...others].slice(0, 4))) {
      expect((await judge(unnamed, [...keys, ...others])).state).toBe("invalid");
    }
  });
});

it("a key with the exponent 1 is a key error in every form, and says why", async () => {
  const form = createPublicKey({ key: { ...open }, format: "jwk" });
  for (const type of ["spki", "pkcs1"] as const) {
    const pem = String(form.export({ type, format: "pem" }));
    const { state, reason } = await judgeToken(parseToken(unnamed), fields({ publicKey: { text: pem } }));
    expect([state, reason]).toEqual(["key-error", { code: "key-degenerate", fault: "exponent-one" }]);
  }
});

describe("a set, and a token with a kid", () => {
  const named = tokenOf({ alg: "RS256", kid: "a" });

  it("counts only the keys of that name, and never calls an existing one missing", async () => {
    const found = await judge(named, [wrong, { ...broken, kid: "a" }]);
    expect([found.state, found.reason.code]).toEqual(["key-error", "key-problem"]);
    expect(found.reason).toMatchObject({ problem: { key: { index: 1, jwk: { kid: "a" } } } });
    // The right key has another name: it is not tried.
    expect((await judge(named, [right, { ...broken, kid: "a" }])).state).toBe("key-error");
    expect((await judge(named, [{ ...wrong, kid: "a" }, broken])).state).toBe("invalid");
    const missing = await judge(named, [broken, wrong]);
    expect(missing.reason).toEqual({ code: "kid-not-in-set", kid: "a", available: ["wrong", "broken"] });
  });

  it("of unreadable keys reports the one that is asked for", async () => {
    const { reason } = await judge(named, [broken, { ...broken, kid: "a", e: "" }]);
    expect(reason).toMatchObject({
      code: "key-problem",
      problem: { key: { jwk: { kid: "a" } }, args: { member: "n" } },
    });
    expect((await judge(named, [broken])).reason).toMatchObject({ code: "kid-not-in-set", available: ["broken"] });
  });

  it("tries each of several keys of that name", async () => {
    for (const keys of ordersOf([right, wrong, broken].map((key) => ({ ...key, kid: "a" })))) {
      expect((await judge(named, keys)).state).toBe("verified");
    }
    expect(
      (
        await judge(
          named,
          [wrong, broken].map((key) => ({ ...key, kid: "a" })),
        )
      ).state,
    ).toBe("key-error");
  });
});

describe("a private key whose private members are damaged", () => {
  const whole = pair.privateKey.export({ format: "jwk" }) as JWK;

  it("verifies by its public members, in a set and alone", async () => {
    for (const damage of [{ d: "!" }, { q: undefined }, { d: undefined }, { oth: [] }, { dp: 5 }]) {
      const key = { ...whole, ...damage };
      expect((await judge(unnamed, [wrong, key])).state).toBe("verified");
      expect((await judgeToken(parseToken(unnamed), fields({ privateKey: { text: JSON.stringify(key) } }))).state).toBe(
        "verified",
      );
    }
  });

  it("does not sign, and names the bad member", async () => {
    const outcome = await signToken(
      { alg: "RS256", signingInput: unnamed.slice(0, unnamed.lastIndexOf(".")) },
      fields({ privateKey: { text: JSON.stringify({ ...whole, d: "!" }) } }),
    );
    expect(outcome).toMatchObject({
      kind: "unavailable",
      reason: { code: "key-problem", problem: { code: "jwk-invalid", args: { member: "d" } } },
    });
  });
});

describe("what is reported of a single key", () => {
  it("names the key that failed, and skips none", async () => {
    const { state, key, passedOver, weak, software } = await judge(unnamed, [wrong]);
    expect([state, key?.material?.jwk.kid, passedOver, weak, software]).toEqual(["invalid", "wrong", [], null, false]);
  });

  it("says that it is too short for its algorithm, though it verifies (RFC 7518 section 3.3)", async () => {
    const short = rsa(1024);
    const input = unnamed.slice(0, unnamed.lastIndexOf("."));
    const token = `${input}.${nodeSign("sha256", encodeUtf8(input), short.privateKey).toString("base64url")}`;
    expect(await judge(token, [jwkOf(short)])).toMatchObject({ state: "verified", weak: { bits: 1024, needed: 2048 } });
    expect(await judge(unnamed, [right])).toMatchObject({ state: "verified", weak: null });
  });

  it("never says that software checked what was not checked", async () => {
    for (const keys of [[broken], [open], [small], [wrong, broken]])
      expect((await judge(unnamed, keys)).software).toBe(false);
  });

  it("says whether it was tried: a degenerate key never is, and of another kid none", async () => {
    const passed = async (token: string, keys: readonly object[]) =>
      (await judge(token, keys)).passedOver.map(({ kid, reason }) => [kid, reason]);
    expect(await passed(unnamed, [open, wrong, right])).toEqual([
      ["open", "not-tried"],
      ["wrong", "did-not-verify"],
    ]);
    expect(await passed(tokenOf({ alg: "RS256", kid: "none of these" }), [right, wrong])).toEqual([
      ["right", "kid"],
      ["wrong", "kid"],
    ]);
    expect((await judge(unnamed, [wrong, { ...wrong, kid: "again" }])).weak).toBeNull();
  });
});
