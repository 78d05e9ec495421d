import type { RuleContext } from "../../core/rules/types.ts";
import { compact, SAMPLE_NOW } from "./context.ts";
import { healthy, of, type Samples } from "./sample.ts";

const made = (claims: object, header: object = { alg: "ES256", typ: "JWT" }, more: Partial<RuleContext> = {}) =>
  of(compact(JSON.stringify(header), JSON.stringify(claims), "c".repeat(86)), more);
const pastedIn = (text: string, claims: object, header?: object) => {
  const token = compact(JSON.stringify(header ?? { alg: "ES256", typ: "JWT" }), JSON.stringify(claims), "c".repeat(86));
  return of(token, { arrival: { pasted: text.replaceAll("TOKEN", token), removals: [] } });
};

const EVENT = { "http://schemas.openid.net/event/backchannel-logout": {} };
const LOGOUT = { iss: "https://as.example", aud: "web", iat: SAMPLE_NOW, exp: SAMPLE_NOW + 60, jti: "a" };
const RESPONSE = { iss: "https://as.example", aud: "web", exp: SAMPLE_NOW + 60, state: "s" };
const REQUEST = { iss: "web", aud: "https://as.example", client_id: "web", response_type: "code" };
const JWK = { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "B".repeat(42) + "A" };
const ENTRA = {
  iss: "https://login.microsoftonline.com/0f3b1c4e-0000-4000-8000-000000000001/v2.0",
  aud: "web",
  name: "Ada",
};

const FORM =
  "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
const ASSERTION = { iss: "web", sub: "web", aud: "https://as.example/token", jti: "a", exp: SAMPLE_NOW + 60 };
const SWAPPED = compact(`{"iss":"a","exp":${SAMPLE_NOW + 600}}`, `{"alg":"HS256","typ":"JWT"}`);

/** The left half of the SHA-256 of `opaque-access-token`. */
const HASH = "ziBUtZEpY5JqE5mEv5FPew";

/** The thumbprint of `JWK`. */
const SUBJECT = "RlEf8XTLuaqC_iLurVkkuegxQ7beXpdp0HNiE-0x9XM";

export const kindSamples: Samples = {
  "logout-token": {
    fires: [
      ["nonce", made({ ...LOGOUT, sub: "1", events: EVENT, nonce: "n" }), "error", 'payload "\\"n\\""'],
      [
        "event",
        made({ ...LOGOUT, sub: "1" }, { alg: "ES256", typ: "logout+jwt" }),
        "error",
        'header "\\"logout+jwt\\""',
      ],
      [
        "whom",
        made({ ...LOGOUT, events: EVENT }, { alg: "ES256", typ: "logout+jwt" }),
        "error",
        'header "\\"logout+jwt\\""',
      ],
    ],
    silent: [
      healthy(),
      made({ ...LOGOUT, sid: "1", events: EVENT }),
      made({ ...LOGOUT, events: { "https://event.example": {} } }),
    ],
  },
  "CLM-24": {
    fires: [
      [
        "logout",
        made({ ...LOGOUT, sub: "1", events: EVENT }),
        "info",
        'payload "{\\n    \\"http://schemas.openid.n…out\\": {}\\n  }"',
      ],
      ["response", made({ ...RESPONSE, code: "PyyFaux2o7Q0" }), "info", 'payload "\\"PyyFaux2o7Q0\\""'],
      [
        "response",
        pastedIn("Authorization: Bearer TOKEN", { ...RESPONSE, code: "PyyFaux2o7Q0" }),
        "warn",
        'payload "\\"PyyFaux2o7Q0\\""',
      ],
      ["refusal", made({ ...RESPONSE, error: "access_denied" }), "warn", 'payload "\\"access_denied\\""'],
    ],
    silent: [
      healthy(),
      made({ ...RESPONSE, code: "x", sub: "1" }),
      made({
        iss: "https://as.example",
        aud: "web",
        exp: SAMPLE_NOW + 60,
        code: "invitation-77",
        email: "a@b.example",
      }),
      made({ ...RESPONSE, error: "The disk is full" }),
      made({ code: "x", aud: "web", exp: SAMPLE_NOW + 60 }),
    ],
  },
  "request-object": {
    fires: [
      [
        "client",
        pastedIn("https://as.example/authorize?client_id=other&request=TOKEN", REQUEST),
        "error",
        'payload "\\"web\\""',
      ],
      ["nested", made({ ...REQUEST, request_uri: "urn:x" }), "error", 'payload "\\"urn:x\\""'],
    ],
    silent: [
      healthy(),
      made(REQUEST),
      pastedIn("https://as.example/authorize?client_id=web&request=TOKEN", REQUEST),
      pastedIn("https://a.example/?client_id=other&next=1 TOKEN", REQUEST),
      pastedIn("?client_id=%ZZ&request=TOKEN", REQUEST),
    ],
  },
  "self-issued": {
    fires: [
      [
        "key",
        made({ iss: SUBJECT, sub: SUBJECT, sub_jwk: JWK }),
        "info",
        String.raw`payload "{\n    \"kty\": \"EC\",\n    \"crv\": …BBBBBBA\"\n  }"`,
        String.raw`public-key becomes "{\n    \"kty\": \"EC\",\n    \"crv\": …BBBBBBA\"\n  }"`,
      ],
      ["thumbprint", made({ iss: "ada", sub: "ada", sub_jwk: JWK }), "error", 'payload "\\"ada\\""'],
      [
        "private",
        made({ iss: SUBJECT, sub: SUBJECT, sub_jwk: { ...JWK, d: "C".repeat(43) } }),
        "security",
        String.raw`payload "{\n    \"kty\": \"EC\",\n    \"crv\": …CCCCCCC\"\n  }"`,
      ],
      [
        "issuer",
        made({ iss: "https://wallet.example", sub: SUBJECT, sub_jwk: JWK }),
        "warn",
        'payload "\\"https://wallet.example\\""',
      ],
    ],
    silent: [healthy()],
  },
  "CLM-09": {
    fires: [["entra", pastedIn("Authorization: Bearer TOKEN", ENTRA), "warn", 'payload "\\"web\\""']],
    silent: [
      made(ENTRA),
      pastedIn("Authorization: Bearer TOKEN", { ...ENTRA, azp: "web", scp: "read" }),
      pastedIn("Authorization: Bearer TOKEN", { ...ENTRA, appid: "web", roles: ["read"] }),
    ],
  },
  replayable: { fires: [], silent: [made(REQUEST, { alg: "ES256", typ: "oauth-authz-req+jwt" })] },
  "client-assertion": {
    fires: [
      ["lacks", pastedIn(`${FORM}&client_assertion=TOKEN`, { ...ASSERTION, exp: undefined }), "error"],
      ["client", pastedIn(`${FORM}&client_id=other&client_assertion=TOKEN`, ASSERTION), "error", 'payload "\\"web\\""'],
      ["type", pastedIn("client_assertion=TOKEN", ASSERTION), "error"],
      ["type", pastedIn("client_assertion_type=jwt-bearer&client_assertion=TOKEN", ASSERTION), "error"],
      [
        "bearer",
        pastedIn("Authorization: Bearer TOKEN", ASSERTION),
        "warn",
        'payload "\\"https://as.example/token\\""',
      ],
    ],
    silent: [
      healthy(),
      made(ASSERTION),
      pastedIn(`${FORM}&client_id=web&client_assertion=TOKEN`, ASSERTION),
      pastedIn("Authorization: Bearer TOKEN", { ...ASSERTION, aud: "https://storage.example/" }),
      pastedIn(`client_assertion_type=%ZZ&assertion=TOKEN`, ASSERTION),
    ],
  },
  "okta-org-token": {
    fires: [
      [
        "org",
        made({ iss: "https://dev-1.okta.com", cid: "web", scp: ["openid"] }),
        "info",
        'payload "\\"https://dev-1.okta.com\\""',
      ],
    ],
    silent: [
      healthy(),
      made({ iss: "https://dev-1.okta.com/oauth2/default", cid: "web", scp: ["openid"] }),
      made({ iss: "https://dev-1.okta.com", aud: "web" }),
    ],
  },
  "token-hash": {
    fires: [
      [
        "other",
        pastedIn('{"access_token":"another-access-token","id_token":"TOKEN"}', { at_hash: HASH }),
        "error",
        `payload "\\"${HASH}\\""`,
      ],
      [
        "other",
        pastedIn("https://a.example/#code=a-code-that-differs&id_token=TOKEN", { c_hash: HASH }),
        "error",
        `payload "\\"${HASH}\\""`,
      ],
    ],
    silent: [
      healthy(),
      made({ at_hash: HASH }),
      pastedIn('{"access_token":"opaque-access-token","id_token":"TOKEN"}', { at_hash: HASH }),
      pastedIn("#access_token=another-access-token&x=1\n#access_token=opaque-access-token", { at_hash: HASH }),
      pastedIn('{"access_token":"another-access-token","id_token":"TOKEN"}', { sub: "1" }),
    ],
  },
  "TIM-08": {
    fires: [
      [
        "header",
        of(compact(`{"alg":"HS256","exp":${SAMPLE_NOW + 600}}`, "{}")),
        "warn",
        `header "${SAMPLE_NOW + 600}"`,
      ],
      ["named", made({ EXP: SAMPLE_NOW + 600 }), "warn", 'payload "\\"EXP\\""'],
    ],
    silent: [of(compact(`{"alg":"HS256","exp":${SAMPLE_NOW + 600}}`, `{"exp":${SAMPLE_NOW + 600}}`))],
  },
  "HDR-03": {
    fires: [
      [
        "swapped",
        of(SWAPPED),
        "error",
        `token "${SWAPPED.slice(0, 30)}…cCI6IkpXVCJ9"`,
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "misread",
        of(compact(`{"alg":"HS256","typ":"JWT"}`, "{}").replace("IUzI1N", "IUzIlN")),
        "error",
        'token "l"',
        'token "l" → "1"',
      ],
      ["misnamed", made({}, { algo: "ES256" }), "error", 'header "\\"algo\\""'],
    ],
    silent: [made({ alg: "ES256" })],
  },
  "IN-16": {
    fires: [
      [
        "misread",
        of(compact(`{"alg":"HS256","typ":"JWT"}`, "{}").replace("ciOi", "ci0i")),
        "error",
        'token "0"',
        'token "0" → "O"',
      ],
      ["unset", of(compact(`{"alg":"HS256","typ":"JWT"}`, "[object Object]")), "error", "payload, whole"],
      ["unset", of(compact(`{"alg":"HS256","typ":"JWT"}`, "undefined")), "error", "payload, whole"],
      [
        "encoded",
        of(compact(`{"alg":"HS256","typ":"JWT"}`, Buffer.from(`{"sub":"1"}`).toString("base64url"))),
        "error",
        "payload, whole",
        `payload becomes "{\\n  \\"sub\\": \\"1\\"\\n}"`,
      ],
    ],
    silent: [],
  },
};
