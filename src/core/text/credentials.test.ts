import { describe, expect, test } from "vitest";
import { PLACES, SHAPES, tracesOfSecret } from "../../testing/credentials.ts";
import { createScrubber } from "../collect/scrub-text.ts";
import { createHider } from "../share/hide.ts";
import { credentialsIn, isCredentialName } from "./credentials.ts";

const COPIES: Readonly<Record<string, (text: string) => string>> = {
  "a shared view": (text) => createHider([], null).text(text),
  "a sanitised archive": (text) => createScrubber().text(text),
};

describe.each(Object.entries(COPIES))("%s", (_, copy) => {
  test.each(Object.entries(PLACES))("has nothing of a secret in %s", (_, [write, withSpaces]) => {
    for (const secret of SHAPES) {
      if (withSpaces === false && secret.includes(" ")) continue;
      const text = write(secret);
      const made = copy(text);
      for (const trace of tracesOfSecret(secret)) expect(made, text).not.toContain(trace);
    }
  });
});

const found = (text: string, tight = true): readonly string[] =>
  credentialsIn(text, { tight }).map(({ start, end }) => text.slice(start, end));

test.each([
  "TokenExpiredError: jwt expired at noon",
  "invalid_token: The access token expired",
  "com.example.SignatureException: the signature does not match",
  "jsonwebtoken::errors::Error(InvalidKeyFormat)",
  "ParseError: Unexpected token: 'end of input'",
  "Authorization: Bearer undefined",
  "Authorization: Bearer {{access_token}}",
  "JWT_SECRET=${JWT_SECRET}",
  "JWT_SECRET=$SECRET_OF_ORDERS",
  "using password: YES",
  'jwt-secret = "@/etc/orders/jwks.json"',
  "signing_key: https://id.example/keys",
  "public_key: MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
  "error_code: bad_jwt, status code: 401",
  "postgres://authenticator@db.example/orders",
  "git clone ssh://git@code.example/orders.git",
  "-----BEGIN PUBLIC KEY-----",
])("is not a credential: %s", (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  "REGISTRY_PASSWORD",
  "HTTP_PASSWORD",
  "response.access_token",
  "PRODUCT_SECRET",
  "registry_token",
  "message_secret",
])("what %s says is a credential, whatever else the name says", (name) => {
  expect(found(`${name}=Zq7mKpWx9vTr`)).toEqual(["Zq7mKpWx9vTr"]);
});

test("what ends a line of code is no part of its value, so a setting that is on stays", () => {
  expect(found("  ValidateIssuerSigningKey = true,\n  clientSecret: settings.secret,\n  issuer: x")).toEqual([
    "settings.secret",
  ]);
});

test("a shared configuration keeps its public key and its addresses", () => {
  const text = JSON.stringify({
    jwt_key: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----",
    verification_key: "https://id.example/keys",
    key: "/etc/orders/public.pem",
    hide_credentials: true,
    list: [{ key: "department", value: "orders" }],
  });
  expect(createHider([], null).text(text)).toBe(text);
});

test.each(["ghp_", "glpat-", "xoxb-123456789012-", "sk_live_", "AIza", "npm_"])(
  "a token that begins with %s is a credential",
  (mark) => {
    const token = `${mark}${"Zq7mK".repeat(7)}`;
    expect(found(`fatal: ${token} was refused`)).toEqual([token]);
  },
);

test("what a sentence says that a password is counts if it looks like one", () => {
  expect(found("the password is Zq7mKpWx9, and the secret is missing altogether")).toEqual(["Zq7mKpWx9"]);
});

test("a default beside the name of a variable is a credential", () => {
  expect(found("jwt.secret=${JWT_SECRET:Zq7mKpWx9vTr}")).toEqual(["${JWT_SECRET:Zq7mKpWx9vTr}"]);
});

test("without a space after its colon, a scope is not taken for a credential unless that is asked for", () => {
  expect(found("secret:write token:rotate", false)).toEqual([]);
  expect(found("the secret:Zq7mKp", true)).toEqual(["Zq7mKp"]);
});

test.each([
  ["clientSecret", true],
  ["JWT_SECRET", true],
  ["session-token", true],
  ["encryption_key", true],
  ["dbPassword", true],
  ["sid", false],
  ["code", false],
  ["signature", false],
  ["token_type", false],
  ["public_key", false],
  ["sub", false],
  ["invalid_token", false],
])("the member %s is a credential: %s", (name, is) => {
  expect(isCredentialName(name)).toBe(is);
});

test("ranges are in order and apart", () => {
  const text = Object.values(PLACES)
    .map(([write]) => write("Zq7mKpWx9vTrLb3N"))
    .join("\n");
  const ranges = credentialsIn(text, { tight: true });
  for (const [at, { start, end }] of ranges.entries()) {
    expect(end).toBeGreaterThan(start);
    expect(start).toBeGreaterThanOrEqual(ranges[at - 1]?.end ?? 0);
  }
});
