import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { compareValues, nearness } from "./compare-values.ts";
import { readValues } from "./values.ts";

const object = (value: object) => parseJson(JSON.stringify(value)).root as JsonObject;
const compare = (message: string, payload: object | null, policy = "") =>
  compareValues(readValues(message), { header: null, payload: payload && object(payload) }, readPolicy(policy));

const MESSAGE = "jwt audience invalid. expected: orders-api";

test("the value that a message expects is paired with the token's", () => {
  expect(compare(MESSAGE, { aud: "billing" })).toEqual([
    {
      name: "aud",
      member: "aud",
      expected: ["orders-api"],
      found: [],
      isMissing: false,
      isUnprotected: false,
      token: ["billing"],
      fits: false,
      isOfToken: null,
      isInPolicy: false,
    },
  ]);
  expect(compare(MESSAGE, { aud: ["billing", "orders-api"] })[0]?.fits).toBe(true);
});

test("all scopes are required, wherever issuers put them", () => {
  const message = "access token does not contain scopes:[orders:read, orders:write]";
  expect(compare(message, { scp: "orders:read" })[0]).toMatchObject({ name: "scp", member: "scopes", fits: false });
  expect(compare(message, { scp: ["orders:write", "orders:read"] })[0]?.fits).toBe(true);
  const role = compare("token requires role admin", { realm_access: { roles: ["admin"] } });
  expect(role).toMatchObject([{ name: "realm_access.roles", member: "roles", token: ["admin"], fits: true }]);
});

test("without a token, or without the claim, the token has no value", () => {
  for (const payload of [null, {}]) expect(compare(MESSAGE, payload)[0]).toMatchObject({ token: null, fits: false });
});

test("says if the policy expects the value already", () => {
  expect(compare(MESSAGE, { aud: "billing" }, '{"aud":["orders-api"]}')[0]?.isInPolicy).toBe(true);
  expect(compare(MESSAGE, { aud: "billing" }, '{"aud":"billing"}')[0]?.isInPolicy).toBe(false);
});

test("a message that names no expected value has nothing to compare", () => {
  expect(compare("jwt audience invalid", { aud: "billing" })).toEqual([]);
});

test("the value that the message found shows whether it is about this token", () => {
  const message = 'expected audience "orders" got ["billing"]';
  expect(compare(message, { aud: "billing" })[0]).toMatchObject({ found: ["billing"], isOfToken: true, fits: false });
  expect(compare(message, { aud: "mobile" })[0]).toMatchObject({ isOfToken: false });
  expect(compare(message, null)[0]).toMatchObject({ isOfToken: null });
});

test("a found value is compared too, and sets no expectation", () => {
  const [sub] = compare("No matching record found for presented assertion subject 'repo:acme/shop:ref:x'.", {
    sub: "repo:acme/shop:ref:x",
  });
  expect(sub).toMatchObject({ name: "sub", expected: [], isOfToken: true, fits: null, isInPolicy: false });
});

test.each([
  ["oidc: token is expired (Token Expiry: 2026-01-14 10:40:08 +0000 UTC)", true],
  ["The token expiration time is [1768387208].", true],
  ["The token expiration time is [1768387209].", false],
  // Nobody knows in which zone this was printed.
  ["The token expired at 2026-01-14 10:40:08", false],
])("%s: the time of exp, however it is written: %s", (message, isIt) => {
  expect(compare(message, { exp: 1_768_387_208 })[0]).toMatchObject({ name: "exp", member: null, isOfToken: isIt });
});

test("a claim that the message calls missing is paired with what the token has", () => {
  const message = 'jwt.exceptions.MissingRequiredClaimError: Token is missing the "aud" claim';
  expect(compare(message, { aud: "billing" })[0]).toMatchObject({ isMissing: true, token: ["billing"], fits: null });
  expect(compare(message, {})[0]).toMatchObject({ name: "aud", isMissing: true, token: null });
});

test.each([
  ["https://id.example/", "https://id.example", "slash"],
  ["Orders", "orders", "case"],
  ["orders ", "orders", "space"],
  ["accounts.google.com", "https://accounts.google.com", "scheme"],
  ["https://a.example/realms/shop", "https://b.example/realms/shop", "host"],
  ["orders", "billing", null],
  ["orders", "orders", null],
  ["https://a.example/", "https://b.example/", null],
] as const)("%s and %s differ by: %s", (a, b, near) => {
  expect(nearness(a, b)).toBe(near);
});
