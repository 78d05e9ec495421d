import { describe, expect, it } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const endpoint = (more: object) => ({
  version: 3,
  endpoints: [
    {
      endpoint: "/orders",
      extra_config: { "auth/validator": { alg: "RS256", jwk_url: "https://id.example/jwks", cache: true, ...more } },
      backend: [{ url_pattern: "/x" }],
    },
  ],
});
const claims = {
  iss: "https://id.example",
  sub: "1",
  aud: ["a", "b"],
  scope: "read write",
  one: ["read write"],
  realm: { roles: ["user"] },
  "https://b.example/roles": ["user"],
};

describe("KrakenD's auth/validator", () => {
  it.each([
    [{ issuer: "https://id.example", audience: ["a", "b"] }, "accepted"],
    [{ audience: ["a", "c"] }, "refused"],
    [{ issuer: "https://id.example/" }, "refused"],
    [{ roles_key: "realm.roles", roles_key_is_nested: true, roles: ["admin", "user"] }, "accepted"],
    [{ roles_key: "realm.roles", roles_key_is_nested: true, roles: ["admin"] }, "refused"],
    [{ roles: ["user"] }, "refused"],
    [{ scopes_key: "scope", scopes_matcher: "all", scopes: ["read", "write"] }, "accepted"],
    [{ scopes_key: "scope", scopes_matcher: "all", scopes: ["read", "delete"] }, "refused"],
    [{ scopes_key: "scope", scopes_matcher: "any", scopes: ["read", "delete"] }, "accepted"],
    [{ scopes_key: "scope", scopes: ["read", "delete"] }, "accepted"],
    [{ scopes_key: "scope", scopes: ["delete"] }, "refused"],
    [{ scopes_key: "realm.roles", scopes: ["user"] }, "accepted"],
    [{ scopes_key: "one", scopes: ["read"] }, "refused"],
    [{ scopes_key: "one", scopes: ["read write"] }, "accepted"],
    [{ scopes: ["delete"] }, "accepted"],
    [{ roles_key: "realm.roles", roles: ["user"] }, "refused"],
    [{ roles_key: "https://b.example/roles", roles_key_is_nested: true, roles: ["user"] }, "accepted"],
    [{ roles: [], issuer: "", audience: [] }, "accepted"],
    [{ alg: "ES256" }, "refused"],
    [{ something: 1 }, "unknown"],
  ])("%j: %s", (more, outcome) => {
    const verdict = judged(endpoint(more), presented(claims));
    expect(verdict.outcome).toBe(outcome);
  });

  it("names the audience that the token lacks, since all are required", () => {
    expect(judged(endpoint({ audience: ["a", "c"] }), presented(claims)).by).toMatchObject({ audience: "unmet" });
    for (const none of [{}, { audience: [] }])
      expect(readingOf(endpoint(none)).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
  });

  it("of several endpoints the request chooses one, so only what they agree on is certain", () => {
    const file = (...issuers: readonly string[]) => ({
      version: 3,
      endpoints: issuers.flatMap((issuer) => endpoint({ audience: ["a"], issuer }).endpoints),
    });
    const outcome = (...issuers: readonly string[]) => judged(file(...issuers), presented(claims));
    expect(outcome("https://id.example", "https://id.example").outcome).toBe("accepted");
    expect(outcome("https://id.example", "https://other.example")).toMatchObject({
      outcome: "unknown",
      by: { endpoint: "unknown" },
    });
    expect(outcome("https://a.example", "https://other.example").outcome).toBe("refused");
  });

  it("refuses a token that was issued in the future", () => {
    const late = presented({ ...claims, iat: 1_800_000_000 + 3600 });
    expect(judged(endpoint({ audience: ["a", "b"] }), late)).toMatchObject({
      outcome: "refused",
      by: { iat: "unmet" },
    });
  });
});
