import { beforeAll, expect, test } from "vitest";
import { digestOf } from "../../../core/envelope/disclosures.ts";
import { loadDiagnosis } from "../../../core/rules/load.ts";
import { encode, hsToken, NOW, settled, withToken } from "../../../testing/state/workbench.ts";
import { unexpiredOf } from "./unexpired.ts";

beforeAll(async () => {
  await loadDiagnosis();
});

const json = JSON.stringify;
const disclosed = encode(json(["salt", "exp", NOW + 3600]));
const past = encode(json(["salt", "exp", NOW - 3600]));
const issued = (disclosure: string): string =>
  hsToken(
    json({ iss: "https://issuer.example", _sd: [digestOf(disclosure, "sha-256")] }),
    '{"alg":"HS256","typ":"dc+sd-jwt"}',
  );

const said = async (text: string) => unexpiredOf({ ...(await settled(await withToken(text))), realTime: NOW });

test.each([
  ["a token's own exp", hsToken(json({ exp: NOW + 600 })), "It is valid for another 10 minutes"],
  ["an expired token", hsToken(json({ exp: NOW - 1 })), null],
  ["a token without exp", hsToken("{}"), "It has no expiry"],
  [
    "an exp in a disclosure",
    `${issued(disclosed)}~${disclosed}~`,
    "It is valid for another 60 minutes, by the exp in a disclosure",
  ],
  ["an exp in a disclosure that has passed", `${issued(past)}~${past}~`, null],
  [
    "an exp that may not be disclosed",
    `${issued(disclosed)}~`,
    "It shows no expiry, and may have one that is not disclosed",
  ],
])("%s", async (_, text, words) => {
  expect(await said(text)).toBe(words);
});
