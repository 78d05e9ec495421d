import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { readKeys } from "../keys/read.ts";
import { detectTokens } from "../token/detect.ts";
import { betterField } from "./better-field.ts";
import { isErrorMessage } from "./error-message.ts";
import type { FieldName } from "./types.ts";

const TOKEN = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiIxIiwiYXVkIjoiYXBpIn0.c2lnbmF0dXJl";
const MESSAGE = "JsonWebTokenError: jwt audience invalid. expected: web";
const POLICY = '{"algorithms":["RS256"],"audience":"api"}';
const texts: Partial<Record<FieldName, readonly string[]>> = {};

beforeAll(async () => {
  const pair = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  Object.assign(texts, {
    token: [TOKEN, `Authorization: Bearer ${TOKEN}`],
    publicKey: [await exportSPKI(pair.publicKey), JSON.stringify(jwk), JSON.stringify({ keys: [jwk, jwk] })],
    privateKey: [await exportPKCS8(pair.privateKey), JSON.stringify(await exportJWK(pair.privateKey))],
    secret: ['{"kty":"oct","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}'],
    policy: [POLICY],
    errorMessage: [MESSAGE],
  });
});

const better = (text: string, field: FieldName) =>
  betterField(text, field, detectTokens, { readKeys, isError: isErrorMessage });

describe("the better field for a text", () => {
  it("is that of the single thing it is, and none if it is in it already", async () => {
    const fields = Object.keys(texts) as FieldName[];
    for (const own of fields)
      for (const text of texts[own] ?? [])
        for (const field of fields)
          expect(await better(text, field), `${text} in ${field}`).toBe(field === own ? null : own);
  });

  it("is that of a private key if a block labelled as one is damaged", async () => {
    const [pem = ""] = texts.privateKey ?? [];
    const damaged = pem.replace(/[^\n]{40}\n(?=-----END)/, "\n");
    expect(damaged).not.toBe(pem);
    expect(await better(damaged, "privateKey")).toBeNull();
    expect(await better(damaged, "publicKey")).toBe("privateKey");
  });

  it("is none if the text holds several things, or a message with a token in it", async () => {
    const [spki = ""] = texts.publicKey ?? [];
    for (const text of [
      `${TOKEN}\n${spki}`,
      `${MESSAGE}\n${POLICY}`,
      `could not load user for ${TOKEN} ${"at line 5 ".repeat(20)}`,
    ])
      for (const field of ["secret", "privateKey", "errorMessage"] as const)
        expect(await better(text, field)).toBeNull();
  });

  it("is none if nothing in it is recognised: a secret may be any text", async () => {
    for (const secret of [
      "correct horse battery staple",
      "hunter2",
      "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=",
      "0123456789abcdef".repeat(4),
      "https://idp.example/jwks",
    ])
      expect(await better(secret, "secret"), secret).toBeNull();
  });
});
