import { expect, test } from "vitest";
import { expectIn } from "./expect.ts";
import { readPolicy } from "./read-policy.ts";

test.each([
  ["", "iss", "https://id.example", '{\n  "iss": "https://id.example"\n}\n', "https://id.example"],
  ["{}", "aud", "orders", '{\n  "aud": "orders"\n}', "orders"],
  ['{ "aud": "orders" }', "iss", "", '{ "aud": "orders",\n  "iss": ""\n}', ""],
  ['{ "audience": ["old"], "typ": "JWT" }', "aud", "new", '{ "audience": "new", "typ": "JWT" }', "new"],
  ['{ "audience": "old" }', "aud", ["new"], '{ "audience": ["old","new"] }', "new"],
  ['{ "scopes": [""] }', "scopes", ["read"], '{ "scopes": ["read"] }', "read"],
  ["", "jtiDenyList", [""], '{\n  "jtiDenyList": [""]\n}\n', ""],
  ['{ "maxAge": 1 }', "maxAge", 60, '{ "maxAge": 60 }', "60"],
] as const)("a value added to %j gives %s", (policy, name, value, text, marked) => {
  const put = expectIn(policy, name, value);
  expect(put?.text).toBe(text);
  expect(put && put.text.slice(put.value.start, put.value.end)).toBe(marked);
});

test("nothing is added to text that is not an object yet", () => {
  expect(expectIn('{ "iss": ', "aud", "x")).toBe(null);
  expect(expectIn("[]", "aud", "x")).toBe(null);
});

test("a blank value adds no expectation, so nothing passes because of it", () => {
  const policy = `{"iss":"","aud":[""],"scopes":[],"roles":["",""],"jtiDenyList":[],"nonce":"","requiredClaims":["","sub"]}`;
  expect(readPolicy(policy)).toEqual({ kind: "policy", policy: { requiredClaims: ["sub"] }, problems: [] });
});
