import type { RuleContext } from "../types.ts";
import { compact, contextOf, HEALTHY_PAYLOAD, SAMPLE_NOW } from "./context.ts";
import { healthy, type Samples } from "./sample.ts";

const HEADER = { alg: "RS256", typ: "JWT" };
const CLAIMS = JSON.parse(HEALTHY_PAYLOAD) as Record<string, unknown>;

/** A token of these claims beside the healthy ones (undefined: without), held against a policy. */
function held(policy: object, claims: object = {}, header: object = HEADER): () => RuleContext {
  return () =>
    contextOf(compact(JSON.stringify(header), JSON.stringify({ ...CLAIMS, ...claims })), {
      policy: JSON.stringify(policy),
    });
}

/** A policy that the healthy token passes. */
export const passing = {
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
const fires = (...list: readonly (readonly [string, () => RuleContext])[]) => ({ fires: list, silent });
const GUID = "0f3b1c4e-0000-4000-8000-000000000001";
const GITHUB = { iss: "https://token.actions.githubusercontent.com" };

export const policySamples: Samples = {
  "HDR-02": fires(["not-allowed", held({ algorithms: ["ES256"] })]),
  "HDR-04": fires(["typ", held({ typ: "at+jwt" })], ["typ-missing", held({ typ: "at+jwt" }, {}, { alg: "RS256" })]),
  "CLM-01": fires(["slash", held({ iss: "https://issuer.example/" })]),
  "CLM-02": fires(
    ["host", held({ iss: "http://localhost:8080/realms/a" }, { iss: "https://id.example/realms/a" })],
    ["other", held({ iss: "https://else.example" })],
  ),
  "CLM-03": fires(
    ["v1", held({ iss: "https://login.microsoftonline.com/t/v2.0" }, { iss: "https://sts.windows.net/t/" })],
    ["v2", held({ iss: "https://sts.windows.net/t/" }, { iss: "https://login.microsoftonline.com/t/v2.0" })],
  ),
  "CLM-04": fires(
    ["missing", held({ iss: "a" }, { iss: undefined })],
    ["placeholder", held({ iss: "https://login.microsoftonline.com/{tenantid}/v2.0" })],
  ),
  "CLM-05": fires(["other", held({ aud: "billing" })], ["nearly", held({ aud: "Orders" })]),
  "CLM-07": fires(["form", held({ aud: GUID }, { aud: `api://${GUID}` })]),
  "CLM-08": fires(["missing", held({ aud: "a" }, { aud: undefined })]),
  "CLM-10": fires(["api", held({ aud: "a" }, { aud: "https://graph.microsoft.com" })]),
  "CLM-14": fires(["other", held({ sub: "ada" })]),
  "CLM-17": fires(["client", held({ client: "spa" }, { azp: "cli" })]),
  "CLM-18": fires(["scope", held({ scopes: ["admin"] }, { scope: "read" })], ["role", held({ roles: "admin" })]),
  "CLM-19": fires(
    ["missing", held({ requiredClaims: ["tid"] })],
    ["value", held({ claims: { ver: "2.0" } }, { ver: "1.0" })],
    ["hash", held({ code: "c" }, { c_hash: "x" })],
  ),
  "CLM-20": fires(
    ["denied", held({ jtiDenyList: ["x"] }, { jti: "x" })],
    ["no-jti", held({ jtiDenyList: ["x"] })],
    ["nonce", held({ nonce: "a" }, { nonce: "b" })],
  ),
  "CLM-21": fires(["policy-space", held({ iss: "https://issuer.example " })]),
  "CLM-22": fires(["type", held({ verifier: "envoy" }, { exp: SAMPLE_NOW + 0.5 })]),
  "TIM-07": fires(["long", held({ maxLifetime: 60 })]),
  "TIM-08": fires(["required", held({ requiredClaims: ["exp"] }, { exp: undefined })]),
  "TIM-12": fires(["old", held({ maxAge: 10 })], ["no-iat", held({ maxAge: 10 }, { iat: undefined })]),
  "PRV-01": fires(
    ["access", held({ aud: "b" }, { aud: undefined, token_use: "access", client_id: "a" })],
    ["access-right-client", held({ aud: "a" }, { aud: undefined, token_use: "access", client_id: "a" })],
  ),
  "PRV-03": fires(
    ["iss", held({ iss: "https://securetoken.google.com/p" }, { iss: "https://securetoken.google.com/q" })],
    ["aud", held({ aud: "p" }, { iss: "https://securetoken.google.com/q", aud: "q" })],
  ),
  "PRV-04": fires(["aud", held({ aud: "web" }, { iss: "https://accounts.google.com", aud: "ios", azp: "web" })]),
  "PRV-06": fires(
    ["case", held({ sub: "repo:Org/a:ref:x" }, { ...GITHUB, sub: "repo:org/a:ref:x" })],
    ["environment", held({ sub: "repo:org/a:ref:x" }, { ...GITHUB, sub: "repo:org/a:environment:x" })],
    ["wildcard", held({ sub: "repo:org/b:*" }, { ...GITHUB, sub: "repo:org/a:ref:x" })],
    ["part", held({ sub: "repo:org/b:ref:x" }, { ...GITHUB, sub: "repo:org/a:ref:x" })],
  ),
  "PRV-07": fires(["ids", held({ sub: "repo:org/a:ref:x" }, { ...GITHUB, sub: "repo:org@1/a@2:ref:x" })]),
  "PRV-09": fires([
    "aud",
    held({ aud: "vault" }, { iss: "https://kubernetes.default.svc", aud: "https://kubernetes.default.svc" }),
  ]),
  "PRV-11": fires(["key", held({ verifier: "kong" }, { iss: undefined })]),
  "PRV-12": fires(["key", held({ verifier: "apisix" })]),
  "PRV-13": {
    fires: [
      ["iss", held({ verifier: "envoy", iss: "https://else.example" })],
      ["aud", held({ verifier: "envoy", aud: "billing" })],
    ],
    silent: [
      ...silent,
      held({ iss: "https://else.example", aud: "billing" }),
      held({ verifier: "envoy", aud: "https://orders/" }),
    ],
  },
  "PRV-17": fires(["length", held({ verifier: "kong" }, {}, { alg: "PS256" })]),
};
