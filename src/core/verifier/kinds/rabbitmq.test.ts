import { describe, expect, it } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const conf = (...more: readonly string[]) =>
  [
    "auth_backends.1 = oauth2",
    "auth_oauth2.resource_server_id = broker # ours",
    "auth_oauth2.issuer = https://id.example/realms/shop",
    ...more,
    "",
  ].join("\n");
const claims = { iss: "https://id.example/realms/shop", sub: "1", aud: "broker", scope: "openid broker.read:*/*" };
const outcome = (text: string, change: object = {}, more: object = {}) =>
  judged(text, presented({ ...claims, ...change }, more));

describe("RabbitMQ's OAuth 2 backend", () => {
  it.each<[object, string, object]>([
    [{}, "accepted", {}],
    [{ aud: "account broker" }, "accepted", {}],
    [{ aud: ["account", "broker"] }, "accepted", {}],
    [{ aud: "account" }, "refused", { "auth_oauth2.resource_server_id": "unmet" }],
    [{ aud: undefined }, "refused", { "auth_oauth2.resource_server_id": "unmet" }],
    [{ scope: ["broker.configure:shop/*"] }, "accepted", {}],
    [{ scope: "broker.tag:administrator" }, "accepted", {}],
    [{ scope: "read:*/*" }, "refused", { "auth_oauth2.scope_prefix": "unmet" }],
    [{ scope: "broker.everything" }, "refused", { "auth_oauth2.scope_prefix": "unmet" }],
    [{ scope: undefined }, "refused", { "auth_oauth2.scope_prefix": "unmet" }],
    [{ scope: undefined, authorization: { permissions: [{ scopes: ["broker.read:a/b"] }] } }, "accepted", {}],
    // The issuer is never compared, nor are the times before which a token must not be used.
    [{ iss: "https://id.example/realms/shop/" }, "accepted", {}],
    [{ nbf: 1_800_000_500, iat: 1_800_000_500 }, "accepted", {}],
    [{ exp: 1_800_000_000 }, "refused", { exp: "unmet" }],
    [{ exp: undefined }, "unknown", { exp: "unknown" }],
  ])("%j: %s", (change, expected, by) => {
    expect(outcome(conf(), change)).toMatchObject({ outcome: expected, by });
  });

  it.each<[string, object, string]>([
    ["auth_oauth2.verify_aud = false", { aud: "other" }, "accepted"],
    ["auth_oauth2.scope_prefix = api://", { scope: "api://read:*/*" }, "accepted"],
    ["auth_oauth2.scope_prefix = api://", {}, "refused"],
    ["auth_oauth2.scope_prefix = ''", { scope: "read:*/*" }, "accepted"],
    [
      "auth_oauth2.additional_scopes_key = roles realm.roles",
      { scope: "x", roles: ["broker.tag:monitoring"] },
      "accepted",
    ],
    [
      "auth_oauth2.additional_scopes_key = roles realm.roles",
      { scope: "x", realm: { roles: ["broker.write:v/q"] } },
      "accepted",
    ],
    ["auth_oauth2.additional_scopes_key = access", { scope: "x", access: { broker: ["read:v/q"] } }, "accepted"],
    ["auth_oauth2.scope_aliases.admin = broker.tag:administrator broker.read:*/*", { scope: "admin" }, "accepted"],
    [
      "auth_oauth2.scope_aliases.1.alias = admin\nauth_oauth2.scope_aliases.1.scope = broker.read:*/*",
      { scope: "admin" },
      "accepted",
    ],
    ["auth_oauth2.algorithms.1 = ES256", {}, "refused"],
    ["auth_oauth2.algorithms.1 = ES256\nauth_oauth2.algorithms.2 = RS256", {}, "accepted"],
    ["auth_oauth2.guards = 1", {}, "unknown"],
    [
      "auth_oauth2.resource_server_type = broker",
      { scope: "x", authorization_details: [{ type: "broker" }] },
      "unknown",
    ],
    ["auth_oauth2.resource_servers.1.id = second", { aud: "second", scope: "second.read:*/*" }, "accepted"],
    ["auth_oauth2.resource_servers.1.id = second", { aud: "second" }, "refused"],
    ["auth_oauth2.resource_servers.1.id = second", { aud: ["second", "broker"] }, "refused"],
    ["auth_oauth2.resource_servers.second.verify_aud = false", { aud: "x", scope: "second.read:*/*" }, "accepted"],
  ])("%s, %j: %s", (line, change, expected) => {
    expect(outcome(conf(line), change).outcome).toBe(expected);
  });

  it("names both values, and a token without kid depends on the default key", () => {
    expect(outcome(conf(), { aud: "broker-2" }).about).toMatchObject({
      claim: "aud",
      token: "broker-2",
      wanted: "broker",
    });
    expect(outcome(conf(), { scope: "read:*/*" }).sentence).toContain("“broker.”");
    const header = { header: presented({}).header };
    const bare = { ...header.header!, members: header.header!.members.filter(({ name }) => name !== "kid") };
    expect(outcome(conf(), {}, { header: bare }).by).toMatchObject({ kid: "unknown" });
    expect(outcome(conf("auth_oauth2.default_key = k"), {}, { header: bare }).outcome).toBe("accepted");
  });

  it.each<[string, object, string]>([
    ['{resource_server_id, <<"broker">>}', {}, "accepted"],
    ['{resource_server_id, <<"broker">>}', { aud: "x" }, "refused"],
    ['{resource_server_id, <<"broker">>}, {verify_aud, false}', { aud: "x" }, "accepted"],
    [
      '{resource_server_id, <<"broker">>}, {extra_scopes_source, <<"roles">>}',
      { scope: "x", roles: ["broker.read:a/b"] },
      "accepted",
    ],
    ['{resource_server_id, <<"broker">>}, {scope_aliases, #{<<"a">> => [<<"broker.read:*/*">>]}}', {}, "unknown"],
  ])("is read from advanced.config: %s, %j: %s", (terms, change, expected) => {
    const text = `[\n  {rabbitmq_auth_backend_oauth2, [\n    ${terms},\n    {key_config, [{jwks_url, <<"https://id.example/k">>}]}\n  ]}\n].\n`;
    expect(outcome(text, change).outcome).toBe(expected);
  });

  it("is found in an operator's resource, and says that anyone's audience is accepted", () => {
    const resource = `apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nspec:\n  rabbitmq:\n    additionalConfig: |\n      auth_oauth2.resource_server_id = broker\n      auth_oauth2.verify_aud = false\n`;
    expect(readingOf(resource).kind).toBe("rabbitmq");
    expect(readingOf(resource).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
    expect(readingOf(conf()).dangers).toEqual([]);
  });
});
