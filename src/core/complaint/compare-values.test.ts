import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { compareValues } from "./compare-values.ts";
import { readValues } from "./values.ts";

const object = (value: object) => parseJson(JSON.stringify(value)).root as JsonObject;
const compare = (message: string, payload: object | null, policy = "") =>
  compareValues(readValues(message), { header: null, payload: payload && object(payload) }, readPolicy(policy));

const MESSAGE = "jwt audience invalid. expected: orders-api";

test("the value that a message expects stands beside the token's", () => {
  expect(compare(MESSAGE, { aud: "billing" })).toEqual([
    { name: "aud", member: "aud", expected: ["orders-api"], token: ["billing"], fits: false, isInPolicy: false },
  ]);
  expect(compare(MESSAGE, { aud: ["billing", "orders-api"] })[0]?.fits).toBe(true);
});

test("without a token, or without the claim, there is no value of the token's", () => {
  for (const payload of [null, {}]) expect(compare(MESSAGE, payload)[0]).toMatchObject({ token: null, fits: false });
});

test("what the policy expects already is told", () => {
  expect(compare(MESSAGE, { aud: "billing" }, '{"aud":["orders-api"]}')[0]?.isInPolicy).toBe(true);
  expect(compare(MESSAGE, { aud: "billing" }, '{"aud":"billing"}')[0]?.isInPolicy).toBe(false);
});

test("a message that says no expected value has none to compare", () => {
  expect(compare("jwt audience invalid", { aud: "billing" })).toEqual([]);
});
