import { expect, test } from "vitest";
import { AUD, idp, presented, push, readingOf, statement, sub, trust } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

/** Why the condition whose name ends like this has its result. */
function why(file: string | object, name: string, claims: object, more: object = {}): string {
  const condition = readingOf(file).conditions.find((one) => one.name.endsWith(name));
  return condition?.judge(presented(claims, more)).why ?? `there is no ${name}`;
}

const aws = trust(statement({ StringEquals: AUD, StringLike: sub("repo:blue-yard/kiln:*") }));
const gateway = { JwtConfiguration: { Issuer: "https://idp.example", Audience: ["orders"] } };
const oauth2Proxy = 'provider = "oidc"\noidc_issuer_url = "https://idp.example"\nclient_id = "orders"\n';
const openId = (config: string) =>
  `plugins:\n  - name: openid-connect\n    config: {issuer: "https://idp.example", ${config}}\n`;
const kong = (times: string) =>
  `consumers:\n  - jwt_secrets:\n      - {key: "https://idp.example", algorithm: RS256}\nplugins:\n  - {name: jwt, config: {claims_to_verify: [${times}]}}\n`;
const pool = { UserPoolId: "eu-west-1_abc", ClientId: "app" };
const vault = { user_claim: "sub", role_type: "jwt", bound_audiences: ["orders"], bound_claims: { admin: "true" } };

test.each<[string, string | object, string, object, RegExp]>([
  [
    "a key of another issuer is not called an absent claim",
    aws,
    ":sub",
    { ...push, iss: "https://gitlab.com" },
    /^This key belongs to token\.actions\.githubusercontent\.com, which did not issue the token$/,
  ],
  ["an issuer of another type", aws, "Federated", { ...push, iss: 7 }, /^iss is missing or not a string$/],
  ["an audience of another type", gateway, "Audience", { ...idp, aud: {} }, /^aud is not a string$/],
  [
    "no audience of any name",
    gateway,
    "Audience",
    { ...idp, aud: undefined },
    /^The token has neither aud nor client_id$/,
  ],
  [
    "an access token without client_id, though it has aud",
    pool,
    "ClientId",
    { aud: "app", token_use: "access" },
    /^The token has no client_id$/,
  ],
  [
    "a subject that stands for an address",
    `${oauth2Proxy}email_domains = ["blue.example"]\nskip_jwt_bearer_tokens = true\n`,
    "email_domains",
    { ...idp, sub: "ann@blue.example", email: undefined },
    /^sub is “ann@blue\.example”$/,
  ],
  [
    "alternatives are not called required together",
    openId("audience_required: [a, b]"),
    "audience_required",
    { ...idp, aud: "c" },
    /, and one of “a” and “b” is required$/,
  ],
  [
    "bearer tokens that are not read",
    openId("auth_methods: [session]"),
    "auth_methods",
    idp,
    /^Kong reads “session”, not/,
  ],
  [
    "a claim that nginx finds empty",
    'server { location / { auth_jwt "a"; if ($jwt_claim_grp != "staff") { return 403; } } }',
    "if ($jwt_claim_grp != staff)",
    idp,
    /^grp is empty or absent, which is refused$/,
  ],
  ["one time", kong("exp"), "claims_to_verify", idp, /^exp is fine$/],
  [
    "a boolean and a string",
    vault,
    "admin",
    { ...idp, admin: true },
    /^admin is a boolean in the token and a string in/,
  ],
])("the reason is true: %s", (_, file, name, claims, words) => {
  expect(why(file, name, claims)).toMatch(words);
});

test("the reason is true: one accepted algorithm, or several", () => {
  const one = { iap: { expectedAudience: "/projects/1/apps/a" } };
  expect(why(one, "alg", idp)).toMatch(/, but only “ES256” is accepted$/);
  expect(why(gateway, "alg", idp, { alg: "PS256" })).toMatch(/, but only “RS256”, “RS384” and “RS512” are accepted$/);
});
