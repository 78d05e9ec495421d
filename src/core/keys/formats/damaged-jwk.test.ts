import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, test } from "vitest";
import { withoutPrivateMembers } from "../private-members.ts";
import { CERTIFICATE } from "../../../testing/keys/samples.ts";
import { keyOf, keysOf, PAIRS, problemIn } from "../../../testing/keys/pairs.ts";

const rsa = PAIRS["RSA 2048 bits"]?.publicKey.export({ format: "jwk" }) as JWK;
const ec = PAIRS["EC P-256"]?.privateKey.export({ format: "jwk" }) as JWK;
const ed = PAIRS["Ed25519"]?.privateKey.export({ format: "jwk" }) as JWK;
const json = JSON.stringify;

const bytes = (member: string | undefined): Buffer => Buffer.from(member ?? "", "base64url");
const hex = (member: string | undefined): string => bytes(member).toString("hex");
const padded = (member: string | undefined): string => bytes(member).toString("base64");
const zeroed = (member: string | undefined): string =>
  Buffer.concat([Buffer.alloc(1), bytes(member)]).toString("base64url");
const colons = (member: string | undefined): string => hex(member).replaceAll(/..(?!$)/g, "$&:");
/** With bits in the last character that belong to no byte. */
const stray = (member = ""): string => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return member.slice(0, -1) + alphabet.charAt(alphabet.indexOf(member.slice(-1)) | 3);
};
const decimal = (member: string | undefined): string => BigInt(`0x${hex(member)}`).toString();

/** An EC key whose coordinate begins with a zero byte, as one in 256 does, and the coordinate without it. */
function withZero(name: "x" | "y"): { readonly whole: JWK; readonly short: string } {
  for (;;) {
    const whole = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }) as JWK;
    const octets = bytes(whole[name]);
    if (octets[0] === 0) return { whole, short: octets.subarray(1).toString("base64url") };
  }
}

const short = { x: withZero("x"), y: withZero("y") };

describe("a whole key in a member is taken from there, which is said", () => {
  const spki = PAIRS["RSA 2048 bits"]?.publicKey.export({ type: "spki", format: "der" }).toString("base64") ?? "";
  const pem = String(PAIRS["RSA 2048 bits"]?.publicKey.export({ type: "spki", format: "pem" }));

  test.each([
    ["in n", { kty: "RSA", n: spki, e: "AQAB" }, "whole-key", "n"],
    ["a PEM in n", { kty: "RSA", n: pem, e: "AQAB" }, "whole-key", "n"],
    ["a PEM in value, as UAA has it", { kty: "RSA", alg: "RS256", value: pem }, "from-x5c", "value"],
  ])("%s", async (_, given, code, member) => {
    const { keys, repairs } = await keysOf(json(given));
    expect(keys.map(({ jwk }) => [jwk.n, jwk.e])).toEqual([[rsa.n, rsa.e]]);
    expect(repairs).toMatchObject([{ code, args: { member } }]);
  });

  test("an x5c that is not a list, or whose certificate still has its PEM armour", async () => {
    const armoured = `-----BEGIN CERTIFICATE-----\n${CERTIFICATE}\n-----END CERTIFICATE-----\n`;
    const own = (await keyOf(CERTIFICATE)).jwk;
    for (const x5c of [CERTIFICATE, armoured, [armoured]]) {
      const { keys, repairs } = await keysOf(json({ kty: own.kty, x5c }));
      expect(keys[0]?.jwk).toMatchObject(own);
      expect(repairs).toMatchObject([{ code: "from-x5c", args: { member: "x5c" } }]);
    }
  });
});

describe("a misspelled member is read, listed at its place, and corrected there on request", () => {
  test.each([
    ["n with ASN.1's leading zero byte", rsa, { n: zeroed(rsa.n) }, "leading-zero"],
    ["e with a leading zero", rsa, { e: "AAEAAQ" }, "leading-zero"],
    ["n in Base64 with padding", rsa, { n: padded(rsa.n) }, "standard-base64"],
    ["n with the commas that .NET writes as padding", rsa, { n: `${rsa.n},,` }, "standard-base64"],
    ["n broken into lines", rsa, { n: `${rsa.n?.slice(0, 64)}\n${rsa.n?.slice(64)}` }, "standard-base64"],
    ["n in hex", rsa, { n: hex(rsa.n) }, "hex-number"],
    ["n in hex with a prefix, in capitals", rsa, { n: `0x${hex(rsa.n).toUpperCase()}` }, "hex-number"],
    ["e in hex", rsa, { e: "010001" }, "hex-number"],
    ["e as decimal digits", rsa, { e: "65537" }, "decimal-number"],
    ["n as decimal digits", rsa, { n: decimal(rsa.n) }, "decimal-number"],
    ["n encoded twice", rsa, { n: Buffer.from(rsa.n ?? "").toString("base64url") }, "encoded-twice"],
    ["n in Base64 of hex", rsa, { n: Buffer.from(hex(rsa.n)).toString("base64") }, "encoded-twice"],
    ["n in Base64 of its decimal digits", rsa, { n: Buffer.from(decimal(rsa.n)).toString("base64") }, "encoded-twice"],
    ["e in Base64 of its decimal digits", rsa, { e: Buffer.from("65537").toString("base64") }, "encoded-twice"],
    ["x encoded twice", ec, { x: Buffer.from(ec.x ?? "").toString("base64url") }, "encoded-twice"],
    ["x in hex", ec, { x: hex(ec.x) }, "hex-number"],
    ["x with a leading zero", ec, { x: zeroed(ec.x) }, "leading-zero"],
    ["y in Base64 with padding", ec, { y: padded(ec.y) }, "standard-base64"],
    ["d in hex", ec, { d: hex(ec.d) }, "hex-number"],
    ["x that lost its zero", short.x.whole, { x: short.x.short }, "lost-zero"],
    ["y that lost its zero", short.y.whole, { y: short.y.short }, "lost-zero"],
    ["x of Ed25519 in hex", ed, { x: hex(ed.x) }, "hex-number"],
    ["n in hex with colons, as OpenSSL prints it", rsa, { n: colons(rsa.n) }, "hex-number"],
    ["x in hex with spaces", ec, { x: colons(ec.x).replaceAll(":", " ") }, "hex-number"],
    ["x as a decimal number", ec, { x: decimal(ec.x) }, "decimal-number"],
    ["n with stray bits", rsa, { n: stray(rsa.n) }, "stray-bits"],
    ["x with stray bits", ec, { x: stray(ec.x) }, "stray-bits"],
    ["n as Java's signed bytes", rsa, { n: Array.from(new Int8Array(bytes(rsa.n))) }, "octet-list"],
    ["x as Node's Buffer", ec, { x: bytes(ec.x).toJSON() }, "octet-list"],
    ["x as a Uint8Array in JSON", ed, { x: { ...Array.from(bytes(ed.x)) } }, "octet-list"],
    ["n percent-encoded", rsa, { n: encodeURIComponent(padded(rsa.n)) }, "escaped-member"],
    [
      "n in character references",
      rsa,
      { n: padded(rsa.n).replaceAll("+", "&#43;").replaceAll("/", "&#x2F;").replaceAll("=", "&equals;") },
      "escaped-member",
    ],
    ["Azure's kty for hardware keys", rsa, { kty: "RSA-HSM" }, "type-name"],
    ["lowercase kty", ec, { kty: "ec" }, "type-name"],
    ["crv as OpenSSL calls it", ec, { crv: "prime256v1" }, "type-name"],
    ["lowercase crv", ed, { crv: "ed25519" }, "type-name"],
    [
      "d of Ed25519 with the public key after it",
      ed,
      { d: Buffer.concat([bytes(ed.d), bytes(ed.x)]).toString("base64url") },
      "seed-and-public",
    ],
  ] as readonly (readonly [string, JWK, object, string])[])("%s", async (_, whole, damage, code) => {
    const text = json({ keys: [{ ...whole, ...damage, kid: "a" }] });
    const { keys, repairs, unreadable } = await keysOf(text);
    expect([keys.map(({ jwk }) => jwk), unreadable]).toEqual([[{ ...whole, kid: "a" }], []]);
    const [name = "", value] = Object.entries(damage)[0] ?? [];
    expect(repairs.map((repair) => [repair.code, repair.args["member"]])).toEqual([[code, name]]);
    const { range, insert = "" } = repairs[0] ?? {};
    expect(text.slice(range?.start, range?.end)).toBe(json(value));
    const mended = text.slice(0, range?.start) + insert + text.slice(range?.end);
    expect(await keysOf(mended)).toMatchObject({ keys: [{ jwk: { ...whole, kid: "a" } }], repairs: [] });
  });

  test("the secp256k1 curve under Azure's name", async () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
    const jwk = publicKey.export({ format: "jwk" });
    for (const crv of ["P-256K", "SECP256K1"]) {
      const { keys, repairs } = await keysOf(json({ key: { ...jwk, kty: "EC-HSM", crv } }));
      expect(keys.map((key) => key.jwk)).toEqual([jwk]);
      expect(repairs.map(({ args }) => [args["from"], args["to"]])).toEqual([
        ["EC-HSM", "EC"],
        [crv, "secp256k1"],
      ]);
    }
  });

  test.each([
    ["RSA", rsa, "kty"],
    ["EC", ec, "kty"],
    ["EC", ec, "crv"],
  ])("%s without its %s", async (_, whole, member) => {
    const text = json({ ...whole, [member]: undefined }, null, 2);
    const { keys, repairs } = await keysOf(text);
    expect(keys.map(({ jwk }) => jwk)).toEqual([whole]);
    const { range, insert = "" } = repairs[0] ?? {};
    const mended = text.slice(0, range?.start) + insert + text.slice(range?.end);
    expect(await keysOf(mended)).toMatchObject({ keys: [{ jwk: whole }], repairs: [] });
  });

  test.each([
    [".NET's JsonWebKey", { E: rsa.e, N: rsa.n, Kty: "RSA", Kid: "a", Alg: null, K: null, D: null, X5c: [] }],
    [".NET's RSAParameters", { Exponent: padded(rsa.e), Modulus: padded(rsa.n), D: null, kid: "a" }],
    ["OpenSSL's names", { modulus: hex(rsa.n), publicExponent: 65537, kid: "a" }],
  ])("members under a program's own names: %s", async (_, given) => {
    const { keys, repairs } = await keysOf(json(given));
    expect(keys.map(({ jwk, isPrivate }) => [jwk.n, jwk.e, jwk.kty, jwk.kid, isPrivate])).toEqual([
      [rsa.n, rsa.e, "RSA", "a", false],
    ]);
    expect(repairs.map(({ code }) => code)).toContain("member-names");
  });

  test.each([
    ["the exponents of its primes", ["dp", "dq", "qi"]],
    ["its private exponent", ["d"]],
    ["everything derived from its primes", ["d", "dp", "dq", "qi"]],
  ])("RSA from its primes without %s", async (_, missing) => {
    const whole = PAIRS["RSA 2048 bits"]?.privateKey.export({ format: "jwk" }) as JWK;
    const { keys, repairs } = await keysOf(
      json({ ...whole, ...Object.fromEntries(missing.map((name) => [name, undefined])) }),
    );
    // The private exponent has several forms (RFC 8017 section 3.2): what it does is the same.
    const key = createPrivateKey({ key: keys[0]?.jwk as JsonWebKey, format: "jwk" });
    expect(
      verify(
        "sha256",
        Buffer.from("a"),
        createPublicKey(key),
        sign("sha256", Buffer.from("a"), PAIRS["RSA 2048 bits"]?.privateKey as KeyObject),
      ),
    ).toBe(true);
    expect(sign("sha256", Buffer.from("a"), key)).toEqual(
      sign("sha256", Buffer.from("a"), PAIRS["RSA 2048 bits"]?.privateKey as KeyObject),
    );
    expect(repairs).toMatchObject([{ code: "computed", args: { member: missing.join(", ") } }]);
  });

  test("RSA with more than two primes is its public half, with the reason", async () => {
    const whole = PAIRS["RSA 2048 bits"]?.privateKey.export({ format: "jwk" }) as JWK;
    const { keys } = await keysOf(json({ ...whole, oth: [{ r: "AQ", d: "AQ", t: "AQ" }] }));
    expect(keys[0]).toMatchObject({ isPrivate: false, damaged: { code: "type-unsupported" }, jwk: { n: whole.n } });
  });

  test("the whole point in x", async () => {
    const point = Buffer.concat([Buffer.of(4), bytes(ec.x), bytes(ec.y)]);
    const compressed = Buffer.concat([Buffer.of(2 + ((bytes(ec.y).at(-1) ?? 0) & 1)), bytes(ec.x)]);
    for (const x of [point, compressed]) {
      const { keys, repairs } = await keysOf(json({ kty: "EC", crv: "P-256", x: x.toString("base64url") }));
      expect(keys[0]?.jwk).toEqual({ kty: "EC", crv: "P-256", x: ec.x, y: ec.y });
      expect(repairs.map(({ code }) => code)).toEqual(["point"]);
    }
  });

  test("a secret with stray bits that every reader ignores", async () => {
    const { keys, repairs } = await keysOf(json({ kty: "oct", k: "c2VjcmV0IQ1".slice(0, 10) + "R" }));
    expect(keys[0]?.jwk).toEqual({ kty: "oct", k: "c2VjcmV0IQQ" });
    expect(repairs).toMatchObject([{ code: "stray-bits", args: { member: "k" }, insert: '"c2VjcmV0IQQ"' }]);
  });

  test.each([
    ["padding", "AAE=", "AAE", "standard-base64"],
    ["the Base64 alphabet", "+/AA", "-_AA", "standard-base64"],
    ["a line break inside", "AA\nEC", "AAEC", "standard-base64"],
    ["percent escapes", "%2B_AA", "-_AA", "escaped-member"],
    ["bytes as numbers", [0, 1, 2], "AAEC", "octet-list"],
  ])("a secret with %s, which is the same bytes to every reader that accepts it", async (_, k, as, code) => {
    const { keys, repairs } = await keysOf(json({ kty: "oct", k }));
    expect(keys[0]?.jwk).toEqual({ kty: "oct", k: as });
    expect(repairs).toMatchObject([{ code, args: { member: "k" } }]);
  });

  test("a thumbprint is computed over the members as they should be (RFC 7638)", async () => {
    const { thumbprint } = await keyOf(json(rsa));
    for (const damage of [{ n: zeroed(rsa.n) }, { n: hex(rsa.n) }, { kty: "RSA-HSM" }, { e: 65537 }]) {
      expect((await keyOf(json({ ...rsa, ...damage }))).thumbprint).toBe(thumbprint);
    }
  });

  test("n and e as JSON numbers, n too large for a double", async () => {
    const { keys, repairs } = await keysOf(`{"kty":"RSA","n":${decimal(rsa.n)},"e":65537}`);
    expect(keys[0]?.jwk).toEqual(rsa);
    expect(repairs.map(({ code, args }) => [code, args["member"]])).toEqual([
      ["decimal-number", "n"],
      ["decimal-number", "e"],
    ]);
  });

  test("a key that has only its certificate", async () => {
    const { keys, repairs } = await keysOf(json({ keys: [{ kty: "EC", crv: "P-256", kid: "a", x5c: [CERTIFICATE] }] }));
    expect(keys[0]).toMatchObject({
      jwk: { kty: "EC", crv: "P-256", kid: "a" },
      format: "jwk",
      description: "EC P-256",
    });
    expect(keys[0]?.certificate?.serialNumber).toBe("00:c0:ff:ee");
    expect(repairs.map(({ code }) => code)).toEqual(["from-x5c"]);
    expect(await problemIn(json({ kty: "RSA", x5c: ["AAAA"] }))).toMatchObject({ args: { member: "n" } });
    expect(await problemIn(json({ kty: "RSA", x5c: [CERTIFICATE] }))).toMatchObject({ args: { member: "n" } });
  });
});

describe("an ambiguous member is not guessed", () => {
  test.each([
    [
      "a short coordinate that is off the curve when padded with zeros",
      ec,
      { x: bytes(ec.x).subarray(1).toString("base64url") },
    ],
    ["a coordinate that is too long", ec, { x: Buffer.concat([Buffer.of(1), bytes(ec.x)]).toString("base64url") }],
    ["bytes after d that are not the public key", ed, { d: Buffer.alloc(64, 7).toString("base64url") }],
  ])("%s is left as is, for fitting to judge", async (_, whole, damage) => {
    const { repairs } = await keysOf(json({ ...whole, ...damage }));
    expect(repairs).toEqual([]);
  });

  test.each([
    ["a foreign character", { n: `${rsa.n?.slice(0, 20)}!${rsa.n?.slice(21)}` }, "n"],
    ["too much padding", { n: `${rsa.n}====` }, "n"],
    ["a number with a fraction", { e: 1.5 }, "e"],
    ["true", { e: true }, "e"],
    ["nothing", { e: "" }, "e"],
    ["endless digits", { n: "1".repeat(10_001) }, "n"],
  ])("%s is not a number", async (_, damage, member) => {
    expect(await problemIn(json({ ...rsa, ...damage }))).toMatchObject({ code: "jwk-invalid", args: { member } });
  });

  test("a secret that could be hex is taken literally", async () => {
    for (const k of [`0x${"ab".repeat(20)}`, "0xabcd", "not!", ""]) {
      expect(await problemIn(json({ kty: "oct", k }))).toMatchObject({ args: { member: "k" } });
    }
    // Hex digits are base64url as well, and another secret.
    expect((await keyOf(json({ kty: "oct", k: "ab".repeat(20) }))).description).toBe("oct 240 bits");
  });
});

test("a key nested in a string gets no correction there, since its quotes may be escaped", async () => {
  const text = json({ body: json({ ...rsa, n: zeroed(rsa.n) }) });
  const { keys, repairs } = await keysOf(text);
  expect(keys[0]?.jwk).toEqual(rsa);
  expect(repairs.filter(({ insert }) => insert !== undefined)).toEqual([]);
});

test("the private members can be removed from a JWK, and the rest keeps its spelling", () => {
  expect(withoutPrivateMembers(`{ "d" : 1, "kty":"RSA",\n "oth":[], "e":"\\u0041QAB", "p":"x" }`)).toBe(
    `{ "kty":"RSA",\n "e":"\\u0041QAB" }`,
  );
  for (const text of [`{"kty":"RSA"}`, "[]", `{"d":`]) expect(withoutPrivateMembers(text)).toBeNull();
});
