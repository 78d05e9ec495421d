import { describe, expect, it } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const claims = { iss: "https://id.example", sub: "1", aud: "grafana", email: "a@b.example", org: "x" };
const ini = (expected: string) =>
  `[server]\nhttp_port = 3000\n\n[auth.jwt]\nenabled = true\nheader_name = X-JWT-Assertion\njwk_set_url = https://id.example/keys\nexpect_claims = ${expected}\n\n[log]\nlevel = info\n`;

describe("Grafana's [auth.jwt]", () => {
  it.each([
    [`{"iss": "https://id.example", "aud": "grafana"}`, "accepted"],
    [`{"iss": "https://id.example/"}`, "refused"],
    [`{"aud": "other"}`, "refused"],
    [`{"aud": ["grafana", "other"]}`, "unknown"],
    [`{"aud": ["a", "b"]}`, "refused"],
    [`{"org": "x"}`, "accepted"],
    [`{"org": "y"}`, "refused"],
    [`{"team": "x"}`, "refused"],
    [`{"org": ["x"]}`, "unknown"],
    [`{"iss": `, "unknown"],
    [`{}`, "accepted"],
    [`"""{"aud": "other"}"""`, "refused"],
    [`\`{"aud": "other"}\``, "refused"],
    [`\`{"aud": "grafana"}\``, "accepted"],
    [`"""{"aud":`, "unknown"],
  ])("%s: %s", (expected, outcome) => {
    expect(judged(ini(expected), presented(claims)).outcome).toBe(outcome);
  });

  it("refuses every token while it is turned off, and lists no audience if the list is empty", () => {
    const reading = ini(`{"aud": []}`);
    expect(judged(reading.replace("enabled = true", "enabled = false"), presented(claims)).by).toMatchObject({
      enabled: "unmet",
    });
    expect(readingOf(reading).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
  });

  it("is read from an environment as well, with each claim as a condition", () => {
    const verdict = judged(
      `GF_SERVER_HTTP_PORT=3000\nGF_AUTH_JWT_ENABLED=true\nGF_AUTH_JWT_EXPECT_CLAIMS='{"aud": "other"}'\n`,
      presented(claims),
    );
    expect(verdict.outcome).toBe("refused");
    expect(verdict.by).toMatchObject({ aud: "unmet" });
  });

  it.each([
    `grafana.ini:\n  server:\n    root_url: https://g.example\n  auth.jwt:\n    enabled: true\n    expect_claims: '{"iss": "https://id.example", "aud": "AUD"}'\n`,
    `grafana:\n  grafana.ini:\n    auth.jwt:\n      enabled: true\n      expect_claims: "{\\"aud\\": \\"AUD\\"}"\n`,
    `grafana.ini:\n  auth.jwt:\n    enabled: true\n    expect_claims: |\n      {"aud":\n       "AUD"}\n`,
  ])("is read from the values of a Helm chart: %j", (values) => {
    for (const [aud, outcome] of [
      ["grafana", "accepted"],
      ["other", "refused"],
    ] as const) {
      const text = values.replace("AUD", aud);
      expect(judged(text, presented(claims)).outcome).toBe(outcome);
      expect(readingOf(text).kind).toBe("grafana");
      for (const { range } of readingOf(text).conditions) expect(range?.end ?? 0).toBeLessThanOrEqual(text.length);
    }
    expect(judged(values.replace("enabled: true", "enabled: false"), presented(claims)).by).toMatchObject({
      enabled: "unmet",
    });
  });

  it("does not take a manifest with another verifier's policy for Grafana", () => {
    const manifest = `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: web }
spec:
  jwtRules:
    - issuer: https://id.example
      audiences: [web]
---
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: grafana
      env:
        - { name: GF_AUTH_JWT_ENABLED, value: "true" }
`;
    const { kind } = readingOf(manifest);
    expect(kind).toBe("istio");
    expect(judged(manifest, presented(claims)).by).toMatchObject({ audiences: "unmet" });
  });

  it("refuses a token that was issued in the future", () => {
    const late = presented({ ...claims, iat: 1_800_000_000 + 3600 });
    expect(judged(ini(`{"aud": "grafana"}`), late)).toMatchObject({ outcome: "refused", by: { iat: "unmet" } });
  });
});
