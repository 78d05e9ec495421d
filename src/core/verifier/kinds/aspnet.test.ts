import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("ASP.NET: single and list members form one set, the file sets the clock skew, and a check that is off is skipped", () => {
  const settings = (more: object) => ({
    TokenValidationParameters: { ValidIssuer: "https://idp.example", ValidAudiences: ["orders"], ...more },
  });
  const late = presented({ ...idp, exp: presented({}).now - 200 });
  expect(judged(settings({}), late).outcome).toBe("accepted");
  expect(judged(settings({ ClockSkew: "00:01:00" }), late).by["ClockSkew"]).toBe("unmet");
  expect(judged(settings({ ClockSkew: "00:01:00", ValidateLifetime: false }), late).outcome).toBe("accepted");
  expect(judged(settings({ ValidAudience: "orders ", ValidAudiences: [] }), presented(idp)).sentence).toMatch(/space/);
  expect(readingOf(settings({ ValidateAudience: false })).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
  expect(judged(settings({ SignatureValidator: "x" }), presented(idp)).outcome).toBe("unknown");
});

test.each<[string, object, object, string]>([
  ["a slash at the end of an audience does not count", { ValidAudience: "orders/" }, {}, "accepted"],
  ["nor at the token's", { ValidAudience: "orders" }, { aud: "orders/" }, "accepted"],
  ["two slashes do", { ValidAudience: "orders//" }, {}, "refused"],
  [
    "it counts if configured",
    { ValidAudience: "orders/", IgnoreTrailingSlashWhenValidatingAudience: false },
    {},
    "refused",
  ],
  ["case counts", { ValidAudience: "Orders" }, {}, "refused"],
  ["unless configured", { ValidAudience: "Orders", IgnoreCaseWhenValidatingAudience: true }, {}, "accepted"],
  ["a token without aud", { ValidAudience: "orders" }, { aud: undefined }, "refused"],
  [
    "a token without aud where none is required",
    { ValidAudience: "orders", RequireAudience: false },
    { aud: undefined },
    "accepted",
  ],
  [
    "a slash at the end of an issuer counts",
    { ValidAudience: "orders", ValidIssuer: "https://idp.example/" },
    {},
    "refused",
  ],
  [
    "the metadata names an issuer as well",
    { ValidAudience: "orders", ValidIssuer: "https://other.example", Authority: "https://login.example" },
    {},
    "unknown",
  ],
  [
    "which is the authority's own address",
    { ValidAudience: "orders", ValidIssuer: "https://other.example", Authority: "https://idp.example/" },
    {},
    "accepted",
  ],
])("ASP.NET: %s", (_, parameters, claims, outcome) => {
  const settings = { TokenValidationParameters: { ValidIssuer: "https://idp.example", ...parameters } };
  expect(judged(settings, presented({ ...idp, ...claims })).outcome).toBe(outcome);
});

const scheme = (more: object) => ({ Authentication: { Schemes: { Bearer: more } } });

test("ASP.NET: what a scheme's settings do not list is not compared", () => {
  const text = scheme({ ValidAudiences: ["orders"] });
  expect(judged(text, presented({ ...idp, iss: "https://anybody.example" })).outcome).toBe("accepted");
  expect(readingOf(text).dangers.map(({ claim }) => claim)).toEqual(["iss"]);
  expect(readingOf(scheme({ Authority: "https://idp.example" })).dangers.map(({ claim }) => claim)).toEqual([
    "aud",
    "iss",
  ]);
  expect(judged(scheme({ ValidIssuer: "https://idp.example", ValidAudiences: ["x"] }), presented(idp)).outcome).toBe(
    "refused",
  );
  expect(judged(scheme({ ValidIssuer: "https://idp.example", ClockSkew: "00:00:00" }), presented(idp)).outcome).toBe(
    "unknown",
  );
});

const TENANT = "11111111-2222-4333-8444-555555555555";
const CLIENT = "99999999-8888-4777-8666-555555555555";
const azureAd = (more: object = {}) => ({
  Logging: {},
  AzureAd: { Instance: "https://login.microsoftonline.com/", TenantId: TENANT, ClientId: CLIENT, ...more },
});
const v2 = {
  iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  aud: CLIENT,
  ver: "2.0",
  tid: TENANT,
  scp: "read",
};
const v1 = {
  iss: `https://sts.windows.net/${TENANT}/`,
  aud: `api://${CLIENT}`,
  ver: "1.0",
  tid: TENANT,
  roles: ["Reader"],
};

test.each<[string, object, object, string]>([
  ["a token of version 2.0", {}, v2, "accepted"],
  ["a token of version 1.0", {}, v1, "accepted"],
  ["the audience of the other version", {}, { ...v2, aud: `api://${CLIENT}` }, "unknown"],
  ["another audience", {}, { ...v2, aud: "api://other" }, "refused"],
  ["no version", {}, { ...v2, ver: undefined }, "refused"],
  ["a configured audience", { Audience: "api://orders" }, { ...v1, aud: "api://orders" }, "accepted"],
  ["which takes the place of the client's", { Audience: "api://orders" }, v2, "refused"],
  ["audiences below", { TokenValidationParameters: { ValidAudiences: ["a", "b"] } }, { ...v2, aud: "b/" }, "accepted"],
  ["another tenant", {}, { ...v2, iss: v2.iss.replace("1111", "2222") }, "refused"],
  ["another issuer", {}, { ...v2, iss: "https://idp.example" }, "refused"],
  ["every tenant", { TenantId: "common" }, { ...v2, iss: v2.iss.replace("1111", "2222"), tid: undefined }, "accepted"],
  ["a tenant that differs from tid", { TenantId: "common" }, { ...v2, tid: CLIENT }, "refused"],
  ["a tenant by name", { TenantId: "contoso.onmicrosoft.com" }, v2, "unknown"],
  ["neither scope nor role", {}, { ...v2, scp: undefined }, "refused"],
  [
    "neither, but the service checks itself",
    { AllowWebApiToBeAuthorizedByACL: true },
    { ...v2, scp: undefined },
    "accepted",
  ],
  ["scope is not scp", {}, { ...v2, scp: undefined, scope: "read" }, "refused"],
  ["a policy of B2C", { SignUpSignInPolicyId: "B2C_1_x", Domain: "x.onmicrosoft.com" }, v2, "unknown"],
  ["an unknown member", { ValidTenants: [TENANT] }, v2, "unknown"],
])("ASP.NET's AzureAd: %s", (_, more, claims, outcome) => {
  expect(judged(azureAd(more), presented(claims)).outcome).toBe(outcome);
});

test("ASP.NET's AzureAd: accepting every tenant is a danger, and the section may have another name", () => {
  expect(readingOf(azureAd({ TenantId: "common" })).dangers.map(({ claim }) => claim)).toEqual(["tid"]);
  expect(readingOf(azureAd()).dangers).toEqual([]);
  const { AzureAd } = azureAd();
  expect(judged({ EntraId: AzureAd }, presented(v2)).outcome).toBe("accepted");
});
