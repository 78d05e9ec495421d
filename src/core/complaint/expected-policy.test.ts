import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { expectedPolicy } from "./expected-policy.ts";

const header = parseJson('{"alg":"RS256","typ":"JWT"}');
const payload = parseJson('{"iss":"https://id.example/","aud":["api","other"],"sub":"1"}');
const of = (message: string): unknown => {
  const text = expectedPolicy(message, header, payload);
  return text === undefined ? undefined : JSON.parse(text);
};

test.each<[string, unknown]>([
  ["JsonWebTokenError: jwt audience invalid. expected: web", { aud: ["web"] }],
  ['unexpected "iss" claim value, expected "https://id.example"', { iss: ["https://id.example"] }],
  ['Invalid audience. Expected "web" but got "api"', { aud: ["web"] }],
  // Of another token, since this one has not what was found.
  ['Invalid audience. Expected "web" but got "mobile"', undefined],
  ["expected 3 arguments but got 2", undefined],
  ["jwt audience invalid. expected: web or mobile", { aud: ["web", "mobile"] }],
  ["jwt issuer invalid. expected: accounts …", { iss: ["accounts"] }],
  ["jwt expired", undefined],
  ["", undefined],
])("what a message says that its verifier expects: %s", (message, expected) => {
  expect(of(message)).toEqual(expected);
});
