import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("Vault: a glob's question mark is a character, and a token with aud needs bound_audiences", () => {
  const role = (more: object) => ({ role_type: "jwt", user_claim: "sub", ...more });
  const globs = role({
    bound_audiences: ["orders"],
    bound_claims_type: "glob",
    bound_claims: { "/realm/name": ["a*", "b?"] },
  });
  expect(judged(globs, presented({ ...idp, realm: { name: "abc" } })).outcome).toBe("accepted");
  expect(judged(globs, presented({ ...idp, realm: { name: "bx" } })).outcome).toBe("refused");
  expect(judged(globs, presented({ ...idp, realm: { name: "b?" } })).outcome).toBe("accepted");
  expect(judged(role({}), presented(idp)).by["bound_audiences"]).toBe("unmet");
  expect(judged(role({}), presented({ ...idp, aud: undefined })).outcome).toBe("accepted");
});

const bound = (claims: object, more: object = {}) => ({
  role_type: "jwt",
  user_claim: "sub",
  bound_audiences: ["orders"],
  bound_claims: claims,
  ...more,
});
const OLD = { exp: undefined, nbf: undefined, iat: presented({}).now - 1000 };

test.each<[string, object, object, string]>([
  ["a truth value is not the text", bound({ ok: "true" }), { ok: true }, "refused"],
  ["a truth value is a truth value", bound({ ok: true }), { ok: true }, "accepted"],
  ["a number in a list is not the text", bound({ ids: ["5"] }), { ids: [5, "6"] }, "refused"],
  ["globs fit texts alone", bound({ ok: "t*" }, { bound_claims_type: "glob" }), { ok: true }, "refused"],
  ["a pointer leads into a list", bound({ "/groups/1": "b" }), { groups: ["a", "b"] }, "accepted"],
  ["a pointer beyond a list", bound({ "/groups/2": "b" }), { groups: ["a", "b"] }, "refused"],
  ["a dot is part of a name", bound({ "realm.name": "x" }), { realm: { name: "x" } }, "refused"],
  ["the user is a text", bound({}, { user_claim: "uid" }), { uid: 5 }, "refused"],
  ["a pointer names the user only if told", bound({}, { user_claim: "/a/b" }), { a: { b: "x" } }, "refused"],
  [
    "a pointer names the user",
    bound({}, { user_claim: "/a/b", user_claim_json_pointer: true }),
    { a: { b: "x" } },
    "accepted",
  ],
  ["groups have to be there", bound({}, { groups_claim: "groups" }), {}, "refused"],
  ["groups are texts", bound({}, { groups_claim: "groups" }), { groups: [1] }, "refused"],
  ["audiences may be parted by commas", bound({}, { bound_audiences: "x, orders" }), {}, "accepted"],
  ["the role's own slack", bound({}, { clock_skew_leeway: 300 }), { exp: presented({}).now - 200 }, "accepted"],
  ["no slack", bound({}, { clock_skew_leeway: -1 }), { exp: presented({}).now - 10 }, "refused"],
  ["without exp a token ends soon", bound({}), OLD, "refused"],
  ["unless the role says later", bound({}, { expiration_leeway: 2000 }), OLD, "accepted"],
  ["without any time it is refused", bound({}), { ...OLD, iat: undefined }, "refused"],
  ["issued in the future", bound({}), { nbf: undefined, iat: presented({}).now + 100 }, "refused"],
])("Vault: %s", (_, role, claims, outcome) => {
  expect(judged(role, presented({ ...idp, ...claims })).outcome).toBe(outcome);
});
