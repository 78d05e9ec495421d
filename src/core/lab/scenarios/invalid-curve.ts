import { CompactEncrypt, importJWK } from "jose";
import { concatKdf } from "../../crypto/jwe/concat-kdf.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { numberOf } from "../../keys/numbers/big-number.ts";
import { CLAUSES } from "../clauses.ts";
import type { HasPair } from "../hardened/index.ts";
import { verify as pointOnCurve } from "../hardened/point-on-curve.ts";
import { cast, dateOf, OPENER, PRIVATE, PUBLIC, SEALER } from "../actors.ts";
import { JWE_FIXES } from "../jwe-fixes.ts";
import { verify } from "../naive/any-point.ts";
import { pairSetup } from "../setups.ts";
import { belongsTo, keyOfRemainders, smallPoints, xOfMultiple } from "../toolkit/invalid-curve.ts";
import { sealCompact } from "../toolkit/jwe.ts";
import { G, invert, mod, multiply, P, type Point } from "../toolkit/p256.ts";
import { bytesOf } from "../toolkit/rsa-recovery.ts";
import { allows } from "../trace.ts";
import { defineScenario } from "../types.ts";

interface HasCurveKey extends HasPair {
  /** The service's private key: a number below 2^64, so a few small groups determine it. */
  readonly key: bigint;
  readonly opener: CryptoKey;
  readonly publicX: bigint;
  /** Mallory's own signed token, which she can encrypt to the service at will. */
  readonly inner: string;
}

export default defineScenario<HasCurveKey>({
  id: "invalid-curve",
  number: 43,
  family: "encryption",
  title: "A point off the curve",
  summary: "The sender chooses a point on another curve, and each answer reveals a remainder of the private key.",
  cve: ["CVE-2016-9121", "CVE-2017-16007"],
  needs: "a token of her own, and patience",
  situation:
    "Tokens are encrypted to the API with ECDH-ES: the sender's token carries a point, and the API multiplies it by its private key. It does not check that the point is on P-256. On other curves there are points that return to themselves after a few steps.",
  actors: cast([PRIVATE, SEALER], [OPENER, PUBLIC], [SEALER]),
  isCapped: true,
  cost: "Capped: the private key is below 2^64, so 26 groups of at most 109 points are enough, and a few hundred questions. A key of 256 bits takes about 75 groups, and some 3,300 questions on average. The arithmetic is real; the points were computed beforehand.",
  asks: true,
  loosened: null,
  hasNoFreeMode: true,
  naive: {
    file: "naive/any-point.ts",
    summary: "multiplies any point",
    verify: (setup, token) => verify(token, { opener: setup.key, issuer: setup.pair.publicKey }, dateOf(setup)),
    trace: () => [["it multiplied", "the point as sent"]],
  },
  hardened: {
    file: "hardened/point-on-curve.ts",
    summary: "checks the point first",
    verify: (setup, token) =>
      pointOnCurve(token, { opener: setup.opener, issuer: setup.pair.publicKey }, dateOf(setup)),
    trace: () => [allows("ECDH-ES"), ["points it accepts", "those on P-256"]],
  },
  consequence:
    "This was the last of the questions. Mallory has the private key, and can read anything encrypted to the API.",
  lesson:
    "Check that a received point is on the curve. WebCrypto and current libraries do; hand-written arithmetic does not.",
  clause: CLAUSES.inputs,
  fixes: JWE_FIXES.current,
  question: {
    text: "Why does the attack not work with X25519?",
    answers: [
      "Its keys are longer",
      "Any 32 bytes are a point on the curve or its twin, and both have hardly any small subgroups",
      "It does not use points",
    ],
    right: 1,
    why: "X25519 was designed so that points need no check. One check is left, for the all-zero result (RFC 7748 section 6.1, RFC 8037).",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const key = numberOf(environment.keys.secret("curve", 8)) | (1n << 63n);
    const { X, Y, Z } = multiply(G, key);
    const inverse = invert(Z, P);
    const [x, y] = [mod(X * inverse ** 2n, P), mod(Y * inverse ** 3n, P)];
    const publicJwk = { kty: "EC", crv: "P-256", x: member(x), y: member(y) } as const;
    const privateJwk = { ...publicJwk, d: member(key) };
    const [opener, sealer] = await Promise.all([importJWK(privateJwk, "ECDH-ES"), importJWK(publicJwk, "ECDH-ES")]);
    if (!(opener instanceof CryptoKey)) throw new TypeError("not a private key");
    return {
      ...base,
      key,
      opener,
      publicX: x,
      inner: base.honest,
      honest: await new CompactEncrypt(encodeUtf8(base.honest))
        .setProtectedHeader({ alg: "ECDH-ES", enc: "A128GCM", cty: "JWT" })
        .encrypt(sealer),
      keyTexts: [
        { name: "service's public key", kind: "public", text: JSON.stringify(publicJwk, null, 2) },
        { name: "service's private key", kind: "private", text: JSON.stringify(privateJwk, null, 2) },
      ],
      workbench: { publicKey: base.pair.publicPem, privateKey: JSON.stringify(privateJwk) },
    };
  },
  forge: async (setup, { target }) => {
    const asks = (token: string): Promise<boolean> =>
      (target === "naive"
        ? verify(token, { opener: setup.key, issuer: setup.pair.publicKey }, dateOf(setup))
        : pointOnCurve(token, { opener: setup.opener, issuer: setup.pair.publicKey }, dateOf(setup))
      ).then(
        () => true,
        () => false,
      );
    const remainders: { order: number; remainder: number }[] = [];
    let token = "";
    let asked = 0;
    for (const { order, point } of smallPoints()) {
      let remainder: number | null = null;
      for (let guess = 0; guess <= order >> 1 && remainder === null; guess += 1) {
        token = await questionOf(point, xOfMultiple(point, guess), setup.inner);
        asked += 1;
        if (await asks(token)) remainder = guess;
      }
      // No guess was accepted: the service does not multiply such points.
      if (remainder === null) break;
      remainders.push({ order, remainder });
    }
    const found = keyOfRemainders(remainders);
    const isFound = found !== null && belongsTo(found, setup.publicX);
    return {
      steps: [
        {
          title: "Take her own token, encrypted to the service",
          text: "epk in the header is the sender's point. The service multiplies it by its private key.",
          token: setup.honest,
        },
        {
          title: "Send points of small order",
          text: `Each question guesses the private key's remainder by a small number: if the guess is right, the token opens. ${asked} questions.`,
          token,
          content: setup.inner,
          exhibit: {
            label: "Remainders, up to their sign",
            text: remainders.map((one) => `${one.remainder} of ${one.order}`).join("\n") || "none",
          },
        },
        {
          title: "Put the remainders together",
          text: isFound
            ? "The Chinese remainder theorem gives the square of the key, and a root the key itself. Its public point is the service's."
            : "There are none: the service refused every such point.",
          token,
          content: setup.inner,
          ...(isFound ? { exhibit: { label: "The private key, d", text: member(found) } } : {}),
        },
      ],
      token,
    };
  },
});

/** A token whose epk is `point`, encrypted as if the agreed x were `x`. */
async function questionOf({ X, Y }: Point, x: bigint, content: string): Promise<string> {
  const none = new Uint8Array();
  const contentKey = await concatKdf(bytesOf(x, 32), { algorithm: "A128GCM", apu: none, apv: none, keyBytes: 16 });
  const epk = { kty: "EC", crv: "P-256", x: member(X), y: member(Y) };
  const header = { alg: "ECDH-ES", enc: "A128GCM", cty: "JWT", epk };
  return sealCompact({ header, encryptedKey: "", contentKey, content });
}

function member(value: bigint): string {
  return encodeBase64Url(bytesOf(value, 32));
}
