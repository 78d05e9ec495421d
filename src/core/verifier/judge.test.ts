import { describe, expect, test } from "vitest";
import { AUD, idp, KEY, judged, presented, push, statement, sub, trust } from "../../testing/verifier.ts";
import { changeFor, shortName } from "./judge.ts";
import { loadReader, readKinds } from "./load-read.ts";

await loadReader();

describe("a change of the verifier", () => {
  const text = JSON.stringify(
    trust(statement({ StringEquals: { ...AUD, ...sub("repo:blue-yard/kiln:ref:refs/heads/dev") } })),
    null,
    2,
  );
  const offered = (configuration: string, to: ReturnType<typeof presented>) => {
    const { about } = judged(configuration, to);
    return about && changeFor(configuration, about, to);
  };

  test("adds exactly the token's value, and then accepts the token", () => {
    const change = offered(text, presented(push));
    expect(change?.value).toBe(push.sub);
    expect(JSON.parse(change?.text ?? "").Statement[0].Condition.StringEquals[`${KEY}:sub`]).toEqual([
      "repo:blue-yard/kiln:ref:refs/heads/dev",
      push.sub,
    ]);
    expect(judged(change?.text ?? "", presented(push)).outcome).toBe("accepted");
    expect(judged(change?.text ?? "", presented({ ...push, sub: `${push.sub}2` })).outcome).toBe("refused");
  });

  test("is not offered unless the signature verifies and every other condition is met", () => {
    expect(offered(text, presented(push, { signature: "unknown" }))).toBeNull();
    expect(offered(text, presented(push, { signature: "unmet" }))).toBeNull();
    expect(offered(text, presented({ ...push, aud: "other" }))).toBeNull();
    expect(offered(text, presented({ ...push, iss: "https://gitlab.com" }))).toBeNull();
    expect(offered(text, presented({ ...push, exp: 5 }))).toBeNull();
  });

  test("does not offer a value with a wildcard as an exact value in a pattern", () => {
    const like = JSON.stringify(trust(statement({ StringEquals: AUD, StringLike: sub("repo:x/y") })));
    expect(offered(like, presented({ ...push, sub: "*" }))).toBeNull();
    expect(offered(like, presented(push))?.value).toBe(push.sub);
  });

  test("for a pull request's run warns that the refusal is right", () => {
    const fork = { ...push, sub: "repo:blue-yard/kiln:pull_request", event_name: "pull_request" };
    expect(offered(text, presented(fork))?.caution).toMatch(/pull request/);
  });
});

test("a sentence continues in lower case after its colon", () => {
  const policy = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: jwt }
spec: { action: ALLOW, rules: [{ when: [{ key: "request.headers[x]", values: [a] }] }] }
`;
  expect(judged(policy, presented(idp)).sentence).toBe(
    "Whether it accepts the token depends on request.headers[x]: comes with the request, not with the token.",
  );
});

test("every title fits into “The … refuses the token”", () => {
  expect(readKinds().filter((title) => /’s\b/.test(title))).toEqual([]);
});

test("of two Istio resources that both refuse, the request authentication is named first, as the proxy asks it first", () => {
  const text = `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: shop }
spec:
  jwtRules:
    - issuer: "https://idp.acme.example/realms/shop/"
      jwksUri: https://idp.acme.example/certs
      audiences: [shop-api]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: shop }
spec:
  rules:
    - when:
        - key: request.auth.claims[role]
          values: [admin]
`;
  const { about, outcome } = judged(
    text,
    presented({ iss: "https://idp.acme.example/realms/shop", aud: "account", sub: "1", role: "user" }),
  );
  expect([outcome, about?.condition.name]).toEqual(["refused", "/spec/jwtRules/0/issuer"]);
});

test("an element of a list is named with its list, not by its number alone", () => {
  expect(shortName({ name: "/http/middlewares/shop/plugin/jwt/issuers/0" })).toBe("issuers[0]");
  expect(shortName({ name: "/spec/rules/0/when/0/request.auth.claims[role]" })).toBe("request.auth.claims[role]");
  expect(shortName({ name: "/condition/aud~1sub" })).toBe("aud/sub");
  expect(shortName({ name: "/0" })).toBe("0");
  expect(shortName({ name: "exp" })).toBe("exp");
});
