import { expect, test } from "vitest";
import { judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const POOL = "eu-west-1_AbCdEf123";
const access = {
  iss: `https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`,
  token_use: "access",
  client_id: "c1",
  scope: "orders/read openid",
  "cognito:groups": ["staff"],
};
const id = { ...access, token_use: "id", client_id: undefined, scope: undefined, aud: "c1" };

test.each<[string, object, object, string]>([
  ["an access token", {}, access, "accepted"],
  ["the global form of its issuer", {}, { ...access, iss: access.iss.replace("//", "//issuer.") }, "accepted"],
  ["another pool", {}, { ...access, iss: `${access.iss}x` }, "refused"],
  ["an ID token", {}, id, "refused"],
  ["an ID token where one is expected", { tokenUse: "id" }, id, "accepted"],
  ["an ID token of another client", { tokenUse: "id" }, { ...id, aud: "c2", client_id: "c1" }, "refused"],
  ["either", { tokenUse: null }, id, "accepted"],
  ["a group", { groups: ["admins", "staff"] }, access, "accepted"],
  ["another group", { groups: "admins" }, access, "refused"],
  ["one scope of two", { scope: ["orders/write", "orders/read"] }, access, "accepted"],
  ["another scope", { scope: "orders/write" }, access, "refused"],
  ["a token that has just expired", {}, { ...access, exp: presented({}).now - 5 }, "refused"],
  [
    "a token that has just expired, with slack",
    { graceSeconds: 10 },
    { ...access, exp: presented({}).now - 5 },
    "accepted",
  ],
  ["a check of its own", { customJwtCheck: "f" }, access, "unknown"],
])("Cognito: %s", (_, more, claims, outcome) => {
  const verifier = { userPoolId: POOL, clientId: ["c1", "c9"], tokenUse: "access", ...more };
  expect(judged(verifier, presented(claims)).outcome).toBe(outcome);
});
