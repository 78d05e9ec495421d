import { createPrivateKey, generateKeyPairSync, type KeyObject, sign as nodeSign } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, test, vi } from "vitest";
import { judgeToken } from "../../crypto/judge.ts";
import { fields } from "../../../testing/keys/inputs.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { parseToken } from "../../envelope/parse.ts";
import { readKeys } from "../../keys/read.ts";
import { familyOf } from "../families.ts";
import { runRules } from "../run.ts";
import { SAMPLES } from "../../../testing/rules/all.ts";
import { compact, contextOf, HEALTHY_PAYLOAD } from "../../../testing/rules/context.ts";
import { judged } from "../../../testing/rules/own.ts";
import type { RuleContext } from "../types.ts";
import { sampled } from "../../../testing/rounds.ts";

vi.setConfig({ testTimeout: 120_000 });

/** The error and security findings that point into the signature, while the verdict says that it is good. */
function objections(context: RuleContext): readonly string[] {
  const signature = context.token.segments[2];
  return runRules(context)
    .filter(
      ({ rule, severity, place }) =>
        ["signature", "key"].includes(familyOf(rule)) &&
        (severity === "error" || severity === "security" || severity === "warn") &&
        place?.pane === "token" &&
        signature !== undefined &&
        place.range.start >= signature.range.start &&
        place.range.end <= signature.range.end,
    )
    .map(({ rule, variant }) => `${rule}/${variant}`);
}

async function verifiedContext(alg: string, jwk: JWK, signer: (input: Uint8Array) => Uint8Array): Promise<RuleContext> {
  const input = compact(JSON.stringify({ alg, typ: "JWT" }), HEALTHY_PAYLOAD, "");
  const token = `${input}${encodeBase64Url(signer(encodeUtf8(input.slice(0, -1))))}`;
  const text = JSON.stringify(jwk);
  const judgement = await judgeToken(parseToken(token), fields({ publicKey: { text } }));
  expect([alg, judgement.state]).toEqual([alg, "verified"]);
  const publicKey = await readKeys(text);
  return contextOf(token, { judgement, original: judgement, publicKey, keys: fields({ publicKey: { text } }) });
}

const jwkOf = (key: KeyObject): JWK => key.export({ format: "jwk" });

describe("nothing is reported about a signature that verifies", () => {
  // The first and last are those of a quick run: long keys take a quarter of a second to generate.
  test.each(sampled([520, 512, 768, 1000, 1536, 2048, 3000, 2050, 2200, 2056, 1024]))(
    "RSA of %i bits",
    async (modulusLength) => {
      const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength });
      const context = await verifiedContext("RS256", jwkOf(publicKey), (input) =>
        nodeSign("sha256", input, privateKey),
      );
      expect(objections(context)).toEqual([]);
    },
  );

  test.each([
    ["ES256", generateKeyPairSync("ec", { namedCurve: "P-256" }), "sha256"],
    ["ES384", generateKeyPairSync("ec", { namedCurve: "P-384" }), "sha384"],
    ["ES512", generateKeyPairSync("ec", { namedCurve: "P-521" }), "sha512"],
    ["ES256K", generateKeyPairSync("ec", { namedCurve: "secp256k1" }), "sha256"],
    ["EdDSA", generateKeyPairSync("ed25519"), null],
    ["Ed448", generateKeyPairSync("ed448"), null],
  ] as const)("%s", async (alg, { publicKey, privateKey }, hash) => {
    for (let round = 0; round < 5; round += 1) {
      const context = await verifiedContext(alg, jwkOf(publicKey), (input) =>
        nodeSign(hash, input, {
          key: createPrivateKey({ key: jwkOf(privateKey) as never, format: "jwk" }),
          dsaEncoding: "ieee-p1363",
        }),
      );
      expect(objections(context)).toEqual([]);
    }
  });

  test("whatever its length, for each algorithm whose length depends on the key", () => {
    for (const alg of ["RS256", "RS512", "PS256", "PS512"]) {
      for (let length = 62; length < 600; length += 7) {
        const signature = encodeBase64Url(new Uint8Array(length).fill(7));
        const context = contextOf(compact(JSON.stringify({ alg }), HEALTHY_PAYLOAD, signature), {
          judgement: judged("verified", { alg }),
        });
        expect([alg, length, objections(context)]).toEqual([alg, length, []]);
      }
    }
  });

  test("in no sample of any rule, if its signature were good", () => {
    const said = Object.values(SAMPLES)
      .flatMap(({ fires, silent }) => [...fires.map(([, context]) => context), ...silent])
      .map((make) => make())
      .filter(({ judgement }) => judgement?.state === "verified" && judgement.key?.source !== "token")
      .flatMap((context) => objections(context));
    expect(said).toEqual([]);
  });
});
