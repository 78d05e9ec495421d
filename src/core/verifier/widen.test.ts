import fc from "fast-check";
import { expect, test } from "vitest";
import { rounds } from "../../testing/rounds.ts";
import { idp, presented, readingOf } from "../../testing/verifier.ts";
import { changeFor, judge } from "./judge.ts";
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
const json = (configuration: object) => JSON.stringify(configuration, null, 2);
const audience = ["orders", "more orders"];
const CONFIGURATIONS: readonly (readonly [string, string])[] = [
  ...lists.flatMap((list, index): readonly (readonly [string, string])[] => [
    [`Spring, ${index === 0 ? "flow" : "block"}`, spring(list)],
    [`Envoy, ${index === 0 ? "flow" : "block"}`, envoy(list)],
    [`Istio, ${index === 0 ? "flow" : "block"}`, istio(list)],
  ]),
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
  ["Vault", json({ user_claim: "sub", bound_audiences: audience })],
  ["Entra", json({ issuer: idp.iss, subject: idp.sub, audiences: audience })],
];

const values = fc.oneof(
  fc.constantFrom(
    "billing",
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
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
);

test.each(CONFIGURATIONS)("%s takes exactly one value more, and everything else stays", (name, configuration) => {
  fc.assert(
    fc.property(values, values, (aud, other) => {
      const at = presented({ ...idp, aud });
      const before = judge(readingOf(configuration), at);
      if (before.outcome !== "refused" || before.about === null) return;
      const change = changeFor(configuration, before.about, at);
      // Spring parts values at commas, and fills in placeholders.
      if (change === null) {
        expect(name.startsWith("Spring") && (/[,]|\$\{/.test(aud) || aud !== aud.trim()), JSON.stringify(aud)).toBe(
          true,
        );
        return;
      }
      const after = readingOf(change.text);
      expect(judge(after, at).outcome).toBe("accepted");
      expect(after.conditions.map((one) => one.name)).toEqual(
        readingOf(configuration).conditions.map((one) => one.name),
      );
      for (const one of [other, "orders", "more orders"]) {
        const held = presented({ ...idp, aud: one });
        const isTaken = one === aud || judge(readingOf(configuration), held).outcome === "accepted";
        expect(judge(after, held).outcome, one).toBe(isTaken ? "accepted" : "refused");
      }
      // Nothing is offered to a token that does not verify, nor for its issuer or its times.
      expect(changeFor(configuration, before.about, { ...at, signature: "unknown" })).toBeNull();
    }),
    { numRuns: rounds(200) },
  );
});
