import { createHash } from "node:crypto";
import type { RuleContext } from "../../core/rules/types.ts";
import { compact, contextOf, HEALTHY, HEALTHY_PAYLOAD, SAMPLE_NOW } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, of, type Sample, type Samples } from "./sample.ts";

const HEADER = { alg: "RS256", typ: "JWT" };
const CLAIMS = JSON.parse(HEALTHY_PAYLOAD) as Record<string, unknown>;

/** A token with these claims besides the healthy ones (undefined: without), checked against a policy. */
function held(policy: object, claims: object = {}, header: object = HEADER): () => RuleContext {
  return () =>
    contextOf(compact(JSON.stringify(header), JSON.stringify({ ...CLAIMS, ...claims })), {
      policy: JSON.stringify(policy),
    });
}

/** The fingerprint of the key below, as Snowflake computes it. */
const FINGERPRINT = "Ea9dfsKmJQk+fFL1N+nE3O5U9z5W8PzloRK0uTN8/Lg";

/** An assertion for Snowflake verified with a key. */
function snowflake(
  name: string,
  fingerprint = FINGERPRINT,
  state: "verified" | "invalid" = "verified",
): () => RuleContext {
  const claims = { iss: `${name}.SHA256:${fingerprint}=`, sub: name, iat: SAMPLE_NOW - 60, exp: SAMPLE_NOW + 600 };
  const material = {
    jwk: { kty: "RSA", n: "AQAB", e: "AQAB" },
    isPrivate: false,
    format: "jwk",
    description: "RSA 2048 bits",
    thumbprint: "T",
  } as const;
  return () =>
    contextOf(compact(JSON.stringify(HEADER), JSON.stringify(claims)), {
      judgement: judged(state, { key: { source: "public-key", material, secretBytes: null } }),
      publicKey: { kind: "keys", format: "jwk", keys: [material], repairs: [], unreadable: [] },
    });
}

/** A policy that the healthy token passes. */
const passing = {
  algorithms: ["HS256"],
  typ: "JWT",
  iss: "https://issuer.example",
  aud: ["orders"],
  sub: "248289761001",
  requiredClaims: ["exp"],
  maxAge: 60,
  maxLifetime: 660,
};
const silent = [healthy(), healthy({ policy: JSON.stringify(passing) }), healthy({ policy: "{" })];
const fires = (...list: readonly Sample[]) => ({ fires: list, silent });
const GUID = "0f3b1c4e-0000-4000-8000-000000000001";
const GITHUB = { iss: "https://token.actions.githubusercontent.com" };

/** What a verifier's configuration says about the healthy token. */
const ruled = (refusedBy: string | null, dangers: NonNullable<RuleContext["verifier"]>["dangers"] = []): Sample[1] =>
  healthy({ verifier: { title: "AWS trust policy", refusedBy, dangers } });

/** The left half of the hash of the code "c", in hex as no verifier compares it. */
const HALF_IN_HEX = createHash("sha256").update("c").digest("hex").slice(0, 32);

export const policySamples: Samples = {
  verifier: {
    fires: [
      ["refused", ruled("example:sub"), "error"],
      [
        "danger",
        ruled(null, [{ title: "No audience is asked for", attack: "Any token of this issuer is taken." }]),
        "security",
      ],
      [
        "elsewhere",
        healthy({
          verifier: {
            title: "nginx configuration",
            refusedBy: null,
            dangers: [],
            places: [{ in: "cookie", name: "access" }],
          },
          arrival: { pasted: `curl -H "Authorization: Bearer ${HEALTHY}" https://api.example`, removals: [] },
        }),
        "warn",
      ],
    ],
    silent: [...silent, ruled(null)],
  },
  "HDR-02": fires(["not-allowed", held({ algorithms: ["ES256"] }), "error", 'header "\\"RS256\\""']),
  "HDR-04": fires(
    ["typ", held({ typ: "at+jwt" }), "error", 'header "\\"JWT\\""'],
    ["typ-missing", held({ typ: "at+jwt" }, {}, { alg: "RS256" }), "error"],
  ),
  "CLM-01": fires([
    "slash",
    held({ iss: "https://issuer.example/" }),
    "error",
    'payload "\\"https://issuer.example\\""',
  ]),
  "CLM-02": fires(
    [
      "tenant",
      held(
        { iss: "https://t1.b2clogin.com/t1.onmicrosoft.com/v2.0/" },
        { iss: `https://t1.b2clogin.com/${GUID}/v2.0/` },
      ),
      "error",
      `payload "\\"https://t1.b2clogin.com/0f3b1…00001/v2.0/\\""`,
    ],
    [
      "adfs",
      held({ iss: "https://fs.example/adfs" }, { iss: "http://fs.example/adfs/services/trust" }),
      "error",
      'payload "\\"http://fs.example/adfs/services/trust\\""',
    ],
    [
      "nearly",
      held({ iss: "https://id.example/realms/a" }, { iss: "http://ID.example:80/realms/a" }),
      "error",
      'payload "\\"http://ID.example:80/realms/a\\""',
    ],
    [
      "host",
      held({ iss: "http://localhost:8080/realms/a" }, { iss: "https://id.example/realms/a" }),
      "error",
      'payload "\\"https://id.example/realms/a\\""',
    ],
    [
      "auth",
      held({ iss: "https://id.example/realms/a" }, { iss: "https://id.example/auth/realms/a" }),
      "error",
      'payload "\\"https://id.example/auth/realms/a\\""',
    ],
    ["other", held({ iss: "https://else.example" }), "error", 'payload "\\"https://issuer.example\\""'],
  ),
  "CLM-03": fires(
    [
      "v1",
      held({ iss: "https://login.microsoftonline.com/t/v2.0" }, { iss: "https://sts.windows.net/t/" }),
      "error",
      'payload "\\"https://sts.windows.net/t/\\""',
    ],
    [
      "v2",
      held({ iss: "https://sts.windows.net/t/" }, { iss: "https://login.microsoftonline.com/t/v2.0" }),
      "error",
      'payload "\\"https://login.microsoftonline.com/t/v2.0\\""',
    ],
  ),
  "CLM-04": fires(
    ["missing", held({ iss: "a" }, { iss: undefined }), "error"],
    [
      "placeholder",
      held({ iss: "https://login.microsoftonline.com/{tenantid}/v2.0" }),
      "error",
      'payload "\\"https://issuer.example\\""',
    ],
    [
      "tenants",
      held({ iss: "https://login.microsoftonline.com/common/v2.0" }),
      "error",
      'payload "\\"https://issuer.example\\""',
    ],
    [
      "snowflake-fingerprint",
      snowflake("ORG-ACCOUNT.USER", "B".repeat(43)),
      "error",
      'payload "\\"ORG-ACCOUNT.USER.SHA256:BBBBB…BBBBBBBBBB=\\""',
      'payload "\\"ORG-ACCOUNT.USER.SHA256:BBBBB…BBBBBBBBBB=\\"" → "\\"ORG-ACCOUNT.USER.SHA256:Ea9df…RK0uTN8/Lg=\\""',
    ],
    [
      "snowflake-key",
      snowflake("ORG-ACCOUNT.USER", "B".repeat(43), "invalid"),
      "warn",
      'payload "\\"ORG-ACCOUNT.USER.SHA256:BBBBB…BBBBBBBBBB=\\""',
    ],
    [
      "snowflake-missing",
      of(compact(`{"alg":"RS256"}`, `{"iss":"XY12345.USER","sub":"XY12345.USER","exp":${SAMPLE_NOW + 600}}`)),
      "warn",
      'payload "\\"XY12345.USER\\""',
    ],
    [
      "snowflake-account",
      snowflake("xy12345.eu-central-1.user"),
      "error",
      'payload "\\"xy12345.eu-central-1.user.SHA…RK0uTN8/Lg=\\""',
      'payload "\\"xy12345.eu-central-1.user.SHA…RK0uTN8/Lg=\\"" → "\\"XY12345.USER.SHA256:Ea9dfsKmJ…RK0uTN8/Lg=\\"", "\\"xy12345.eu-central-1.user\\"" → "\\"XY12345.USER\\""',
    ],
  ),
  "CLM-05": fires(
    ["other", held({ aud: "billing" }), "error", 'payload "\\"orders\\""'],
    ["nearly", held({ aud: "Orders" }), "error", 'payload "\\"orders\\""'],
    ["list", held({ aud: "a" }, { aud: "a b" }), "error", 'payload "\\"a b\\""'],
    ["list", held({ aud: "a" }, { aud: "b,a" }), "error", 'payload "\\"b,a\\""'],
    ["list", held({ aud: "a" }, { aud: "[a]" }), "error", 'payload "\\"[a]\\""'],
    ["asked", held({ aud: "vault" }, { iss: "https://gitlab.com", aud: "other" }), "error", 'payload "\\"other\\""'],
  ),
  "CLM-09": fires(["audience", held({ aud: "orders" }, { aud: "web", nonce: "n" }), "error", 'payload "\\"web\\""']),
  "CLM-07": fires([
    "form",
    held({ aud: GUID }, { aud: `api://${GUID}` }),
    "error",
    'payload "\\"api://0f3b1c4e-0000-4000-8000-000000000001\\""',
  ]),
  "CLM-08": fires(
    ["missing", held({ aud: "a" }, { aud: undefined }), "error"],
    ["missing", held({ aud: "a" }, { aud: null }), "error", 'payload "null"'],
    ["missing", held({ aud: "a" }, { aud: [] }), "error", 'payload "[]"'],
  ),
  "CLM-10": fires(
    [
      "api",
      held({ aud: "a" }, { aud: "https://graph.microsoft.com" }),
      "error",
      'payload "\\"https://graph.microsoft.com\\""',
    ],
    [
      "account",
      held({ aud: "a" }, { aud: "account", iss: "https://id.example/realms/a", azp: "a" }),
      "error",
      'payload "\\"account\\""',
    ],
  ),
  "CLM-14": fires(["other", held({ sub: "ada" }), "error", 'payload "\\"248289761001\\""']),
  "CLM-17": fires(["client", held({ client: "spa" }, { azp: "cli" }), "error", 'payload "\\"cli\\""']),
  "CLM-18": fires(
    ["scope", held({ scopes: ["admin"] }, { scope: "read" }), "error", 'payload "\\"read\\""'],
    ["role", held({ roles: "admin" }), "error"],
    ["separated", held({ scopes: ["read"] }, { scope: "read,write" }), "error", 'payload "\\"read,write\\""'],
    [
      "elsewhere",
      held({ scopes: ["admin"] }, { scope: "read", permissions: ["admin"] }),
      "error",
      'payload "\\"read\\""',
      'policy becomes {"scopes":["admin"],"scopesClaim":"permissions"}',
    ],
    [
      "elsewhere",
      held({ roles: ["editor"] }, { roles: [], resource_access: { orders: { roles: ["editor"] } } }),
      "error",
      'payload "[]"',
      'policy becomes {"roles":["editor"],"rolesClaim":"resource_access.orders.roles"}',
    ],
    [
      "prefix",
      held({ scopes: ["SCOPE_read"] }, { scope: "read" }),
      "error",
      'payload "\\"read\\""',
      'policy becomes {"scopes":["read"]}',
    ],
    [
      "elsewhere",
      held({ scopes: ["editor", "admin"] }, { groups: ["editor"], app: { roles: [{ name: "admin" }] } }),
      "error",
    ],
    [
      "near",
      held({ scopes: ["read:items", "b"] }, { scope: "Read:Items b" }),
      "error",
      'payload "\\"Read:Items b\\""',
      'policy becomes {"scopes":["Read:Items","b"]}',
    ],
  ),
  "CLM-19": fires(
    ["missing", held({ requiredClaims: ["tid"] }), "error"],
    [
      "elsewhere",
      held({ requiredClaims: ["tid", "sub"] }, { user: { tid: "t-1" } }),
      "error",
      'payload "\\"t-1\\""',
      'policy becomes {"requiredClaims":["user.tid","sub"]}',
    ],
    [
      "elsewhere",
      held({ claims: { tid: "t-1" } }, { "https://app.example/tid": "t-1" }),
      "error",
      'payload "\\"t-1\\""',
      'policy becomes {"claims":{"https://app.example/tid":"t-1"}}',
    ],
    [
      "nearly",
      held({ claims: { hd: "https://app.example" } }, { hd: "https://App.example/" }),
      "error",
      'payload "\\"https://App.example/\\""',
    ],
    ["value", held({ claims: { ver: "2.0" } }, { ver: "1.0" }), "error", 'payload "\\"1.0\\""'],
    ["hash", held({ code: "c" }, { c_hash: "x" }), "error", 'payload "\\"x\\""'],
    ["hash-spelled", held({ code: "c" }, { c_hash: HALF_IN_HEX }), "error", `payload "\\"${HALF_IN_HEX}\\""`],
  ),
  "CLM-20": fires(
    ["denied", held({ jtiDenyList: ["x"] }, { jti: "x" }), "error", 'payload "\\"x\\""'],
    ["no-jti", held({ jtiDenyList: ["x"] }), "error"],
    ["nonce", held({ nonce: "a" }, { nonce: "b" }), "error", 'payload "\\"b\\""'],
  ),
  "CLM-21": fires([
    "policy-space",
    held({ iss: "https://issuer.example " }),
    "error",
    'payload "\\"https://issuer.example\\""',
  ]),
  "CLM-22": fires(["type", held({ verifier: "envoy" }, { exp: SAMPLE_NOW + 0.5 }), "error", 'payload "1800000000.5"']),
  "TIM-07": fires(["long", held({ maxLifetime: 60 }), "error", 'payload "1800000600"']),
  "TIM-08": fires(["required", held({ requiredClaims: ["exp"] }, { exp: undefined }), "error"]),
  "TIM-12": fires(
    ["old", held({ maxAge: 10 }), "error", 'payload "1799999940"'],
    ["no-iat", held({ maxAge: 10 }, { iat: undefined }), "error"],
  ),
  "PRV-01": fires(
    ["access", held({ aud: "b" }, { aud: undefined, token_use: "access", client_id: "a" }), "error"],
    ["access-right-client", held({ aud: "a" }, { aud: undefined, token_use: "access", client_id: "a" }), "error"],
  ),
  "PRV-03": fires(
    [
      "iss",
      held({ iss: "https://securetoken.google.com/p" }, { iss: "https://securetoken.google.com/q" }),
      "error",
      'payload "\\"https://securetoken.google.com/q\\""',
    ],
    ["aud", held({ aud: "p" }, { iss: "https://securetoken.google.com/q", aud: "q" }), "error", 'payload "\\"q\\""'],
  ),
  "PRV-04": fires([
    "aud",
    held({ aud: "web" }, { iss: "https://accounts.google.com", aud: "ios", azp: "web" }),
    "error",
    'payload "\\"ios\\""',
  ]),
  "PRV-06": fires(
    [
      "case",
      held({ sub: "repo:Org/a:ref:x" }, { ...GITHUB, sub: "repo:org/a:ref:x" }),
      "error",
      'payload "\\"repo:org/a:ref:x\\""',
    ],
    [
      "environment",
      held({ sub: "repo:org/a:ref:x" }, { ...GITHUB, sub: "repo:org/a:environment:x" }),
      "error",
      'payload "\\"repo:org/a:environment:x\\""',
    ],
    [
      "wildcard",
      held({ sub: "repo:org/b:*" }, { ...GITHUB, sub: "repo:org/a:ref:x" }),
      "error",
      'payload "\\"repo:org/a:ref:x\\""',
    ],
    [
      "part",
      held({ sub: "repo:org/b:ref:x" }, { ...GITHUB, sub: "repo:org/a:ref:x" }),
      "error",
      'payload "\\"repo:org/a:ref:x\\""',
    ],
  ),
  "PRV-07": fires([
    "ids",
    held({ sub: "repo:org/a:ref:x" }, { ...GITHUB, sub: "repo:org@1/a@2:ref:x" }),
    "error",
    'payload "\\"repo:org@1/a@2:ref:x\\""',
  ]),
  "PRV-09": fires([
    "aud",
    held({ aud: "vault" }, { iss: "https://kubernetes.default.svc", aud: "https://kubernetes.default.svc" }),
    "error",
    'payload "\\"https://kubernetes.default.svc\\""',
  ]),
  "PRV-11": fires(["key", held({ verifier: "kong" }, { iss: undefined }), "error"]),
  "PRV-12": fires(["key", held({ verifier: "apisix" }), "error"]),
  "PRV-13": {
    fires: [
      [
        "iss",
        held({ verifier: "envoy", iss: "https://else.example" }),
        "error",
        'payload "\\"https://issuer.example\\""',
      ],
      ["aud", held({ verifier: "envoy", aud: "billing" }), "error", 'payload "\\"orders\\""'],
    ],
    silent: [
      ...silent,
      held({ iss: "https://else.example", aud: "billing" }),
      held({ verifier: "envoy", aud: "https://orders/" }),
    ],
  },
  "PRV-17": fires(["length", held({ verifier: "kong" }, {}, { alg: "PS256" }), "error", 'header "\\"PS256\\""']),
};
