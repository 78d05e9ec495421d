import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { wholeObject } from "../json/query.ts";
import { expectedPolicy } from "./expected-policy.ts";

const header = wholeObject(parseJson('{"alg":"RS256","typ":"JWT"}'));
const payload = wholeObject(parseJson('{"iss":"https://id.example/","aud":["api","other"],"sub":"1"}'));
const of = (message: string): unknown => {
  const text = expectedPolicy(message, header, payload);
  return text === undefined ? undefined : JSON.parse(text);
};

test.each<[string, unknown]>([
  ["JsonWebTokenError: jwt audience invalid. expected: web", { aud: ["web"] }],
  ['unexpected "iss" claim value, expected "https://id.example"', { iss: ["https://id.example"] }],
  ['Invalid audience. Expected "web" but got "api"', { aud: ["web"] }],
  // About another token, since this one does not have what was found.
  ['Invalid audience. Expected "web" but got "mobile"', undefined],
  ["expected 3 arguments but got 2", undefined],
  ["jwt audience invalid. expected: web or mobile", { aud: ["web", "mobile"] }],
  ["jwt issuer invalid. expected: accounts …", { iss: ["accounts"] }],
  ["jwt expired", undefined],
  ["Missing required scope orders:write", { scopes: ["orders:write"] }],
  ["insufficient_scope: requires scope read:orders", { scopes: ["read:orders"] }],
  ['{"error":"insufficient_scope","scope":"orders:read orders:write"}', { scopes: ["orders:read", "orders:write"] }],
  ["Access token does not contain scopes:[user:read, user:write].", { scopes: ["user:read", "user:write"] }],
  ["orders:write scope is required", { scopes: ["orders:write"] }],
  ["Insufficient scope. Expected: orders:read", { scopes: ["orders:read"] }],
  ["Access denied: token requires role admin", { roles: ["admin"] }],
  ["User does not have the required role 'ROLE_ADMIN'", { roles: ["ROLE_ADMIN"] }],
  ["User must have role admin to access this resource", { roles: ["admin"] }],
  // None of several alternatives is required.
  ["Requires one of the roles: admin, editor", undefined],
  ["requires role admin or editor", undefined],
  // A word that continues the sentence is not a grant.
  ["the required scope is missing", undefined],
  ["missing role assignment for the user", undefined],
  ["The token does not have the scope", undefined],
  ["role is missing in token", undefined],
  ["", undefined],
])("what a message says the verifier expects: %s", (message, expected) => {
  expect(of(message)).toEqual(expected);
});
