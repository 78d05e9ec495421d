import { describe, expect, it } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const claims = {
  iss: "https://id.example/realms/kafka",
  sub: "service-1",
  typ: "Bearer",
  aud: ["kafka", "account"],
  preferred_username: "orders",
  team: "shop",
  level: 3,
  realm: { roles: ["writer"] },
};
const resource = (...more: readonly string[]) => `apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: { name: shop }
spec:
  kafka:
    listeners:
      - name: external
        port: 9093
        type: route
        tls: true
        authentication:
          type: oauth
          validIssuerUri: https://id.example/realms/kafka
          jwksEndpointUri: https://id.example/realms/kafka/protocol/openid-connect/certs
${more.map((line) => `          ${line}\n`).join("")}`;
const outcome = (text: string, change: object = {}, more: object = {}) =>
  judged(text, presented({ ...claims, ...change }, more));

describe("a listener of Strimzi", () => {
  it.each<[string, object, string]>([
    ["userNameClaim: preferred_username", {}, "accepted"],
    ["userNameClaim: preferred_username", { preferred_username: undefined }, "refused"],
    [
      "fallbackUserNameClaim: sub\n          userNameClaim: preferred_username",
      { preferred_username: undefined },
      "accepted",
    ],
    ["failFast: false", { sub: undefined }, "refused"],
    ["failFast: false", { iss: "https://id.example/realms/kafka/" }, "refused"],
    ["checkIssuer: false", { iss: "https://other.example" }, "accepted"],
    ["failFast: false", { typ: undefined }, "refused"],
    ["failFast: false", { typ: undefined, token_type: "Bearer" }, "accepted"],
    ["failFast: false", { typ: "ID" }, "refused"],
    ["checkAccessTokenType: false", { typ: undefined }, "accepted"],
    ["failFast: false", { aud: "other" }, "accepted"],
    ["checkAudience: true\n          clientId: kafka", {}, "accepted"],
    ["checkAudience: true\n          clientId: kafka", { aud: "account" }, "refused"],
    ["checkAudience: true\n          clientId: kafka", { aud: undefined }, "refused"],
    ["checkAudience: true", {}, "unknown"],
    ["failFast: false", { exp: 1_799_999_999 }, "refused"],
    ["failFast: false", { exp: undefined }, "refused"],
    ["failFast: false", { nbf: 1_800_000_900 }, "accepted"],
    ["accessTokenIsJwt: false", {}, "unknown"],
    ["guards: 1", {}, "unknown"],
  ])("%s, %j: %s", (line, change, expected) => {
    expect(outcome(resource(line), change).outcome).toBe(expected);
  });

  it.each<[string, string]>([
    ["@.team == 'shop'", "accepted"],
    ["@.team == 'stock'", "refused"],
    ["@.missing == 'x'", "refused"],
    ["@.level == 3", "accepted"],
    ["@.level == '3'", "refused"],
    ["@.level >= 4", "refused"],
    ["'kafka' in @.aud", "accepted"],
    ["'admin' in @.realm.roles", "refused"],
    ["@.team in ['stock', 'shop']", "accepted"],
    ["@.team && @.team nin ['stock']", "accepted"],
    ["@.realm.roles anyof ['reader', 'writer']", "accepted"],
    ["@.['realm'].['roles'] noneof ['writer']", "refused"],
    ["@.team == 'x' || ('kafka' in @.aud && @.level < 9)", "accepted"],
    ["!@.blocked", "accepted"],
    ["!@.team", "refused"],
    ["@.iss =~ /^https:\\/\\/id\\.example\\/.+/", "accepted"],
    ["@.iss =~ /^HTTPS.+/", "refused"],
    ["@.iss =~ /^HTTPS.+/i", "accepted"],
    ["@.team size 4", "unknown"],
    ["@.team == ", "unknown"],
    ["@.missing != 'x'", "unknown"],
  ])("customClaimCheck %s: %s", (filter, expected) => {
    expect(outcome(resource(`customClaimCheck: "${filter.replaceAll("\\", "\\\\")}"`)).outcome).toBe(expected);
  });

  it("says which comparison failed, with both values, and that no audience is checked", () => {
    const verdict = outcome(resource(`customClaimCheck: "@.team == 'stock' && @.level == 3"`));
    expect(verdict.about).toMatchObject({ claim: "team", token: "shop", wanted: "stock" });
    expect(readingOf(resource()).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
    expect(readingOf(resource(`customClaimCheck: "'kafka' in @.aud"`)).dangers).toEqual([]);
  });

  const jaas = (more: string) =>
    `listeners=CLIENT://:9092\nlistener.name.client.oauthbearer.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required \\\n  oauth.jwks.endpoint.uri="https://id.example/keys" \\\n  oauth.valid.issuer.uri="https://id.example/realms/kafka" \\\n  ${more} ;\n`;
  it.each<[string, object, string]>([
    ['oauth.username.claim="preferred_username"', {}, "accepted"],
    ['oauth.username.claim="preferred_username"', { preferred_username: undefined }, "refused"],
    ['oauth.check.audience="true" oauth.client.id="kafka"', { aud: "x" }, "refused"],
    ["oauth.custom.claim.check=\"@.team == 'stock'\"", {}, "refused"],
    ['oauth.check.access.token.type="false"', { typ: undefined }, "accepted"],
    ['oauth.check.issuer="false"', { iss: "x" }, "accepted"],
    ['oauth.guards="1"', {}, "unknown"],
  ])("as JAAS, %s, %j: %s", (more, change, expected) => {
    expect(readingOf(jaas(more)).kind).toBe("kafka");
    expect(outcome(jaas(more), change).outcome).toBe(expected);
    expect(readingOf(jaas(more)).conditions[0]?.group).toBe("client");
  });

  it("does not take a client's configuration for a listener", () => {
    const client = `sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required oauth.client.id="a" oauth.token.endpoint.uri="https://id.example/token";\n`;
    expect(() => readingOf(client)).toThrow("not read");
  });

  it("of several listeners the client chooses one", () => {
    const two = resource("failFast: false").replace(
      "      - name: external",
      "      - name: plain\n        port: 9092\n        authentication:\n          type: oauth\n          validIssuerUri: https://other.example\n          jwksEndpointUri: https://other.example/keys\n      - name: external",
    );
    expect(outcome(two)).toMatchObject({ outcome: "unknown", by: { listener: "unknown" } });
    expect(outcome(two, { iss: "https://third.example" }).outcome).toBe("refused");
  });
});

describe("Kafka's own validator", () => {
  const properties = (...more: readonly string[]) =>
    ["listeners=SASL_SSL://:9093", "sasl.oauthbearer.jwks.endpoint.url=https://id.example/keys", ...more, ""].join(
      "\n",
    );
  const own = { iss: "https://id.example", sub: "1", aud: "kafka" };
  it.each<[string, object, string]>([
    ["sasl.oauthbearer.expected.audience=kafka,api", {}, "accepted"],
    ["sasl.oauthbearer.expected.audience=kafka,api", { aud: ["x", "api"] }, "accepted"],
    ["sasl.oauthbearer.expected.audience=api", {}, "refused"],
    ["sasl.oauthbearer.expected.audience=api", { aud: undefined }, "refused"],
    // Without an expected audience, a token that has one is refused.
    ["sasl.oauthbearer.expected.issuer=https://id.example", {}, "refused"],
    ["sasl.oauthbearer.expected.issuer=https://id.example", { aud: undefined }, "accepted"],
    ["sasl.oauthbearer.expected.issuer=https://id.example/", { aud: undefined }, "refused"],
    ["sasl.oauthbearer.sub.claim.name=client_id", { aud: undefined }, "refused"],
    ["sasl.oauthbearer.sub.claim.name=client_id", { aud: undefined, client_id: "a" }, "accepted"],
    ["sasl.oauthbearer.scope.claim.name=scp", { aud: undefined, iat: undefined }, "refused"],
    ["sasl.oauthbearer.scope.claim.name=scp", { aud: undefined, exp: 1_799_999_980 }, "accepted"],
    ["sasl.oauthbearer.clock.skew.seconds=10", { aud: undefined, exp: 1_799_999_980 }, "refused"],
    ["sasl.oauthbearer.guards=1", { aud: undefined }, "unknown"],
  ])("%s, %j: %s", (line, change, expected) => {
    expect(judged(properties(line), presented({ ...own, ...change })).outcome).toBe(expected);
  });

  it("tells listeners apart whose names have a part in common", () => {
    const listener = (name: string, audience: string) =>
      `listener.name.${name}.oauthbearer.sasl.oauthbearer.jwks.endpoint.url=https://id.example/k\nlistener.name.${name}.sasl.oauthbearer.expected.audience=${audience}\n`;
    const text = listener("sasl_ssl", "kafka") + listener("sasl_plaintext", "api");
    expect(judged(text, presented(own))).toMatchObject({ outcome: "unknown", by: { listener: "unknown" } });
    expect(new Set(readingOf(text).conditions.map(({ group }) => group))).toContain("sasl_plaintext");
    const env = "KAFKA_LISTENER_NAME_SASL_SSL_OAUTHBEARER_SASL_OAUTHBEARER_EXPECTED_AUDIENCE: api\n";
    expect(readingOf(env).conditions[0]?.group).toBe("sasl_ssl");
  });

  it("is read from the environment of an image", () => {
    const compose = `services:\n  broker:\n    environment:\n      KAFKA_SASL_OAUTHBEARER_JWKS_ENDPOINT_URL: https://id.example/keys\n      KAFKA_SASL_OAUTHBEARER_EXPECTED_AUDIENCE: api\n`;
    expect(readingOf(compose).kind).toBe("kafka");
    expect(judged(compose, presented(own))).toMatchObject({
      outcome: "refused",
      about: { token: "kafka", wanted: "api" },
    });
  });
});
