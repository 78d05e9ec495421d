import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("App Service: the client ID is an audience in addition to the allowed ones", () => {
  const settings = (allowedAudiences: readonly string[]) => ({
    identityProviders: {
      azureActiveDirectory: {
        registration: { openIdIssuer: "https://idp.example", clientId: "app" },
        validation: { allowedAudiences },
      },
    },
  });
  expect(judged(settings(["api"]), presented({ ...idp, aud: "app" })).outcome).toBe("accepted");
  expect(judged(settings(["api"]), presented(idp)).by["allowedAudiences"]).toBe("unmet");
});

const site = (validation: object, more: object = {}) => ({
  properties: {
    identityProviders: {
      azureActiveDirectory: {
        enabled: true,
        registration: { openIdIssuer: "https://idp.example", clientId: "orders" },
        validation,
        ...more,
      },
    },
  },
});

test.each<[string, object, object, string]>([
  [
    "an application that is listed",
    { defaultAuthorizationPolicy: { allowedApplications: ["a"] } },
    { azp: "a" },
    "accepted",
  ],
  ["by appid", { defaultAuthorizationPolicy: { allowedApplications: ["a"] } }, { appid: "a" }, "accepted"],
  ["another application", { defaultAuthorizationPolicy: { allowedApplications: ["a"] } }, { azp: "b" }, "refused"],
  [
    "nobody is listed",
    { defaultAuthorizationPolicy: { allowedApplications: [], allowedPrincipals: {} } },
    {},
    "accepted",
  ],
  [
    "a caller that is not listed",
    { defaultAuthorizationPolicy: { allowedApplications: ["a"], allowedPrincipals: { identities: ["o1"] } } },
    { azp: "a", oid: "o2" },
    "refused",
  ],
  [
    "a group as an alternative",
    { defaultAuthorizationPolicy: { allowedPrincipals: { identities: ["o1"], groups: ["g"] } } },
    { oid: "o2" },
    "unknown",
  ],
  ["checks of claims", { jwtClaimChecks: { allowedGroups: ["g"] } }, {}, "unknown"],
  ["no checks of claims", { jwtClaimChecks: {} }, {}, "accepted"],
  ["an unknown member", { allowedTenants: ["t"] }, {}, "unknown"],
])("App Service: %s", (_, validation, claims, outcome) => {
  expect(judged(site(validation), presented({ ...idp, ...claims })).outcome).toBe(outcome);
});

test("App Service: a disabled provider accepts nothing", () => {
  expect(judged(site({}, { enabled: false }), presented(idp)).outcome).toBe("refused");
});
