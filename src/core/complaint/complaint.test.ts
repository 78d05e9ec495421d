import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Judgement } from "../crypto/types.ts";
import { parseJson } from "../json/parse.ts";
import { SAMPLES } from "../../testing/rules/all.ts";
import type { RuleId } from "../rules/index.ts";
import type { Finding } from "../rules/types.ts";
import type { Solution } from "../solve/types.ts";
import { CAUSES, type CauseId } from "../causes/index.ts";
import { type ComplaintReading, diagnoseComplaint } from "./diagnose.ts";
import { matchComplaint } from "./match.ts";
import { type Known, standingOf, type Standing } from "./standing.ts";
import { MESSAGES } from "./table/index.ts";
import { MORE } from "./table/more.ts";
import { printedText } from "./words.ts";
import { isQuick, rounds, sampled } from "../../testing/rounds.ts";

const nothingKnown = (rule: CauseId): Standing => standingOf(rule, null);

const diagnose = (text: string, standing: (rule: CauseId) => Standing): ComplaintReading =>
  diagnoseComplaint(matchComplaint(text), standing);

/** The ids of the first answers. */
function first(text: string, standing = nothingKnown, count = 3): readonly string[] {
  const reading = diagnose(text, standing);
  return reading.kind === "empty" ? [] : reading.answers.slice(0, count).map(({ rule }) => rule);
}

/** What a text leads to instead, if none of the rules is among the first three answers; otherwise null. */
function astray(text: string, rules: readonly string[]): string | null {
  const answers = first(text);
  return answers.some((rule) => rules.includes(rule)) ? null : `${text}: ${answers.join()} and not ${rules.join()}`;
}

describe("the table", () => {
  const folder = process.env["JOTSCOPE_VECTORS"];
  const published = folder === undefined ? "" : join(folder, "..", "data", "diagnosis-rules.json");

  /**
   * Messages for which the library's source and its users contradict the published facts, with the reason. The facts'
   * rules stay among ours.
   */
  const CORRECTED: Readonly<Record<string, string>> = {
    "Envoy: Jwt verification fails": "jwt_verify_lib prints this if the signature does not match",
    "Jwt verification fails": "the same",
    "firebase/php-jwt: Wrong number of segments":
      "for any text without three parts, most often an opaque token; one encoded twice is rare",
    "jjwt: Illegal base64url character": "also for white space and other characters around a token",
    "jsonwebtoken: jwt not active": "only for nbf, far more often because of a clock than of milliseconds",
    "square/go-jose: error in cryptographic primitive": "for any signature that does not match, and for decryption",
  };

  test.skipIf(!existsSync(published))(
    "holds every published string with its rules, and no others (skipped without the facts)",
    () => {
      const { error_index: facts } = JSON.parse(readFileSync(published, "utf8")) as {
        error_index: readonly { readonly text: string; readonly rules: readonly string[] }[];
      };
      const own = new Map(MESSAGES.map(({ text, rules }) => [text, rules]));
      expect(own.size).toBe(MESSAGES.length);
      const expected = facts.map(({ text, rules }) => {
        const said = own.get(text) ?? [];
        return [
          text,
          text in CORRECTED && rules.every((rule) => (said as readonly string[]).includes(rule)) ? said : rules,
        ];
      });
      expect(Object.fromEntries(own)).toEqual(Object.fromEntries(expected));
    },
  );
});

describe("a message of the table", () => {
  test.each([...MESSAGES, ...MORE].map(({ text, rules }) => [text, rules] as const))("%s", (text, rules) => {
    expect(rules).toContain(first(text)[0]);
  });

  test("leads to its own rules first, whatever the token shows", () => {
    const others: Standing = { kind: "found", finding: { rule: "none", variant: "x", severity: "error", args: {} } };
    for (const { text, rules } of MESSAGES) {
      const adverse = (rule: CauseId): Standing => (rules.includes(rule) ? { kind: "ruled-out", words: "" } : others);
      expect(rules, text).toContain(first(text, adverse)[0]);
    }
  });
});

/** What happens to a message on its way from a library to a person. */
const carriers: readonly (readonly [string, (text: string, noise: string) => string])[] = [
  ["upper case", (text) => text.toUpperCase()],
  ["a log's prefix", (text, noise) => `2026-11-24T17:58:03.412Z ERROR [${noise}] ${text}`],
  ["a JSON log line", (text, noise) => JSON.stringify({ level: "error", time: 1800000000, msg: text, id: noise })],
  ["JSON in JSON", (text) => JSON.stringify({ body: JSON.stringify({ message: text }) })],
  ["colours of a terminal", (text) => `\u001b[31m${text.replaceAll(" ", "\u001b[1m \u001b[0m")}\u001b[39m`],
  ["typographic quotes", (text) => `“${text.replaceAll("'", "’").replaceAll('"', "”")}”`],
  ["other quotes", (text) => text.replaceAll('"', "`").replaceAll("'", '"')],
  ["wrapped lines", (text) => text.replaceAll(" ", "\r\n    ")],
  ["a URL", (text) => `https://app.example/error?error_description=${encodeURIComponent(text)}`],
  ["a form", (text) => `error=401&error_description=${encodeURIComponent(text).replaceAll("%20", "+")}`],
  [
    "HTML",
    (text) => `<p class="e">${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;")}</p>`,
  ],
  ["a challenge", (text) => `WWW-Authenticate: Bearer error="x", error_description="${text}"`],
  [
    "a stack trace",
    (text, noise) => `Error: ${text}\n    at verify (/srv/${noise}/app.js:101:17)\n    at next (/srv/app.js:7:3)`,
  ],
];

test.each(carriers)("a message is recognised through %s", (_, carry) => {
  expect(
    sampled([...MESSAGES, ...MORE])
      .map(({ text, rules }) => astray(carry(text, "c0ffee-17"), rules))
      .filter(Boolean),
  ).toEqual([]);
});

test("a message is recognised through any two of these, with other values and any noise around it", () => {
  const value = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
  fc.assert(
    fc.property(
      fc.constantFrom(...MESSAGES, ...MORE),
      fc.constantFrom(...carriers),
      fc.constantFrom(...carriers),
      value,
      fc.stringMatching(/^[a-f0-9]{8,40}$/),
      ({ text, rules }, [, inner], [, outer], put, noise) => {
        const filled = text.replace(/\b[XYN]\b|%s|…|\.\.\./g, put);
        expect(astray(outer(inner(filled, noise), noise), rules)).toBeNull();
      },
    ),
    { numRuns: rounds(1500) },
  );
});

test("a wording without its distinctive word is not recognised by its common ones", () => {
  // Supabase prints 401 {"message":"Invalid JWT"}: all of its words but one are here.
  const text = `error=401&error_description=${encodeURIComponent('{"message":"Invalid algorithm"}')}`;
  expect(first(text)).toEqual(["HDR-02", "PRV-11"]);
});

test("a message about one claim is not taken for the same message about another", () => {
  const spring = (claim: string) =>
    `An error occurred while attempting to decode the Jwt: The ${claim} claim is not valid`;
  expect(first(spring("aud"))[0]).toBe("CLM-05");
  expect(first(spring("iss"))[0]).toBe("CLM-01");
  expect(first(spring("sub"))[0]).toBe("CLM-14");
  expect(first('FST_JWT_AUTHORIZATION_TOKEN_INVALID "The sub claim value is not allowed."')[0]).toBe("CLM-14");
});

test("a message cut off before it says what it is about is not taken for one about an audience or issuer", () => {
  const cut = "com.nimbusds.jwt.proc.BadJWTException: Signed JWT rejected: Another algorithm expec";
  expect(first(cut, nothingKnown, 12)).not.toContain("CLM-05");
});

test("a message that asks for a kid says that it is missing, not that no key has it", () => {
  expect(first("Impossible to decode OIDC token: kid must be provided in JWT header.")[0]).toBe("KEY-08");
  expect(first("failed keyfunc: could not find kid in JWT header")[0]).toBe("KEY-08");
  expect(first('multiple applicable keys found, a "kid" JWT Header Parameter is required')[0]).toBe("KEY-08");
  expect(first("no key with this kid in the JWK set")[0]).toBe("KEY-07");
});

test("a message of a named program that ends otherwise is another message", () => {
  const credentials = 'Keycloak: {"error":"invalid_grant","error_description":"Invalid user credentials"}';
  expect(diagnose(credentials, nothingKnown).kind).toBe("unknown");
  expect(first(credentials.replace("Invalid user credentials", "User not found"))[0]).toBe("CLM-13");
});

test("a JWS that could not be parsed is not one whose signature failed", () => {
  const parse = "jws.Parse: failed to parse compact format: failed to decode headers: illegal base64 data at byte 4";
  expect(first(parse)[0]).toBe("IN-06");
  expect(first("could not verify this JWS")[0]).toBe("SEC-14");
});

test("“permission denied” alone does not say that a scope is missing", () => {
  expect(diagnose("oidc login: permission denied", nothingKnown).kind).toBe("unknown");
  expect(diagnose("oauth2-proxy: permission denied: email domain not allowed", nothingKnown).kind).toBe("unknown");
  expect(first("OIDC: scope orders.write denied for this token")[0]).toBe("CLM-18");
});

test("the number of a message decides, in whatever language its sentence is", () => {
  expect(first("AADSTS700016: 在目录中找不到标识符为 “b5c2” 的应用程序")[0]).toBe("SRV-11");
  expect(first("AADSTS50013: Fehler bei der Überprüfung der Assertion. [Grund: Schlüssel nicht gefunden]")[0]).toBe(
    "KEY-06",
  );
  expect(first("IDX12741 : le JWT doit comporter trois segments (JWS) ou cinq segments (JWE).")[0]).toBe("IN-08");
});

test("a message with another number of the same product is not this one, however similar", () => {
  const other = "AADSTS700299: No matching federated identity record found for presented assertion audience";
  expect(first(other, nothingKnown, 1)).not.toContain("PRV-06");
  expect(
    diagnose("AADSTS50011: The redirect URI does not match the redirect URIs of the application", nothingKnown).kind,
  ).toBe("unknown");
  expect(diagnose("AADSTS9002325: Proof Key for Code Exchange is required for redemption", nothingKnown).kind).toBe(
    "unknown",
  );
});

test("a message that compares two issuers or audiences is about tokens without any other token word", () => {
  const kind = (text: string) => diagnose(text, nothingKnown).kind;
  expect(kind("Invalid issuer. Expected: https://id.acme.test, got: https://id.acme.test/")).toBe("known");
  expect(kind("The issuer that was given is invalid here")).toBe("unknown");
  expect(kind("Invalid issuer of the certificate. Expected: CN=a, got: CN=b (x509)")).toBe("unknown");
});

test("the claim that a message calls missing decides between its causes", () => {
  expect(first('JWTClaimValidationFailed: missing required "sub" claim')[0]).toBe("CLM-11");
  expect(first('JWTClaimValidationFailed: missing required "exp" claim', nothingKnown, 12)).not.toContain("CLM-11");
});

test("names that only these libraries have are evidence in any log", () => {
  const log = "\u001b[31m[Nest] 1\u001b[39m ERROR \u001b[31msecretOrPrivateKey must have a value\u001b[39m";
  expect(diagnose(log, nothingKnown).kind).toBe("known");
  expect(first("OpenIDConnectClientException: Unable to verify signature")[0]).toBe("KEY-10");
});

test("a CSRF token is not about these tokens, whoever prints it", () => {
  const reading = diagnose('{"msg":"Missing CSRF token"} flask_jwt_extended', nothingKnown);
  expect(reading.kind).toBe("unknown");
});

test("with an encrypted token open, text without three parts is that token", () => {
  const finding: Finding = { rule: "IN-09", variant: "jwe", severity: "info", args: {} };
  const encrypted = (rule: CauseId): Standing => (rule === "IN-09" ? { kind: "found", finding } : nothingKnown(rule));
  expect(first("jwt malformed", encrypted)[0]).toBe("IN-09");
  expect(first("jwt malformed")[0]).toBe("IN-08");
});

test("a token that was refused with 401 is about these tokens, an API key is not", () => {
  const revoked = '{"serviceErrorCode":65601,"message":"The token used in the request has been revoked by the user"';
  expect(diagnose(`${revoked},"status":401}`, nothingKnown).kind).toBe("known");
  expect(diagnose(`${revoked}}`, nothingKnown).kind).toBe("unknown");
  expect(diagnose('401 {"error":{"message":"Incorrect API key provided"}}', nothingKnown).kind).toBe("unknown");
});

describe("messages in real logs", () => {
  test.each([
    ["JsonWebTokenError: invalid signature\n    at /app/node_modules/jsonwebtoken/verify.js:171:19", "SEC-01"],
    ["jwt.exceptions.ExpiredSignatureError: Signature has expired", "TIM-01"],
    [`{"status":401,"message":"Token expiration: 2027-01-15T07:00:00Z is in the past"}`, "TIM-01"],
    ["invalid_request: Missing id_token nonce: expected 'abc', got undefined", "CLM-20"],
    [
      "UnsupportedJwtException: The parsed JWT indicates it was signed with the 'RS256' signature algorithm, but the provided javax.crypto.spec.SecretKeySpec key may not be used to verify RS256 signatures.",
      "KEY-11",
    ],
    [
      'www-authenticate: Bearer error="invalid_token", error_description="The token expired at \'11/24/2026 17:00:00\'"',
      "",
    ],
    [
      "Microsoft.IdentityModel.Tokens.SecurityTokenInvalidAudienceException: IDX10214: Audience validation failed. Audiences: 'System.String'. Did not match: validationParameters.ValidAudience",
      "CLM-05",
    ],
    ["Jwt issuer is not configured", "PRV-13"],
    [
      "io.jsonwebtoken.security.SignatureException: JWT signature does not match locally computed signature. JWT validity cannot be asserted and should not be trusted.",
      "SEC-01",
    ],
    ['{"message":"JWT expired","code":"PGRST303"}', "TIM-01"],
    ["jwt audience invalid. expected: https://api.example/v2", "CLM-05"],
    ['unexpected "aud" claim value', "CLM-05"],
    ["token signature is invalid: crypto/rsa: verification error", "KEY-10"],
    ["error validating token: crypto/rsa: verification error", "KEY-10"],
    ["InvalidTokenError: Invalid token specified: invalid base64 for part #2", "IN-11"],
    [
      "IDX10503: Signature validation failed. Token does not have a kid. Keys tried: 'System.Text.StringBuilder'.\nExceptions caught:\n ''.\ntoken: '{\"alg\":\"RS256\"}'",
      "KEY-08",
    ],
    [
      'FirebaseAuthError: Firebase ID token has incorrect "aud" (audience) claim. Expected "shop-prod" but got "shop-dev". Make sure the ID token comes from the same Firebase project as the service account used to authenticate this SDK.',
      "PRV-03",
    ],
    [
      "FirebaseAuthError: Decoding Firebase ID token failed. Make sure you passed the entire string JWT which represents an ID token. See https://firebase.google.com/docs/auth/admin/verify-id-tokens",
      "IN-10",
    ],
  ])("%s", (text, rule) => {
    if (rule !== "") expect(first(text)).toContain(rule);
    else expect(first(text).length).toBeGreaterThan(0);
  });

  test.each([
    ['JOSEAlgNotAllowed: "alg" (Algorithm) Header Parameter value not allowed', ["jose (JavaScript)"]],
    [
      "Firebase\\JWT\\SignatureInvalidException: Signature verification failed in /srv/vendor/firebase/php-jwt/src/JWT.php:137",
      ["firebase/php-jwt"],
    ],
    ["AADSTS50027: JWT token is invalid or malformed.", ["Microsoft Entra ID"]],
    ["InvalidTokenError: Invalid token specified: missing part #2", ["jwt-decode (JavaScript)"]],
  ])("%s is ascribed to %j", (text, libraries) => {
    const reading = diagnose(text, nothingKnown);
    expect(reading.kind === "known" && reading.libraries).toEqual(libraries);
  });

  test("words split by a terminal are joined", () => {
    expect(first("JsonWebTokenError: jwt aud\nience invalid. expe\ncted: api")[0]).toBe("CLM-05");
  });

  test("a message used by several libraries names them all", () => {
    const reading = diagnose("Signature has expired", nothingKnown);
    expect(reading.kind === "known" && reading.libraries).toEqual(["python-jose", "PyJWT", "ruby-jwt"]);
    expect(reading.kind === "known" && reading.meaning).toContain("exp");
  });

  test("a log that names its library is attributed to that library", () => {
    const reading = diagnose(
      "TokenExpiredError: jwt expired\n    at /app/node_modules/jsonwebtoken/verify.js:190:21",
      nothingKnown,
    );
    expect(reading.kind === "known" && reading.libraries).toEqual(["jsonwebtoken (Node.js)"]);
    expect(reading.kind === "known" && reading.answers[0]?.libraries).toEqual(["jsonwebtoken (Node.js)"]);
  });
});

describe("an exchange with a server", () => {
  const asked = "> GET /orders HTTP/1.1\n> Host: api.example\n";
  const refused = '< HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: Bearer error="invalid_token"\n';

  test("that sent no credentials is recognised by that, whatever the server says and the token shows", () => {
    for (const text of [`${asked}>\n${refused}`, `${asked}>\n< HTTP/2 401\n<\n`, `${asked}\n${refused}JWT expired`]) {
      const reading = diagnose(text, (rule) =>
        rule === "TIM-01" ? { kind: "seen", words: "It has expired." } : nothingKnown(rule),
      );
      expect(reading.kind === "known" && reading.answers[0]?.rule, text).toBe("SRV-14");
      expect(reading).toMatchObject({ meaning: "The verifier found no token in the request." });
    }
  });

  test("that sent some, was asked for none, or for a password, is not", () => {
    const rules = (text: string): readonly string[] => first(text, nothingKnown, 20);
    expect(rules(`${asked}> Authorization: Bearer x\n>\n${refused}`)).not.toContain("SRV-14");
    expect(rules(`${asked}> Cookie: sid=1\n>\n${refused}`)).not.toContain("SRV-14");
    expect(rules(`${asked}> X-Api-Key: 1\n>\n${refused}`)).not.toContain("SRV-14");
    expect(rules(`${asked}>\n< HTTP/1.1 404 Not Found\n`)).toEqual([]);
    const password = `${asked}>\n< HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: Basic realm="x"\n`;
    expect(diagnose(password, nothingKnown).kind).toBe("unknown");
    expect(rules(refused)).not.toContain("SRV-14");
  });
});

describe("text that no library prints", () => {
  test("one word of two is not a message", () => {
    const text = "2026/11/27 20:40:11 [error] 31#31: *12 auth request unexpected status: 500 while sending to client";
    expect(diagnose(text, nothingKnown).kind).toBe("unknown");
  });

  test.each(["the coffee machine is out of beans", "42", "¯\\_(ツ)_/¯", "Segmentation fault (core dumped)"])(
    "%s is not recognised",
    (text) => {
      expect(diagnose(text, nothingKnown).kind).toBe("unknown");
    },
  );

  test("something similar is a guess, and no more", () => {
    const reading = diagnose("something about the token and its claims was odd", nothingKnown);
    expect(reading.kind).toBe("unknown");
    expect(reading.kind === "unknown" && reading.answers.length).toBeGreaterThan(0);
  });

  test("a written-out line break of two characters is one break", () => {
    expect(printedText(String.raw`intermittent\r\n401`)).toBe("intermittent 401");
    expect(printedText(String.raw`a\\r\\n\\r\\nb`)).toBe("a b");
  });

  test("empty text has no causes", () => {
    expect(diagnose(" \n", nothingKnown)).toEqual({ kind: "empty" });
  });
});

test.skipIf(isQuick)("any text gets an answer, and a huge hostile one in bounded work", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => void diagnose(text, nothingKnown)));
  for (const piece of sampled([
    "jwt ",
    "token is ",
    "%25",
    "\\\\\\n",
    "&#",
    "\u001b[",
    "a\n",
    "\\u00",
    "invalid signature ",
  ])) {
    expect(diagnose(piece.repeat(1_000_000 / piece.length), nothingKnown).kind).not.toBe("empty");
  }
  const long = `${"INFO request served in 3 ms\n".repeat(50_000)}JsonWebTokenError: jwt expired\n`;
  expect(first(long)[0]).toBe("TIM-01");
  expect(diagnose(long, nothingKnown)).toMatchObject({ cut: true });
});

describe("what the token says about a cause", () => {
  const known = (more: Partial<Known> = {}): Known => ({
    findings: [],
    header: null,
    payload: null,
    unread: [],
    judgement: null,
    solution: null,
    policy: { kind: "empty" },
    ...more,
  });
  const judged = (state: "invalid" | "verified" | "no-key", alg: string): Judgement => ({
    state,
    reason: { code: "mismatch" },
    alg,
    key: null,
    passedOver: [],
    weak: null,
    software: false,
  });
  const solved = (found: boolean): Solution => ({
    discovery: found ? { steps: ["trimmed"], args: {} } : null,
    tried: 40,
    kinds: [],
    milliseconds: 3,
    fingerprint: null,
  });
  const finding = (rule: RuleId): Finding => ({ rule, variant: "v", severity: "error", args: {} });
  const objectOf = (text: string): Known["payload"] => {
    const { root } = parseJson(text);
    return root?.type === "object" ? root : null;
  };

  test("a token that says which kind it is confirms or rules out that it is an ID token", () => {
    const standing = (payload: string, rule: CauseId = "CLM-09") =>
      standingOf(rule, known({ payload: objectOf(payload) })).kind;
    expect(standing('{"token_use":"id"}')).toBe("seen");
    expect(standing('{"token_use":"id"}', "PRV-01")).toBe("seen");
    expect(standing('{"token_use":"access"}')).toBe("ruled-out");
    expect(standing('{"at_hash":"x"}')).toBe("seen");
    expect(standing('{"at_hash":"x","scope":"a"}')).toBe("unknown");
    expect(standing('{"sub":"a"}')).toBe("unknown");
    expect(standingOf("CLM-09", null).kind).toBe("unknown");
  });

  test.each([
    ["at_hash", "3.1.3.6"],
    ["c_hash", "3.3.2.11"],
  ])("%s is cited by the section that defines it", (name, section) => {
    const standing = standingOf("CLM-09", known({ payload: objectOf(`{"${name}":"x"}`) }));
    expect(standing).toMatchObject({ kind: "seen", words: expect.stringContaining(`section ${section})`) });
  });

  test("a cause that the diagnosis finds comes first among those of the message", () => {
    const standing = (rule: CauseId): Standing => standingOf(rule, known({ findings: [finding("SEC-04")] }));
    expect(first("JsonWebTokenError: invalid signature", standing)[0]).toBe("SEC-04");
    expect(first("jwt malformed", (rule) => standingOf(rule, known({ findings: [finding("IN-10")] })))[0]).toBe(
      "IN-10",
    );
  });

  test("a cause that the token rules out comes last, and is marked", () => {
    const reading = diagnose("jsonwebtoken: jwt malformed", (rule) => standingOf(rule, known()));
    expect(reading.kind === "known" && reading.answers.find(({ rule }) => rule === "IN-19")?.standing.kind).toBe(
      "ruled-out",
    );
    expect(reading.kind === "known" && reading.answers[0]?.rule).not.toBe("IN-19");
  });

  test("without a token nothing is ruled in or out", () => {
    expect(standingOf("TIM-01", null).kind).toBe("unknown");
  });

  test.each([
    ["TIM-08", { payload: objectOf("{}") }, "seen"],
    ["TIM-08", { payload: objectOf('{"exp":1}') }, "ruled-out"],
    ["CLM-04", { payload: objectOf("{}") }, "seen"],
    ["CLM-04", { payload: objectOf('{"iss":"x"}') }, "unknown"],
    ["TIM-01", {}, "ruled-out"],
    ["KEY-31", {}, "unknown"],
    ["CLM-05", {}, "unknown"],
    ["CLM-05", { policy: { kind: "policy", policy: { aud: ["api"] }, problems: [] } }, "ruled-out"],
    ["SEC-01", {}, "unknown"],
    ["SEC-01", { judgement: judged("invalid", "HS256"), solution: solved(false) }, "ruled-out"],
    ["SEC-01", { judgement: judged("verified", "HS256") }, "unknown"],
    ["SEC-01", { judgement: judged("no-key", "RS256") }, "ruled-out"],
    ["KEY-06", { judgement: judged("invalid", "HS256") }, "ruled-out"],
    ["SEC-14", { judgement: judged("invalid", "HS256"), solution: solved(true) }, "ruled-out"],
    ["SEC-14", { judgement: judged("invalid", "HS256"), solution: solved(false) }, "unknown"],
  ] as const)("%s with %o is %s", (rule, more, kind) => {
    expect(standingOf(rule, known(more)).kind).toBe(kind);
  });

  test.each([
    ["TIM-08", {}],
    ["CLM-04", {}],
    ["TIM-01", {}],
    ["CLM-16", {}],
    ["CLM-05", { policy: { kind: "policy", policy: { aud: ["api"] }, problems: [] } }],
    ["CLM-01", { said: [{ name: "iss", expected: ["https://issuer.example"], actual: [] }] }],
  ] as const)("%s with %o cannot be decided for a truncated payload", (rule, more) => {
    const standing = standingOf(rule, known({ unread: ["payload"], ...(more as Partial<Known>) }));
    expect(standing.kind).toBe("unknown");
    expect(standing.kind === "unknown" && standing.words).not.toMatch(/no sign|has no/);
    // The header was read, and rules out what would show there.
    expect(standingOf("HDR-01", known({ unread: ["payload"] })).kind).toBe("ruled-out");
  });

  test("every cause that silence rules out has a rule that would report it", () => {
    const said = new Set(Object.keys(SAMPLES));
    const silent = Object.entries(CAUSES).filter(
      ([id, { decides }]) => ["token", "clock", "trial"].includes(decides) && !said.has(id),
    );
    expect(silent).toEqual([]);
  });
});
