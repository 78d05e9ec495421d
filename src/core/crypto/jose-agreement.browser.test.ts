import { compactVerify, exportJWK, exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { fields } from "../../testing/keys/inputs.ts";
import { parseToken } from "../envelope/parse.ts";
import { readKeys } from "../keys/read.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { judgeToken } from "./judge.ts";
import { signToken } from "./sign.ts";

const encode = (json: object): string => encodeBase64Url(encodeUtf8(JSON.stringify(json)));

// The algorithms that jose and every browser have.
describe.each(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"])(
  "%s in this browser",
  (alg) => {
    it("verifies what jose signed, with the public key as SPKI PEM and as JWK, and nothing else", async () => {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      const token = await new SignJWT({ sub: "a" }).setProtectedHeader({ alg }).sign(privateKey);
      const [header = "", , signature = ""] = token.split(".");
      const bent = [header, encode({ sub: "b" }), signature].join(".");
      for (const text of [await exportSPKI(publicKey), JSON.stringify(await exportJWK(publicKey), null, 2)]) {
        const keys = fields({ publicKey: { text } });
        expect((await judgeToken(parseToken(token), keys, readKeys)).state).toBe("verified");
        expect((await judgeToken(parseToken(bent), keys, readKeys)).state).toBe("invalid");
      }
    });

    it("signs what jose verifies, with a PKCS #8 PEM", async () => {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      const signingInput = `${encode({ alg })}.${encode({ sub: "b" })}`;
      const keys = fields({ privateKey: { text: await exportPKCS8(privateKey) } });
      const outcome = await signToken({ alg, signingInput }, keys, readKeys);
      if (outcome.kind !== "signed") throw new Error(outcome.reason.code);
      const { protectedHeader } = await compactVerify(`${signingInput}.${outcome.signature}`, publicKey);
      expect(protectedHeader.alg).toBe(alg);
    });
  },
);
