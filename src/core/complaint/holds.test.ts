import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { holdingsOf } from "./holds.ts";

const object = (value: object) => parseJson(JSON.stringify(value)).root as JsonObject;
const NO_TOKEN = { header: null, payload: null };

test("codes of one product are recognised; status codes and algorithms are not codes", () => {
  expect(holdingsOf("E7731 session bridge: upstream assertion rejected (reason=14)", NO_TOKEN).codes).toEqual([
    "E7731",
    "reason=14",
  ]);
  expect(holdingsOf("HTTP-401 RS256 SHA-256 RFC7519", NO_TOKEN).codes).toEqual([]);
});

test("the token's values in a message are recognised, and nothing too short to identify it", () => {
  const token = {
    header: object({ kid: "2026-a" }),
    payload: object({ sub: "user-7", aud: ["web", "orders"], jti: "x" }),
  };
  expect(holdingsOf("rejected user-7 for orders with key 2026-a x web", token).members).toEqual(["aud", "sub", "kid"]);
  expect(holdingsOf("rejected", token).members).toEqual([]);
});
