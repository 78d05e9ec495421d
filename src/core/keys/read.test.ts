import { createHmac, generateKeyPairSync } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, test } from "vitest";
import { keyOf, keysOf, PAIRS, problemIn } from "../../testing/keys/pairs.ts";
import { readKeys } from "./read.ts";

const ec = PAIRS["EC P-256"]?.publicKey.export({ format: "jwk" }) as JWK;
const rsa = PAIRS["RSA 2048 bits"]?.privateKey.export({ format: "jwk" }) as JWK;
const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
const json = JSON.stringify;

describe("a JSON Web Key", () => {
  test("is no key if the text is empty", async () => {
    for (const text of ["", " ", "\n\t \r\n"]) expect(await readKeys(text)).toEqual({ kind: "empty" });
  });

  test("keeps all members as given, unknown ones included", async () => {
    const jwk = {
      ...ec,
      kid: "a",
      use: "sig",
      alg: "ES256",
      key_ops: ["verify"],
      ext: true,
      x5t: "AA",
      "urn:x": { y: 1 },
    };
    const key = await keyOf(json(jwk));
    expect(key).toMatchObject({ jwk, format: "jwk", isPrivate: false, description: "EC P-256" });
  });

  test("gives the thumbprint of RFC 7638 section 3.1", async () => {
    const n =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    const key = await keyOf(json({ kty: "RSA", n, e: "AQAB", alg: "RS256", kid: "2011-04-29" }));
    expect(key.thumbprint).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    expect(key.description).toBe("RSA 2048 bits");
  });

  test("with kty oct is private, with its size in bits (RFC 7515 appendix A.1)", async () => {
    const k = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    const key = await keyOf(json({ kty: "oct", k }));
    expect(key).toMatchObject({ isPrivate: true, description: "oct 512 bits" });
    // The key is usable as it came: it makes the signature of the RFC.
    const input =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const signature = createHmac("sha256", Buffer.from(key.jwk.k ?? "", "base64url"))
      .update(input)
      .digest("base64url");
    expect(signature).toBe("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  });

  test("uses the last of members of one name, as JSON readers do", async () => {
    const text = `{"kty":"oct","k":"AAAA","kid":"first","k":"AAEC","kid":"last"}`;
    expect((await keyOf(text)).jwk).toEqual({ kty: "oct", k: "AAEC", kid: "last" });
  });

  test("named __proto__ pollutes nothing", async () => {
    const key = await keyOf(`{"kty":"oct","k":"AAEC","__proto__":{"d":"x","polluted":1}}`);
    expect(Object.keys(key.jwk)).toContain("__proto__");
    expect(Object.getPrototypeOf(key.jwk)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });

  const k = "AAEC";
  test.each([
    ["an impossible length", { kty: "oct", k: "AAAAA" }, "k", "Its length"],
    ["a foreign character", { kty: "oct", k: "AA!A" }, "k", "character"],
    ["no text", { kty: "oct", k: "" }, "k", "empty"],
    ["a number", { kty: "oct", k: 5 }, "k", "not a string"],
    ["no k", { kty: "oct" }, "k", "missing"],
    ["no y", { ...ec, y: undefined }, "y", "missing"],
    ["no crv, and a point on no curve", { ...ec, crv: undefined, x: ec.y }, "crv", "missing"],
    ["an AKP key without its parameter set", { kty: "AKP", pub: k }, "alg", "missing"],
  ])("is refused for %s, at the member", async (_, jwk, member, why) => {
    const text = json(jwk, null, 2);
    const problem = await problemIn(text);
    expect(problem).toMatchObject({ code: "jwk-invalid", format: "jwk", args: { member } });
    expect(problem.args["why"]).toContain(why);
    const value = (jwk as Record<string, unknown>)[member];
    const { start = 0, end = 0 } = problem.range ?? {};
    expect(text.slice(start, end)).toBe(value === undefined ? text : json(value));
  });

  test.each([
    ["a character that base64url does not have", { d: "!" }, "d", "character"],
    ["only one prime", { q: undefined }, "q", "belong together"],
    ["primes of another modulus and no exponent", { d: undefined, n: other.n }, "d", "belong together"],
  ])("whose private half has %s is its public half, and says so", async (_, damage, member, why) => {
    const key = await keyOf(json({ ...rsa, ...damage, kid: "a" }));
    expect(key.jwk).toEqual({ kty: "RSA", n: "n" in damage ? damage.n : rsa.n, e: rsa.e, kid: "a" });
    expect(key.isPrivate).toBe(false);
    expect(key.damaged).toMatchObject({ code: "jwk-invalid", args: { member }, key: { jwk: { kid: "a" } } });
    expect(key.damaged?.args["why"]).toContain(why);
  });

  test("of an unsupported kind or curve is named", async () => {
    expect(await problemIn(json({ kty: "LMS", pub: "AA" }))).toMatchObject({
      code: "type-unsupported",
      args: { what: "a key of kty LMS" },
    });
    expect(await problemIn(json({ ...ec, crv: "P-224" }))).toMatchObject({
      code: "type-unsupported",
      args: { what: "a key on the curve P-224" },
    });
  });

  test.each([
    ["padding", "AAE=", "AAE"],
    ["white space", "AA EC", "AAEC"],
    ["the Base64 alphabet", "+/AA", "-_AA"],
  ])("with %s in k is read as what that means, visibly", async (_, written, meant) => {
    const text = json({ kty: "oct", k: written });
    const reading = await keysOf(text);
    expect(reading.keys[0]?.jwk).toEqual({ kty: "oct", k: meant });
    const [repair] = reading.repairs ?? [];
    expect(text.slice(repair?.range?.start, repair?.range?.end)).toBe(json(written));
    expect(repair?.insert).toBe(json(meant));
  });

  test("with short coordinates is read, for fitting to judge", async () => {
    expect((await keyOf(json({ ...ec, x: "AAEC" }))).description).toBe("EC P-256");
  });
});

describe("a set of keys", () => {
  const fifty = Array.from({ length: 50 }, (_, index) => ({
    kty: "oct",
    k: Buffer.from(`secret ${index}`).toString("base64url"),
    kid: `k${index}`,
  }));

  test("of fifty is read in order, each key with its place", async () => {
    const text = json({ keys: fifty }, null, 2);
    const reading = await keysOf(text);
    expect(reading.format).toBe("jwks");
    expect(reading.keys.map(({ jwk }) => jwk)).toEqual(fifty);
    for (const { range, jwk } of reading.keys) expect(JSON.parse(text.slice(range?.start, range?.end))).toEqual(jwk);
  });

  test("continues past an unreadable key, and lists it", async () => {
    const [first, second, third] = fifty;
    const broken = [{ ...first, k: "A!A" }, { kid: "no kty" }, { kty: "LMS" }];
    const text = json({ keys: [first, broken[0], second, broken[1], broken[2], third] });
    const reading = await keysOf(text);
    expect(reading.keys.map(({ jwk }) => jwk.kid)).toEqual(["k0", "k1", "k2"]);
    expect(reading.unreadable.map(({ code, args, key }) => [code, args["member"], key?.index, key?.jwk])).toEqual([
      ["jwk-invalid", "k", 1, { kty: "oct", kid: "k0" }],
      ["jwk-invalid", "kty", 3, { kid: "no kty" }],
      ["type-unsupported", undefined, 4, { kty: "LMS" }],
    ]);
  });

  test("without one good key says what is wrong with the first", async () => {
    expect(await problemIn(json({ keys: [{ kty: "oct" }] }))).toMatchObject({
      code: "jwk-invalid",
      args: { member: "k" },
    });
    expect(await problemIn(json({ keys: [] }))).toMatchObject({ code: "empty-set", format: "jwks" });
  });

  test("is found anywhere in JSON", async () => {
    const [key] = fifty;
    for (const text of [
      json({ data: { issuer: "a", jwks: { keys: [key] } } }),
      json([key]),
      json({ keys: { a: key } }),
      json({ jwk: key, alg: "HS256" }),
    ]) {
      expect((await keyOf(text)).jwk, text).toEqual(key);
    }
  });

  test("that is only referenced by URL is reported", async () => {
    const problem = await problemIn(json({ issuer: "https://a.example", jwks_uri: "https://a.example/keys" }));
    expect(problem).toMatchObject({ code: "empty-set", args: { jwks_uri: "https://a.example/keys" } });
  });

  test("that is cut off says where", async () => {
    const text = `{"keys":[{"kty":"oct","k":"AAEC"},{"kty":"oct",,}]}`;
    const problem = await problemIn(text);
    expect(problem).toMatchObject({ code: "json-invalid" });
    expect(problem.range?.start).toBe(text.indexOf(",,") + 1);
  });

  test("with a byte order mark or no-break spaces around it is read, and they are listed", async () => {
    const text = json({ keys: [fifty[0]] }, null, 2);
    for (const [damaged, code] of [
      [`\uFEFF${text}`, "bom"],
      [text.replaceAll("  ", "\u00a0\u00a0"), "invisible"],
      [`"keys": ${json([fifty[0]])}`, "env-or-yaml"],
    ] as const) {
      const { keys, repairs } = await keysOf(damaged);
      expect(keys.map(({ jwk }) => jwk)).toEqual([fifty[0]]);
      expect(repairs[0]?.code).toBe(code);
      const { start = 0, end = 0 } = keys[0]?.range ?? {};
      expect(JSON.parse(damaged.slice(start, end).replaceAll("\u00a0", " "))).toEqual(fifty[0]);
    }
  });

  test("a single key inside other JSON is not a set, so no kid binds it", async () => {
    expect((await keysOf(json({ alg: "RS256", kid: "a", jwk: ec }))).format).toBe("jwk");
    expect((await keysOf(json({ keys: [ec] }))).format).toBe("jwks");
  });
});

describe("readings are cached", () => {
  const text = json({ ...ec, kid: "kept" });

  test("so that a live token does not have its keys read again at each keystroke", async () => {
    expect(await readKeys(text)).toBe(await readKeys(text));
    expect(await readKeys(text, "")).toBe(await readKeys(text));
  });

  test("separately for each text and passphrase", async () => {
    const first = await readKeys(text, "a");
    expect(await readKeys(`a${text}`)).not.toEqual(first);
    expect(await readKeys(text, "b")).not.toBe(first);
  });

  test("for a few texts only", async () => {
    const first = await readKeys(text);
    for (let index = 0; index < 10; index += 1) await readKeys(json({ kty: "oct", k: "AAEC", kid: `${index}` }));
    expect(await readKeys(text)).not.toBe(first);
  });
});
