import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("Vault: a question mark in a glob is a plain character, and a token with aud needs bound_audiences", () => {
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
  ["a boolean is not the string", bound({ ok: "true" }), { ok: true }, "refused"],
  ["a boolean is a boolean", bound({ ok: true }), { ok: true }, "accepted"],
  ["a number in a list is not the string", bound({ ids: ["5"] }), { ids: [5, "6"] }, "refused"],
  ["globs match only strings", bound({ ok: "t*" }, { bound_claims_type: "glob" }), { ok: true }, "refused"],
  ["a pointer leads into a list", bound({ "/groups/1": "b" }), { groups: ["a", "b"] }, "accepted"],
  ["a pointer beyond a list", bound({ "/groups/2": "b" }), { groups: ["a", "b"] }, "refused"],
  ["a dot is part of a name", bound({ "realm.name": "x" }), { realm: { name: "x" } }, "refused"],
  ["the user is a string", bound({}, { user_claim: "uid" }), { uid: 5 }, "refused"],
  ["a pointer names the user only if told", bound({}, { user_claim: "/a/b" }), { a: { b: "x" } }, "refused"],
  [
    "a pointer names the user",
    bound({}, { user_claim: "/a/b", user_claim_json_pointer: true }),
    { a: { b: "x" } },
    "accepted",
  ],
  ["groups are required", bound({}, { groups_claim: "groups" }), {}, "refused"],
  ["groups are strings", bound({}, { groups_claim: "groups" }), { groups: [1] }, "refused"],
  ["audiences may be separated by commas", bound({}, { bound_audiences: "x, orders" }), {}, "accepted"],
  ["the role's own slack", bound({}, { clock_skew_leeway: 300 }), { exp: presented({}).now - 200 }, "accepted"],
  ["no slack", bound({}, { clock_skew_leeway: -1 }), { exp: presented({}).now - 10 }, "refused"],
  ["without exp a token ends soon", bound({}), OLD, "refused"],
  ["unless the role says later", bound({}, { expiration_leeway: 2000 }), OLD, "accepted"],
  ["without any time it is refused", bound({}), { ...OLD, iat: undefined }, "refused"],
  ["issued in the future", bound({}), { nbf: undefined, iat: presented({}).now + 100 }, "refused"],
])("Vault: %s", (_, role, claims, outcome) => {
  expect(judged(role, presented({ ...idp, ...claims })).outcome).toBe(outcome);
});

test("Vault: an OIDC role accepts no token that is passed in, and a role without a type may be one", () => {
  const role = { user_claim: "sub", bound_audiences: ["orders"] };
  expect(judged({ ...role, role_type: "oidc" }, presented(idp)).outcome).toBe("refused");
  expect(judged(role, presented(idp)).outcome).toBe("unknown");
  expect(judged(bound({}), presented(idp, { alg: "HS256" })).by["alg"]).toBe("unmet");
});

test("Vault: a claim copied to metadata is a string, or absent", () => {
  const role = bound({}, { claim_mappings: { team: "team", "/org/id": "org" } });
  expect(judged(role, presented({ ...idp, team: "a" })).outcome).toBe("accepted");
  expect(judged(role, presented({ ...idp, team: ["a"] })).outcome).toBe("refused");
  expect(judged(role, presented({ ...idp, org: { id: 5 } })).outcome).toBe("refused");
});

test("Vault: settings printed as unset require nothing", () => {
  const printed = { token_bound_cidrs: [], max_age: 0, oidc_scopes: null, callback_mode: "client", bound_cidrs: [] };
  expect(judged(bound({}, printed), presented(idp)).outcome).toBe("accepted");
  expect(judged(bound({}, { token_policies_template_claims: true }), presented(idp)).outcome).toBe("unknown");
  expect(judged(bound({}, { bound_cidrs: ["10.0.0.0/8"] }), presented(idp)).outcome).toBe("unknown");
});

const table = (rows: Readonly<Record<string, string>>) =>
  `$ vault read auth/jwt/role/ci\n${Object.entries({
    Key: "Value",
    "---": "-----",
    bound_audiences: "[orders]",
    bound_claims: "<nil>",
    bound_claims_type: "string",
    bound_subject: "n/a",
    claim_mappings: "<nil>",
    clock_skew_leeway: "0",
    max_age: "0",
    role_type: "jwt",
    token_bound_cidrs: "[]",
    token_policies: "[ci]",
    user_claim: "sub",
    user_claim_json_pointer: "false",
    ...rows,
  })
    .map(([name, value]) => `${name.padEnd(28)}${value}`)
    .join("\n")}\n`;

test.each<[string, Readonly<Record<string, string>>, object, string]>([
  ["as it is", {}, {}, "accepted"],
  ["another audience", { bound_audiences: "[x]" }, {}, "refused"],
  ["a subject", { bound_subject: "u2" }, {}, "refused"],
  ["a map", { bound_claims: "map[ref:main repo:acme/shop]" }, { ref: "main", repo: "acme/shop" }, "accepted"],
  [
    "a map that differs",
    { bound_claims: "map[ref:main repo:acme/shop]" },
    { ref: "dev", repo: "acme/shop" },
    "refused",
  ],
  [
    "a value with colons",
    { bound_claims: "map[sub:repo:a/b:ref:refs/heads/main]" },
    { sub: "repo:a/b:ref:refs/heads/main" },
    "accepted",
  ],
  ["two audiences, or one with a space", { bound_audiences: "[orders other]" }, {}, "unknown"],
  [
    "all ways to read the audiences fit",
    { bound_audiences: "[orders other]" },
    { aud: ["orders", "orders other"] },
    "accepted",
  ],
  ["no way to read the audiences fits", { bound_audiences: "[orders2 other]" }, {}, "refused"],
  ["a list in a map", { bound_claims: "map[ref:[main dev] team:x]" }, { ref: "dev", team: "x" }, "unknown"],
  ["a list of one", { bound_claims: "map[ref:[dev] team:x]" }, { ref: "dev", team: "x" }, "accepted"],
  ["a list without it", { bound_claims: "map[ref:[main dev] team:x]" }, { ref: "prod", team: "x" }, "refused"],
  ["one word of a value", { bound_claims: "map[workflow:[Deploy to prod]]" }, { workflow: "prod" }, "unknown"],
  ["some words of a value", { bound_claims: "map[workflow:[Deploy to prod]]" }, { workflow: "to prod" }, "unknown"],
  ["words in another order", { bound_claims: "map[workflow:[Deploy to prod]]" }, { workflow: "prod to" }, "refused"],
  [
    "a glob that may be one value or part of one",
    { bound_claims_type: "glob", bound_claims: "map[ref:[* main]]" },
    { ref: "main" },
    "unknown",
  ],
  [
    "a word with a colon inside a value",
    { bound_claims: "map[title:A fix: now]" },
    { title: "A fix: now", fix: "now" },
    "accepted",
  ],
  ["a line that is not a row", { verbose_oidc_logging: "false\nU2" }, {}, "unknown"],
  ["the next prompt", { verbose_oidc_logging: "false\nme@box:~$ vault list x" }, {}, "accepted"],
  ["a URL's name", { bound_claims: "map[https://x.example/team:a]" }, { "https://x.example/team": "a" }, "accepted"],
  ["a value with spaces", { bound_claims: "map[workflow:Deploy to prod]" }, { workflow: "Deploy to prod" }, "accepted"],
  ["a glob", { bound_claims_type: "glob", bound_claims: "map[ref:release-*]" }, { ref: "release-1" }, "accepted"],
  ["a number or a string", { bound_claims: "map[project_id:22]" }, { project_id: "22" }, "unknown"],
  ["a number or a string, from the other side", { bound_claims: "map[project_id:22]" }, { project_id: 22 }, "unknown"],
  ["neither of them", { bound_claims: "map[project_id:22]" }, { project_id: "23" }, "refused"],
  ["a boolean or a string", { bound_claims: "map[ref_protected:true]" }, { ref_protected: "true" }, "unknown"],
  [
    "a list of words or of one value",
    { bound_claims: "map[workflow:[Deploy to prod]]" },
    { workflow: "Deploy to prod" },
    "unknown",
  ],
  ["addresses", { token_bound_cidrs: "[10.0.0.0/8]" }, {}, "unknown"],
  ["an unknown member", { bound_hours: "[9 17]" }, {}, "unknown"],
])("Vault's table: %s", (_, rows, claims, outcome) => {
  expect(judged(table(rows), presented({ ...idp, ...claims })).outcome).toBe(outcome);
});

test("Vault's table: places refer to the text", () => {
  const text = table({ bound_claims: "map[ref:[main dev] team:x]" });
  const { conditions } = judged(text, presented({ ...idp, ref: "dev", team: "y" }));
  const team = conditions.find(({ condition }) => condition.name.endsWith("/team"));
  expect(text.slice(team?.condition.range?.start, team?.condition.range?.end)).toBe("x");
});

test("Vault's table: says why a word may not be a value", () => {
  const { sentence } = judged(
    table({ bound_claims: "map[workflow:[Deploy to prod]]" }),
    presented({ ...idp, workflow: "prod" }),
  );
  expect(sentence).toContain("does not show where a value with spaces ends: `-format=json` does");
});
