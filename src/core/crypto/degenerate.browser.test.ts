import { p256 } from "@noble/curves/nist.js";
import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "../envelope/parse.ts";
import { judgeToken } from "./judge.ts";
import { fields } from "../../testing/keys/inputs.ts";

/** y of the eight points of small order on Ed25519, as they are written, and the spellings that RFC 8032 does not allow. */
const SMALL_ORDER: Readonly<Record<string, string>> = {
  "0, canonical": "0000000000000000000000000000000000000000000000000000000000000000",
  "0, with a sign": "0000000000000000000000000000000000000000000000000000000000000080",
  "1": "0100000000000000000000000000000000000000000000000000000000000000",
  "1, with a sign": "0100000000000000000000000000000000000000000000000000000000000080",
  "-1": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "-1, with a sign": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "order 8, first": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "order 8, its negative": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
  "order 8, second": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "order 8, its negative too": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "the prime": "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "the prime, with a sign": "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "the prime and 1": "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "the prime and 1, with a sign": "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
};

function octetsOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function tokenOf(header: object, signature: Uint8Array): string {
  const part = (value: object) => encodeBase64Url(encodeUtf8(JSON.stringify(value)));
  return `${part(header)}.${part({ sub: "admin" })}.${encodeBase64Url(signature)}`;
}

const judge = (header: object, signature: Uint8Array, key: JWK, judgeAnyway = false) =>
  judgeToken(parseToken(tokenOf(header, signature)), fields({ publicKey: { text: JSON.stringify(key), judgeAnyway } }));

describe("Ed25519 in this browser", () => {
  const points = Object.entries(SMALL_ORDER);

  it.each(points)('refuses the key y = %s with each R of small order, even with "judge anyway"', async (_, y) => {
    const key: JWK = { kty: "OKP", crv: "Ed25519", x: encodeBase64Url(octetsOf(y)), alg: "ES256" };
    for (const [, r] of points) {
      const signature = new Uint8Array(64);
      signature.set(octetsOf(r));
      for (const alg of ["EdDSA", "Ed25519"]) {
        const { state, reason } = await judge({ alg }, signature, key, true);
        expect([state, reason]).toEqual(["key-error", { code: "key-degenerate", fault: "small-order" }]);
      }
    }
  });

  it("calls a signature with an R of small order or too large an S invalid, under a healthy key", async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const { publicKey } = pair;
    const key = (await crypto.subtle.exportKey("jwk", publicKey)) as JWK;
    for (const [, r] of points) {
      const signature = new Uint8Array(64);
      signature.set(octetsOf(r));
      expect(await judge({ alg: "EdDSA" }, signature, { ...key, key_ops: ["verify"] })).toMatchObject({
        state: "invalid",
        reason: { code: "signature-degenerate", fault: "small-order-r" },
      });
    }
    const { reason } = await judge({ alg: "EdDSA" }, new Uint8Array(64).fill(255), { ...key, key_ops: ["verify"] });
    expect(reason).toEqual({ code: "signature-degenerate", fault: "s-range" });
  });
});

describe("the other families in this browser", () => {
  it("refuse an RSA key with e = 1, for which the padded hash is its own signature", async () => {
    const { publicKey } = await crypto.subtle.generateKey(
      { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-256" },
      true,
      ["sign", "verify"],
    );
    const { n } = await crypto.subtle.exportKey("jwk", publicKey);
    const input = tokenOf({ alg: "RS256" }, new Uint8Array()).slice(0, -1);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", encodeUtf8(input)));
    const info = octetsOf("3031300d060960864801650304020105000420");
    const padded = new Uint8Array(256).fill(255);
    padded.set([0, 1]);
    padded.set([0, ...info, ...hash], 256 - 1 - info.length - hash.length);
    for (const e of ["AQ", "Ag", "AA"]) {
      const found = await judge({ alg: "RS256" }, padded, { kty: "RSA", n: n ?? "", e }, true);
      expect([found.state, found.reason.code]).toEqual(["key-error", "key-degenerate"]);
    }
  });

  it("refuse points off P-256, and R and S of 0 or at least the order", async () => {
    const { publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ]);
    const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", publicKey);
    const key: JWK = { kty: "EC", crv: "P-256", x, y };
    expect(await judge({ alg: "ES256" }, new Uint8Array(64).fill(1), { ...key, y: x })).toMatchObject({
      state: "key-error",
      reason: { code: "key-degenerate", fault: "off-curve" },
    });
    const order = octetsOf(p256.Point.Fn.ORDER.toString(16).padStart(64, "0"));
    const one = new Uint8Array(32).fill(1);
    const zero = new Uint8Array(32);
    for (const [r, s, fault] of [
      [zero, zero, "zero"],
      [zero, one, "zero"],
      [one, zero, "zero"],
      [order, one, "order"],
      [one, order, "order"],
      [order, order, "order"],
    ] as const) {
      expect(await judge({ alg: "ES256" }, Uint8Array.from([...r, ...s]), key)).toMatchObject({
        state: "invalid",
        reason: { code: "signature-degenerate", fault },
      });
    }
  });
});
