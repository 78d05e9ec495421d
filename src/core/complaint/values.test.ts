import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hintsOf } from "./hints.ts";
import { readValues, type ValueName } from "./values.ts";
import { isQuick } from "../../testing/rounds.ts";

/** What is said of one name: expected and actual. */
function said(text: string, name: ValueName): readonly (readonly string[])[] {
  const found = readValues(text).said.find((one) => one.name === name);
  return found === undefined ? [] : [found.expected, found.actual];
}

describe("values compared are read from a message", () => {
  test.each<[string, ValueName, string[], string[]]>([
    ["JsonWebTokenError: jwt audience invalid. expected: orders-api", "aud", ["orders-api"], []],
    [
      "jwt issuer invalid. expected: https://a.example or https://b.example",
      "iss",
      ["https://a.example", "https://b.example"],
      [],
    ],
    ['oidc: expected audience "kubernetes" got ["headlamp" "other"]', "aud", ["kubernetes"], ["headlamp", "other"]],
    [
      'err="[oidc: verify token: oidc: expected audience \\"kubernetes\\" got [\\"headlamp\\"]]"',
      "aud",
      ["kubernetes"],
      ["headlamp"],
    ],
    [
      'id token issued by a different provider, expected issuer "https://a.example/" got "https://b.example"',
      "iss",
      ["https://a.example/"],
      ["https://b.example"],
    ],
    [
      'incorrect "aud" (audience) claim. Expected "shop-prod" but got "shop-dev". Make sure the ID token is right.',
      "aud",
      ["shop-prod"],
      ["shop-dev"],
    ],
    [
      "IDX10214: Audience validation failed. Audiences: 'api://1'. Did not match: validationParameters.ValidAudience: '1' or validationParameters.ValidAudiences: 'null'.",
      "aud",
      ["1"],
      ["api://1"],
    ],
    [
      "IDX10205: Issuer: 'https://a.example'. Did not match: validationParameters.ValidIssuer: '' or validationParameters.ValidIssuers: 'https://b.example, https://c.example'",
      "iss",
      ["https://b.example", "https://c.example"],
      ["https://a.example"],
    ],
    [
      "JWT audience doesn't match this application ('aud' claim (1.apps.example) doesn't match expected value (2.apps.example))",
      "aud",
      ["2.apps.example"],
      ["1.apps.example"],
    ],
    [
      "The audience in ID Token [https://a.example] does not match the expected audience https://b.example/p.",
      "aud",
      ["https://b.example/p"],
      ["https://a.example"],
    ],
    [
      "string claim [iss] has value [mine] which does not match allowed claim values [yours]",
      "iss",
      ["yours"],
      ["mine"],
    ],
    [
      "audience from claim aud with value [account] does not match with any of allowed audiences map[proxy:{}]",
      "aud",
      ["proxy"],
      ["account"],
    ],
    ["Invalid subject. Expected user-1, received user-2", "sub", ["user-1"], ["user-2"]],
    ["jwt audience invalid. expected: orders", "aud", ["orders"], []],
    ["JsonWebTokenError: jwt issuer invalid. expected: shop\n    at /app/verify.js:1:2", "iss", ["shop"], []],
    ["Invalid audience. Expected orders, received billing (JWT::InvalidAudError)", "aud", ["orders"], ["billing"]],
    [
      "Audience (aud) claim [account] doesn't contain an acceptable identifier. Expected kafka as an aud value.",
      "aud",
      ["kafka"],
      ["account"],
    ],
    ['jwtsvid: expected audience in ["orders"] (audience=["billing"])', "aud", ["orders"], ["billing"]],
    ["Token audience 'mobile' is not among the accepted audiences [web, admin]", "aud", ["web", "admin"], ["mobile"]],
    [
      'id token issued by a different provider, expected "https://a.example/" got "https://a.example"',
      "iss",
      ["https://a.example/"],
      ["https://a.example"],
    ],
    [
      "Unsupported JWS algorithm HS256, must be RS256, RS384, RS512, PS256, PS384 or PS512",
      "alg",
      ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
      ["HS256"],
    ],
    [
      'Signature algorithm of "HS256" is not supported. Expected the ID token to be signed with "RS256".',
      "alg",
      ["RS256"],
      ["HS256"],
    ],
    ["Unable to match key: \nkid: 'Zk3'. \nNumber of keys: '0'.", "kid", [], ["Zk3"]],
    [
      'Bearer scope="orders:write" error="insufficient_scope" error_description="no valid scope"',
      "scope",
      ["orders:write"],
      [],
    ],
    [
      "AADSTS700024: not within its valid time range. Current time: 2026-04-24T11:36:20Z, assertion valid from x",
      "now",
      [],
      ["2026-04-24T11:36:20Z"],
    ],
    [
      "No matching record found for presented assertion subject 'repo:acme/shop:ref:refs/heads/main'. Trace ID: 00 Correlation ID: 11",
      "sub",
      [],
      ["repo:acme/shop:ref:refs/heads/main"],
    ],
    ["signing method RS256 is invalid", "alg", [], ["RS256"]],
    ["algorithm mismatch, expected HS256", "alg", ["HS256"], []],
    ['Unable to find a signing key that matches: "2026-a"', "kid", [], ["2026-a"]],
    ["could not find key with kid: pw9td", "kid", [], ["pw9td"]],
    ["Unknown signing key (kid:YmQ5)", "kid", [], ["YmQ5"]],
    ["Key provided is shorter than 256 bits, only 120 bits provided", "bits", ["256"], ["120"]],
    ["requires a key size of at least '128' bits. Key is of size: '64'.", "bits", ["128"], ["64"]],
    ["oidc: token is expired (Token Expiry: 2025-01-14 10:40:08 +0000 UTC)", "exp", [], ["2025-01-14 10:40:08 +0000"]],
    ["The token expiration time is [1700000000].", "exp", [], ["1700000000"]],
  ])("%s", (text, name, expected, actual) => {
    expect(said(text, name)).toEqual([expected, actual]);
  });

  test.each([
    ['jwt.exceptions.MissingRequiredClaimError: Token is missing the "aud" claim', ["aud"]],
    ['Firebase ID token has no "kid" claim. See https://docs.example/verify', ["kid"]],
    ["invalid claim: missing sub claim\n  at /srv/node_modules/gotrue/fetch.js:41:20", ["sub"]],
  ])("%s: %j is missing, and the text after it is not its value", (text, missing) => {
    expect(readValues(text)).toEqual({ said: [], missing });
  });
});

describe("values that are not given are not invented", () => {
  test.each([
    "jwt malformed",
    "Wrong recipient, payload audience != requiredAudience\n    at verify (/app/node_modules/x/client.js:499:23)",
    "Please check Subject, Audience and Issuer. https://docs.example.com/federation Trace ID: 00",
    "The subject matches with case-insensitive comparison, but not with case-sensitive comparison.",
    "jwt audience invalid. expected: a string",
    "Another algorithm expected, or no matching key(s) found",
    "Invalid audience",
    "jwt audience invalid. expected: undefined",
    "IDX10214: Audience validation failed. Audiences: 'System.String'. Did not match: validationParameters.ValidAudience: 'null'.",
    '{"status": 401, "method": "GET", "error": "invalid token"}',
    "Please check your federated identity credential Subject, Audience and Issuer. Trace ID: 00",
  ])("%s", (text) => {
    expect(readValues(text)).toEqual({ said: [], missing: [] });
  });
});

test.skipIf(isQuick)("any text is read, and a huge hostile one in bounded work", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => void readValues(text)));
  for (const piece of ['"', "'a", "[", "(a", "aud: ", "expected ", "a.", "https://", '\\\\\\"', "A.", "2025-01-01 "]) {
    expect(readValues(piece.repeat(1_000_000 / piece.length)).missing).toEqual([]);
  }
});

describe("words that every object has as members are words like any other", () => {
  test.each(["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"])("%s", (word) => {
    for (const text of [
      `Token is missing the "${word}" claim`,
      `expected ${word} "foo" but got "bar"`,
      `${word}=foo`,
      `got 12 ${word}`,
    ]) {
      expect(readValues(text)).toEqual({ said: [], missing: [] });
    }
    expect(hintsOf({ said: [], missing: [word] }, "")).toEqual([]);
  });
});
