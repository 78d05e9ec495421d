import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const route = (config: object) => ({
  uri: "/x",
  plugins: {
    "openid-connect": {
      client_id: "orders",
      client_secret: "s",
      discovery: "https://idp.example/.well-known/openid-configuration",
      ...config,
    },
  },
});
const local = { bearer_only: true, use_jwks: true };
const match = { claim_validator: { audience: { match_with_client_id: true } } };

test.each<[string, object, object, string]>([
  ["keys of its own", local, {}, "accepted"],
  ["a public key", { public_key: "p" }, {}, "accepted"],
  ["a session alone", {}, {}, "refused"],
  ["the issuer is asked", { introspection_endpoint: "https://idp.example/i" }, {}, "unknown"],
  ["the client as audience", { ...local, ...match }, {}, "accepted"],
  ["another audience", { ...local, ...match }, { aud: ["x"] }, "refused"],
  ["no audience, and none required", { ...local, ...match }, { aud: undefined }, "unknown"],
  [
    "no audience, and one required",
    { ...local, claim_validator: { audience: { match_with_client_id: true, required: true } } },
    { aud: undefined },
    "refused",
  ],
  ["all scopes", { ...local, required_scopes: ["a", "b"] }, { scope: "b a" }, "accepted"],
  ["one scope of two", { ...local, required_scopes: ["a", "b"] }, { scope: "b" }, "refused"],
])("APISIX's openid-connect: %s", (_, config, claims, outcome) => {
  expect(judged(route(config), presented({ ...idp, ...claims })).outcome).toBe(outcome);
});

test("APISIX: a request that may continue without a token is a danger", () => {
  const open = readingOf(route({ use_jwks: true, unauth_action: "pass", ...match }));
  expect(open.dangers.map(({ claim }) => claim)).toEqual(["token"]);
});
