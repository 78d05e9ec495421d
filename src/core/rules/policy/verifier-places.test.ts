import { beforeAll, describe, expect, test } from "vitest";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, HEALTHY_PAYLOAD } from "../../../testing/rules/context.ts";
import { readingOf } from "../../../testing/verifier.ts";
import { standingOf } from "../../complaint/standing.ts";
import { readPolicy } from "../../policy/read-policy.ts";
import { loadReader } from "../../verifier/load-read.ts";
import type { TokenPlace } from "../../verifier/types.ts";
import { verifierConfiguration } from "./verifier.ts";

const HEADER: readonly TokenPlace[] = [{ in: "header", name: "x-token" }];

/** The titles and reasons of a verifier that looks in these places, for a token in a pasted text where `TOKEN` stands. */
function said(pasted: string | null, places: readonly TokenPlace[] | undefined, token = HEALTHY): readonly string[] {
  const verifier = { title: "Envoy jwt_authn filter", refusedBy: null, dangers: [], places };
  const arrival = pasted === null ? null : { pasted: pasted.replaceAll("TOKEN", token), removals: [] };
  return verifierConfiguration
    .detect(contextOf(token, { verifier, arrival }))
    .map(({ severity, args }) => `${severity}: ${args["sent"]}, not ${args["places"]}`);
}

const IN_AUTHORIZATION = ["warn: the header Authorization, not the header x-token"];

describe("a request that sends the token where its verifier does not look", () => {
  test.each([
    [`curl -H "Authorization: Bearer TOKEN" https://api.north.example/a`, HEADER, IN_AUTHORIZATION],
    [`curl -sS -X POST https://api.north.example -d '{}' -H 'Authorization: Bearer TOKEN'`, HEADER, IN_AUTHORIZATION],
    [`curl -vH 'Authorization: Bearer TOKEN' https://api.north.example`, HEADER, IN_AUTHORIZATION],
    [`GET /a HTTP/1.1\nHost: api.north.example\nAuthorization: Bearer TOKEN\n\n`, HEADER, IN_AUTHORIZATION],
    [
      `> GET /a HTTP/2\n> Host: api.north.example\n> Authorization: Bearer TOKEN\n> \n< HTTP/2 401`,
      HEADER,
      IN_AUTHORIZATION,
    ],
    [
      `curl --cookie 'theme=dark; session=TOKEN' https://api.north.example`,
      [{ in: "cookie", name: "access" }],
      ["warn: the cookie session, not the cookie access"],
    ],
    [
      `curl 'https://api.north.example/a?token=TOKEN&b=1'`,
      [
        { in: "header", name: "Authorization" },
        { in: "parameter", name: "jwt" },
      ],
      ["warn: the query parameter token, not the header Authorization or the query parameter jwt"],
    ],
  ] as const)("is named: %s", (pasted, places, expected) => {
    expect(said(pasted, places)).toEqual(expected);
  });

  test.each([
    ["no request is shown", "TOKEN", HEADER],
    ["nothing was pasted", null, HEADER],
    ["the places are unknown", `curl -H "Authorization: Bearer TOKEN" https://a.example`, undefined],
    ["it is there, in other letters", `curl -H "X-Token: TOKEN" https://a.example`, HEADER],
    ["it is there too", `curl -H "X-Token: TOKEN" -H "Authorization: Bearer TOKEN" https://a.example`, HEADER],
    ["another token is there", `curl -H "X-Token: $OTHER" -H "DPoP: TOKEN" https://a.example`, HEADER],
    ["a file has more fields", `curl -H @more.txt -H "Authorization: Bearer TOKEN" https://a.example`, HEADER],
    ["a variable has more", `curl -H "$MORE" -H "Authorization: Bearer TOKEN" https://a.example`, HEADER],
    [
      "an option gives Authorization",
      `curl -u me:you -H "X-Token: TOKEN" https://a.example`,
      [{ in: "header", name: "Authorization" }],
    ],
    ["it is in the body as well", `curl -H "A: TOKEN" -d jwt=TOKEN https://a.example`, HEADER],
    ["it is in the body only", `curl -d jwt=TOKEN https://a.example`, HEADER],
    [
      "-G sends parameters",
      `curl -G -d x-token=1 -H "A: TOKEN" https://a.example`,
      [{ in: "parameter", name: "x-token" }],
    ],
    ["the program is no command", `fetch("https://a.example", { headers: { Authorization: "Bearer TOKEN" } })`, HEADER],
  ] as const)("is not claimed where %s", (_, pasted, places) => {
    expect(said(pasted, places)).toEqual([]);
  });

  test("is the cause of a message that the token is missing", () => {
    const verifier = { title: "Envoy jwt_authn filter", refusedBy: null, dangers: [], places: HEADER };
    const pasted = `curl -H "Authorization: Bearer ${HEALTHY}" https://a.example`;
    const findings = verifierConfiguration.detect(contextOf(HEALTHY, { verifier, arrival: { pasted, removals: [] } }));
    const known = { header: null, payload: null, unread: [], judgement: null, solution: null, policy: readPolicy("") };
    expect(standingOf("IN-03", { ...known, findings }).kind).toBe("found");
    expect(standingOf("IN-03", { ...known, findings: [] }).kind).not.toBe("found");
  });

  test("is not claimed of another token than the one in the request", () => {
    const other = compact(HEALTHY_HEADER, HEALTHY_PAYLOAD.replace("orders", "others"));
    expect(said(`curl -H "Authorization: Bearer ${other}" https://a.example\nTOKEN`, HEADER)).toEqual([]);
  });
});

const envoy = (more: string) => `providers:
  north:
    issuer: https://id.north.example
    audiences: [orders]
    remote_jwks: { http_uri: { uri: "https://id.north.example/jwks", cluster: id, timeout: 5s } }
${more}`;
const istio = (more: string) => `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: north }
spec:
  jwtRules:
    - issuer: https://id.north.example
${more}`;
const kong = (config: string) => `_format_version: "3.0"
consumers:
  - username: north
    jwt_secrets: [{ key: https://id.north.example, algorithm: HS256, secret: a-secret-of-this-test-only-0123456789 }]
plugins:
  - name: jwt
    config: ${config}
`;
const krakend = (more: object) =>
  JSON.stringify({
    extra_config: { "auth/validator": { alg: "RS256", jwk_url: "https://id.north.example/jwks", ...more } },
  });
const management = (attributes: string) =>
  `<validate-jwt ${attributes}><openid-config url="https://id.north.example/c" /></validate-jwt>`;

describe("where a verifier looks for the token", () => {
  beforeAll(loadReader);

  test.each([
    ["Envoy", envoy(""), "header Authorization, parameter access_token"],
    ["Envoy", envoy(`    from_headers: [{ name: x-token, value_prefix: "Bearer " }]`), "header x-token"],
    ["Envoy", envoy(`    from_params: [jwt]\n    from_cookies: [access]`), "parameter jwt, cookie access"],
    ["Envoy", envoy(`    from_headers: [{ name: "{{ header }}" }]`), null],
    ["Istio", istio(""), "header Authorization, parameter access_token"],
    ["Istio", istio(`      fromHeaders: [{ name: x-token }]`), "header x-token"],
    ["Istio", istio(`      fromParams: [jwt]`), "parameter jwt"],
    ["nginx", `location / { auth_jwt "north"; auth_jwt_key_file k; }`, "header Authorization"],
    ["nginx", `location / { auth_jwt "north" token=$cookie_access; auth_jwt_key_file k; }`, "cookie access"],
    ["nginx", `location / { auth_jwt "north" token=$arg_jwt; }`, "parameter jwt"],
    ["nginx", `location / { auth_jwt "north" token=$http_x_token; }`, "header x-token"],
    ["nginx", `location / { auth_jwt "north" token=$chosen; }`, null],
    ["nginx", `server { auth_jwt "north"; location /open { auth_jwt off; } }`, "header Authorization"],
    ["API Management", management(`header-name="X-Token"`), "header X-Token"],
    ["API Management", management(`query-parameter-name="jwt"`), "parameter jwt"],
    ["API Management", management(`token-value="@(context.Request.Headers)"`), null],
    ["API Management", management(`header-name="{{name}}"`), null],
    ["Kong", kong(`{ claims_to_verify: [exp] }`), "header Authorization, parameter jwt"],
    ["Kong", kong(`{ header_names: [x-token], uri_param_names: [], cookie_names: [c] }`), "header x-token, cookie c"],
    ["KrakenD", krakend({}), "header Authorization"],
    ["KrakenD", krakend({ auth_header_name: "X-Token", cookie_key: "access" }), "header X-Token, cookie access"],
  ])("%s: %s", (_, configuration, expected) => {
    const { places } = readingOf(configuration);
    expect(places?.map((place) => `${place.in} ${place.name}`).join(", ") ?? null).toBe(expected);
  });

  test("is unknown where a part of the file cannot be read", () => {
    expect(readingOf(`location / { auth_jwt "north"; `).places).toBeUndefined();
  });
});
