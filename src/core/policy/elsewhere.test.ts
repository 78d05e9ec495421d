import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { checkPolicy } from "./checks.ts";
import { grantsIn, nearGrant, placeOfClaim } from "./elsewhere.ts";
import { nearestPair } from "./difference.ts";
import { readPolicy } from "./read-policy.ts";
import type { Check } from "./types.ts";

const object = (value: object): JsonObject => parseJson(JSON.stringify(value)).root as JsonObject;
const HEADER = { alg: "RS256" };

function only(policy: object, payload: object, header: object = HEADER): Check {
  const reading = readPolicy(JSON.stringify(policy));
  if (reading.kind !== "policy") throw new Error(reading.kind);
  const token = { header: object(header), payload: object(payload), signatureBytes: 256 };
  const [check, ...more] = checkPolicy(reading.policy, token, { now: 1_800_000_000, leeway: 0 });
  if (!check || more.length > 0) throw new Error("one comparison, please");
  return check;
}
const said = ({ mismatch }: Check): string => (mismatch ? `${mismatch.rule}/${mismatch.variant}` : "passed");

describe("grants in another place", () => {
  test.each([
    [
      "permissions of Auth0",
      { scopes: ["read:items"] },
      { scope: "openid", permissions: ["read:items"] },
      "permissions",
    ],
    ["roles of an application's token", { scopes: ["Orders.Read"] }, { roles: ["Orders.Read"] }, "roles"],
    [
      "a client of Keycloak",
      { roles: ["editor"] },
      { realm_access: { roles: ["user"] }, resource_access: { orders: { roles: ["editor"] } } },
      "resource_access.orders.roles",
    ],
    ["a namespace", { roles: ["admin"] }, { "https://app.example/roles": ["admin"] }, "https://app.example/roles"],
    [
      "Hasura's claims",
      { roles: ["editor"] },
      { "https://hasura.io/jwt/claims": { "x-hasura-allowed-roles": ["editor"] } },
      "https://hasura.io/jwt/claims.x-hasura-allowed-roles",
    ],
    ["authorities of Spring", { roles: ["ROLE_ADMIN"] }, { authorities: [{ authority: "ROLE_ADMIN" }] }, "authorities"],
    ["words between commas", { roles: ["admin"] }, { app: { grants: "user,admin" } }, "app.grants"],
    [
      "Zitadel's names of members",
      { roles: ["admin"] },
      { "urn:zitadel:iam:org:project:roles": { admin: { "123": "org" } } },
      "urn:zitadel:iam:org:project:roles",
    ],
    ["Firebase's claims that are true", { roles: ["admin"] }, { rights: { admin: true, editor: false } }, "rights"],
    ["the header", { scopes: ["read"] }, { scope: "openid" }, "scope of the header"],
  ] as const)("%s", (about, policy, payload, place) => {
    const check = only(policy, payload, about === "the header" ? { ...HEADER, scope: "read" } : HEADER);
    expect(said(check)).toBe("CLM-18/elsewhere");
    expect(check.args["place"]).toBe(place);
    // No verifier looks for grants in the header: a policy cannot be told to.
    expect(check.args["path"]).toBe(about === "the header" ? "" : place);
  });

  test("each in another claim", () => {
    const check = only({ roles: ["a", "b"] }, { groups: ["a"], rights: ["b"] });
    expect(said(check)).toBe("CLM-18/elsewhere");
    expect(check.args).toMatchObject({ place: "rights", path: "rights", missing: "b" });
    const spread = only({ scopes: ["a", "b"] }, { groups: ["a"], rights: ["b"] });
    expect(spread.args).toMatchObject({ place: "groups and rights", path: "" });
  });

  test.each([
    ["Read:Items", "case"],
    ["/read:items/", "slashes"],
    ["SCOPE_read:items", "a prefix"],
    ["https://api.example/auth/read:items", "an address before it"],
    ["api://orders/read:items", "an App ID URI before it"],
    ["items.read", "the order of its words"],
    ["read_items", "a separator"],
  ])("%s is nearly read:items (%s)", (written) => {
    const check = only({ scopes: ["read:items"] }, { scope: `openid ${written}` });
    expect(said(check)).toBe("CLM-18/near");
    expect(check.args).toMatchObject({ near: written, place: "scope" });
  });

  test("an exact grant elsewhere comes before a near one here, a near one here before a near one elsewhere", () => {
    expect(only({ scopes: ["read"] }, { scope: "READ", permissions: ["read"] }).args["place"]).toBe("permissions");
    expect(only({ scopes: ["read"] }, { permissions: ["Read"], scope: "READ" }).args["near"]).toBe("READ");
  });

  test("what is nowhere is missing", () => {
    for (const payload of [{}, { scope: "write" }, { note: "reading" }, { sub: "spread" }])
      expect(said(only({ scopes: ["read"] }, payload))).toBe("CLM-18/scope");
  });
});

describe("a claim in another place", () => {
  test.each([
    ["deeper", "email", { user: { profile: { email: "a" } } }, {}, "user.profile.email"],
    ["under a namespace", "email", { "https://app.example/email": "a" }, {}, "https://app.example/email"],
    [
      "under ASP.NET's name",
      "name",
      { "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name": "a" },
      {},
      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
    ],
    ["in another naming style", "tenantId", { tenant_id: "a" }, {}, "tenant_id"],
    ["in capitals", "email", { Email: "a" }, {}, "Email"],
    ["in the header", "tid", {}, { tid: "a" }, "tid of the header"],
    ["without its namespace", "https://app.example/email", { email: "a" }, {}, "email"],
    ["at the top level, although a nested path is expected", "user.email", { email: "a" }, {}, "email"],
  ])("%s", (_, name, payload, header, place) => {
    const check = only({ requiredClaims: [name] }, payload, { ...HEADER, ...header });
    expect(said(check)).toBe("CLM-19/elsewhere");
    expect(check.args["place"]).toBe(place);
    expect(check.actual).toBe(null);
    expect(check.range).not.toBe(null);
    expect(check.pane).toBe(place.endsWith("header") ? "header" : "payload");
  });

  test("the same name comes before a similar one, and null is nothing", () => {
    const payload = object({ E_mail: "b", user: { email: "a" } });
    expect(placeOfClaim(payload, object(HEADER), "email")?.path).toBe("user.email");
    expect(said(only({ requiredClaims: ["email"] }, { user: { email: null } }))).toBe("CLM-19/missing");
    expect(said(only({ requiredClaims: ["email"] }, { emails: ["a"], mailbox: "b" }))).toBe("CLM-19/missing");
  });

  test("near values come before others", () => {
    expect(said(only({ claims: { org: "Acme" } }, { org: "acme" }))).toBe("CLM-19/nearly");
    expect(said(only({ claims: { org: "Acme" } }, { org: "other" }))).toBe("CLM-19/value");
    expect(said(only({ iss: "https://id.example" }, { iss: "http://id.example" }))).toBe("CLM-02/nearly");
    expect(said(only({ iss: "https://id.example/a" }, { iss: "https://id.example:443/A" }))).toBe("CLM-02/nearly");
    expect(
      said(only({ aud: "https://api.example" }, { aud: ["https://far.example/userinfo", "http://api.example/"] })),
    ).toBe("CLM-05/nearly");
    expect(said(only({ aud: "orders" }, { aud: "api://orders" }))).toBe("CLM-05/nearly");
    expect(nearestPair(["https://far.example/userinfo", "orders-ap"], ["billing", "orders-api"])).toEqual([
      "orders-ap",
      "orders-api",
    ]);
    expect(nearestPair([], [])).toEqual(["", ""]);
  });
});

test("hostile claims are searched only to a limit", () => {
  let deep: object = { email: "a" };
  for (let depth = 0; depth < 50; depth += 1) deep = { a: deep };
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`c${index}`, index]));
  expect(placeOfClaim(object(deep), object(HEADER), "email")).toBe(null);
  expect(placeOfClaim(object({ ...wide, x: { email: "a" } }), object(HEADER), "email")).toBe(null);
});

test("what is not a grant is ignored", () => {
  for (const value of [1, true, null, [[1]], {}]) {
    const node = parseJson(JSON.stringify(value)).root;
    expect(node && grantsIn(node)).toEqual([]);
  }
  expect(nearGrant("read", ["ready", "bread"])).toBe(null);
});
