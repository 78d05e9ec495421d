import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounds } from "../../testing/rounds.ts";
import { idp, presented, readingOf } from "../../testing/verifier.ts";
import { changeFor, judge } from "./judge.ts";
import { isPlaceholder } from "./settings.ts";
import { loadReader } from "./load-read.ts";

await loadReader();

const flow = '[orders, "more orders"]';
const block = "\n              - orders # the first\n              - more orders";
const lists = [flow, block];
const spring = (list: string) =>
  `spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n            issuer-uri: ${idp.iss}\n            audiences: ${list}\n            jws-algorithms: RS256\n`;
const envoy = (list: string) =>
  `providers:\n  one:\n            issuer: ${idp.iss}\n            remote_jwks: {}\n            audiences: ${list}\n            forward: true\n`;
const istio = (list: string) =>
  `apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nspec:\n  jwtRules:\n          - issuer: ${idp.iss}\n            audiences: ${list}\n            forwardOriginalToken: true\n`;
const kubernetes = (list: string) =>
  `apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n  - issuer:\n            url: ${idp.iss}\n            audiences: ${list}\n            audienceMatchPolicy: MatchAny\n    claimMappings: { username: { claim: sub } }\n`;
const json = (configuration: object) => JSON.stringify(configuration, null, 2);
const audience = ["orders", "more orders"];
const CONFIGURATIONS: readonly (readonly [string, string])[] = [
  ...lists.flatMap((list, index): readonly (readonly [string, string])[] => [
    [`Spring, ${index === 0 ? "flow" : "block"}`, spring(list)],
    [`Envoy, ${index === 0 ? "flow" : "block"}`, envoy(list)],
    [`Istio, ${index === 0 ? "flow" : "block"}`, istio(list)],
    [`Kubernetes, ${index === 0 ? "flow" : "block"}`, kubernetes(list)],
  ]),
  [
    "Endpoints, texts",
    `swagger: "2.0"\nsecurityDefinitions:\n  a:\n    x-google-issuer: ${idp.iss}\n    x-google-audiences: orders, more orders\n`,
  ],
  [
    "Endpoints, OpenAPI 3",
    json({
      openapi: "3.0.4",
      components: { securitySchemes: { a: { "x-google-auth": { issuer: idp.iss, audiences: audience } } } },
    }),
  ],
  ["API Gateway", json({ JwtConfiguration: { Issuer: idp.iss, Audience: audience } })],
  [
    "App Service",
    json({
      identityProviders: {
        azureActiveDirectory: { registration: { openIdIssuer: idp.iss }, validation: { allowedAudiences: audience } },
      },
    }),
  ],
  ["ASP.NET", json({ TokenValidationParameters: { ValidIssuer: idp.iss, ValidAudiences: audience } })],
  ["Vault", json({ role_type: "jwt", user_claim: "sub", bound_audiences: audience })],
  ["Entra", json({ issuer: idp.iss, subject: idp.sub, audiences: audience })],
];

/** What is compared of an audience: Envoy's filter leaves out its scheme and final slash, .NET a final slash. */
function compared(name: string, aud: string): string {
  if (/^(?:Envoy|Istio|Endpoints)/.test(name)) return aud.replace(/^https?:\/\//, "").replace(/\/$/, "");
  return name === "ASP.NET" ? aud.replace(/\/$/, "") : aud;
}

const values = fc.oneof(
  fc.constantFrom(
    "billing",
    "${! ",
    "api://billing",
    "a: b",
    "- x",
    "#y",
    'q"u',
    "back\\slash",
    "é",
    "{x}",
    "[x]",
    "true",
    "12",
    "a\nb",
    "${ x",
    ">",
    ">/",
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
);

test.each(CONFIGURATIONS)("%s accepts exactly one more value, and everything else stays", (name, configuration) => {
  const own = readingOf(configuration);
  fc.assert(
    fc.property(values, values, (aud, other) => {
      const at = presented({ ...idp, aud });
      const before = judge(own, at);
      if (before.outcome !== "refused" || before.about === null) return;
      const change = changeFor(configuration, before.about, at);
      // Both split values at commas, and fill in placeholders. A value that looks like a YAML tag's is computed elsewhere.
      if (change === null) {
        const isParted = name.startsWith("Spring") || name.startsWith("Endpoints");
        expect(
          aud.startsWith("${!") ||
            (isParted && (/[,]/.test(aud) || isPlaceholder(aud) || /[$#]\{/.test(aud) || aud !== aud.trim())),
          JSON.stringify(aud),
        ).toBe(true);
        return;
      }
      const after = readingOf(change.text);
      expect(judge(after, at).outcome).toBe("accepted");
      expect(after.conditions.map((one) => one.name)).toEqual(own.conditions.map((one) => one.name));
      for (const one of [other, "orders", "more orders"]) {
        const held = presented({ ...idp, aud: one });
        const isTaken = compared(name, one) === compared(name, aud) || judge(own, held).outcome === "accepted";
        expect(judge(after, held).outcome, one).toBe(isTaken ? "accepted" : "refused");
      }
      // Nothing is offered for a token that does not verify, nor for its issuer or its times.
      expect(changeFor(configuration, before.about, { ...at, signature: "unknown" })).toBeNull();
    }),
    { numRuns: rounds(200) },
  );
});

describe("Kubernetes, whose second audience requires a policy", () => {
  const file = (issuer: string) =>
    `apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n  - issuer:${issuer}\n    claimMappings: { username: { claim: sub } }\n`;
  test.each([
    file(`\n      url: ${idp.iss}\n      audiences: [kubernetes]\n      certificateAuthority: x`),
    file(`\n      audiences:\n        - kubernetes\n      url: ${idp.iss}`),
    file(` { url: "${idp.iss}", audiences: ["kubernetes"] }`),
    json({
      kind: "AuthenticationConfiguration",
      jwt: [{ issuer: { url: idp.iss, audiences: ["kubernetes"] }, claimMappings: { username: { claim: "sub" } } }],
    }),
  ])("%s", (text) => {
    const at = presented({ ...idp, aud: "orders" });
    const before = judge(readingOf(text), at);
    const change = changeFor(text, before.about!, at);
    expect(change?.text).toContain("MatchAny");
    const after = readingOf(change?.text ?? "");
    expect(["orders", "kubernetes", "x"].map((aud) => judge(after, presented({ ...idp, aud })).outcome)).toEqual([
      "accepted",
      "accepted",
      "refused",
    ]);
  });

  test("several without it are rejected by the server", () => {
    const two = file(`\n      url: ${idp.iss}\n      audiences: [kubernetes, orders]`);
    const { outcome, sentence } = judge(readingOf(two), presented({ ...idp, aud: "orders" }));
    expect([outcome, sentence.includes("MatchAny")]).toEqual(["refused", true]);
  });
});

describe("Kong", () => {
  const file = (claim: string, secrets: string) =>
    `consumers:\n  - username: a\n    jwt_secrets:${secrets}\nplugins:\n  - name: jwt\n    config: { key_claim_name: ${claim}, claims_to_verify: [exp] }\n`;
  const block = "\n      - key: one\n        algorithm: RS256\n        rsa_public_key: |\n          ---\n          x";
  test.each([
    ["azp", block],
    ["azp", " [{ key: one, algorithm: RS256, rsa_public_key: x }]"],
  ])("a credential for one more value of %s resembles the existing one", (claim, secrets) => {
    const text = file(claim, secrets);
    const at = presented({ azp: "two" });
    const change = changeFor(text, judge(readingOf(text), at).about!, at);
    const after = readingOf(change?.text ?? "");
    expect(["one", "two", "three"].map((azp) => judge(after, presented({ azp })).outcome)).toEqual([
      "accepted",
      "accepted",
      "refused",
    ]);
    expect(judge(after, presented({ azp: "two" }, { alg: "HS256" })).outcome).toBe("refused");
  });

  test("none is offered for another issuer, nor a copy of an ID", () => {
    for (const [text, claims] of [
      [file("iss", block), { iss: "two" }],
      [file("azp", block.replace("key: one", "key: one\n        id: 7")), { azp: "two" }],
    ] as const) {
      const at = presented(claims);
      expect(changeFor(text, judge(readingOf(text), at).about!, at)).toBeNull();
    }
  });
});
