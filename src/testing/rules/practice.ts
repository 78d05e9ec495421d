import { createHash } from "node:crypto";
import { decodeBase64Url } from "../../core/text/base64url.ts";
import { toHex } from "../../core/text/hex.ts";
import { HOLDER, ISSUER } from "../rfc9901.ts";
import type { Solution } from "../../core/solve/types.ts";
import type { RuleContext } from "../../core/rules/types.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { compact, HEALTHY, HEALTHY_HEADER, HEALTHY_PAYLOAD, SAMPLE_NOW, segment } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, of, type Sample, type Samples } from "./sample.ts";

const CLAIMS = JSON.parse(HEALTHY_PAYLOAD) as Record<string, unknown>;
const verified = { judgement: judged("verified") };
const made = (claims: object, header: object | string = HEADER, more: Partial<RuleContext> = verified) =>
  of(
    compact(typeof header === "string" ? header : JSON.stringify(header), JSON.stringify({ ...CLAIMS, ...claims })),
    more,
  );
const HEADER = JSON.parse(HEALTHY_HEADER) as object;
const silent = [healthy(), healthy(verified), healthy({ judgement: judged("invalid") })];
const fires = (...list: readonly Sample[]) => ({ fires: list, silent });
const push = (aud: string, ahead: number) =>
  of(compact(`{"alg":"ES256"}`, JSON.stringify({ aud, exp: SAMPLE_NOW + ahead, sub: "mailto:a@b.example" })), verified);
const NOTHING_FOUND: Solution = { discovery: null, tried: 3, milliseconds: 1, fingerprint: null, kinds: [] };
const asBearer: Partial<RuleContext> = {
  arrival: { pasted: "Bearer x", removals: [{ kind: "scheme", text: "Bearer ", range: { start: 0, end: 7 } }] },
};
/** The thumbprint of the holder's key in RFC 9901, by RFC 7638. */
const JKT = createHash("sha256")
  .update(`{"crv":"${HOLDER.crv}","kty":"EC","x":"${HOLDER.x}","y":"${HOLDER.y}"}`)
  .digest("base64url");
const proofBy = (jwk: object): string => compact(JSON.stringify({ typ: "dpop+jwt", alg: "ES256", jwk }), '{"jti":"1"}');
/** Pasted with something else in the same text. */
const pastedWith = (other: string): Partial<RuleContext> => ({ ...verified, arrival: { pasted: other, removals: [] } });
const CERTIFICATE = `-----BEGIN CERTIFICATE-----\n${Buffer.from("certificate").toString("base64")}\n-----END CERTIFICATE-----`;
const CERTIFICATE_DIGEST = createHash("sha256").update("certificate").digest("base64url");
const ENCRYPTED = `${segment('{"alg":"dir","enc":"A128GCM"}')}..AAAA.AAAA.AAAA`;
const bySecret = judged("invalid", { key: { source: "secret", material: null, secretBytes: 4 } });

export const practiceSamples: Samples = {
  sensitive: {
    fires: [
      ["secret", made({ password: "hunter2" }), "security", 'payload "\\"hunter2\\""'],
      ["secret", made({ db: { client_secret: "x" } }), "security", 'payload "\\"x\\""'],
      ["credential", made({ note: "AKIAIOSFODNN7EXAMPLE" }), "security", 'payload "\\"AKIAIOSFODNN7EXAMPLE\\""'],
      [
        "credential",
        made({ k: "-----BEGIN PRIVATE KEY-----" }),
        "security",
        'payload "\\"-----BEGIN PRIVATE KEY-----\\""',
      ],
      ["card", made({ pay: "4111 1111 1111 1111" }), "security", 'payload "\\"4111 1111 1111 1111\\""'],
      ["identity", made({ ssn: "078-05-1120" }), "warn", 'payload "\\"078-05-1120\\""'],
      ["iban", made({ account: "DE89 3704 0044 0532 0130 00" }), "warn", 'payload "\\"DE89 3704 0044 0532 0130 00\\""'],
      [
        "credential",
        made({ cnf: { jwk: { kty: "EC", crv: "P-256", x: "AA", y: "AA", d: "AA" } } }),
        "security",
        'payload "{\\n      \\"kty\\": \\"EC\\",\\n      \\"cr…: \\"AA\\"\\n    }"',
      ],
      [
        "credential",
        made({ hash: "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA" }),
        "security",
        'payload "\\"$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA\\""',
      ],
      ["personal", made({ email: "ada@example.com" }), "info", 'payload "\\"ada@example.com\\""'],
    ],
    silent: [
      ...silent,
      made({ pay: "4111 1111 1111 1112", orders: 41, password_changed_at: 1, secretary: "x" }),
      made({ account: "DE88 3704 0044 0532 0130 00" }),
      made({ cnf: { jwk: { kty: "EC", crv: "P-256", x: "AA", y: "AA" } } }),
      made({ email: "ada@example.com", nonce: "n" }),
      made({ iss: "https://accounts.google.com", email: "ada@example.com" }),
      made({ firebase: { identities: { password: ["ada@example.com"] } } }),
      made({ name: "Ada" }),
    ],
  },
  "TIM-08": {
    fires: [
      ["named", of(compact(HEALTHY_HEADER, `{"sub":"ada","expiresIn":"1h"}`)), "warn", 'payload "\\"expiresIn\\""'],
      ["nested", of(compact(HEALTHY_HEADER, `{"data":{"exp":${SAMPLE_NOW - 60}}}`)), "warn", 'payload "1799999940"'],
      ["none", made({ exp: undefined }), "info"],
      ["hidden", of(`${compact(HEALTHY_HEADER, '{"sub":"ada","_sd":["x"]}')}~`, verified), "info"],
    ],
    silent: [
      ...silent,
      of(compact(HEALTHY_HEADER, "{}"), verified),
      of(`${compact(HEALTHY_HEADER, '{"sub":"ada","_sd_alg":"SHA-256"}')}~${segment('["s","exp",1]')}~`, verified),
      made({ exp: undefined }, HEADER, {}),
      made({ exp: undefined }, { alg: "ES256", typ: "dpop+jwt" }),
    ],
  },
  "long-lived": {
    fires: [["hours", made({ scope: "read", exp: SAMPLE_NOW + 86_400 }), "info", 'payload "1800086400"']],
    silent: [...silent, made({ exp: SAMPLE_NOW + 86_400 }), made({ scope: "read", exp: SAMPLE_NOW + 3000 })],
  },
  unbound: {
    fires: [["aud", made({ scope: "read", aud: undefined }), "info"]],
    silent: [...silent, made({ aud: undefined }), made({ scope: "read" }, { alg: "HS256", typ: "at+jwt" })],
  },
  "HDR-11": {
    fires: [["typ", made({ scope: "read" }, { alg: "HS256" }), "info", "header, whole"]],
    silent: [...silent, made({}, { alg: "HS256" }), made({ scope: "read" }, { alg: "HS256", typ: "at+jwt" })],
  },
  replayable: {
    fires: [["jti", made({}, { alg: "HS256", typ: "dpop+jwt" }), "warn", 'header "\\"dpop+jwt\\""']],
    silent: [...silent, made({ jti: "x" }, { alg: "HS256", typ: "dpop+jwt" })],
  },
  "CLM-11": fires(
    ["anon", made({ iss: "supabase", role: "anon", sub: undefined }), "info", 'payload "\\"anon\\""'],
    [
      "service_role",
      made({ iss: "supabase", role: "service_role", sub: undefined }),
      "security",
      'payload "\\"service_role\\""',
    ],
  ),
  "CLM-15": fires([
    "uuid",
    made({ iss: "https://abc.supabase.co/auth/v1", sub: "ada" }),
    "warn",
    'payload "\\"ada\\""',
  ]),
  "CLM-23": fires(
    ["dpop", made({ cnf: { jkt: JKT } }), "info", `payload "\\"${JKT}\\""`],
    ["mtls", made({ cnf: { "x5t#S256": JKT } }), "info", `payload "\\"${JKT}\\""`],
    ["dpop-bearer", made({ cnf: { jkt: JKT } }, HEADER, asBearer), "warn", `payload "\\"${JKT}\\""`],
    ["dpop-proof", made({ cnf: { jkt: JKT } }, HEADER, pastedWith(proofBy(HOLDER))), "info", `payload "\\"${JKT}\\""`],
    ["dpop-other", made({ cnf: { jkt: JKT } }, HEADER, pastedWith(proofBy(ISSUER))), "error", `payload "\\"${JKT}\\""`],
    [
      "dpop-others",
      made({ cnf: { jkt: JKT } }, HEADER, pastedWith(`${proofBy(ISSUER)}\n${proofBy(ISSUER)}`)),
      "error",
      `payload "\\"${JKT}\\""`,
    ],
    [
      "mtls-certificate",
      made({ cnf: { "x5t#S256": CERTIFICATE_DIGEST } }, HEADER, pastedWith(CERTIFICATE)),
      "info",
      `payload "\\"${CERTIFICATE_DIGEST}\\""`,
    ],
    [
      "mtls-other",
      made({ cnf: { "x5t#S256": JKT } }, HEADER, pastedWith(CERTIFICATE)),
      "warn",
      `payload "\\"${JKT}\\""`,
    ],
    [
      "spelled",
      made({ cnf: { jkt: toHex(decodeBase64Url(JKT).bytes) } }),
      "error",
      `payload "\\"${toHex(decodeBase64Url(JKT).bytes).slice(0, 29)}…${toHex(decodeBase64Url(JKT).bytes).slice(-11)}\\""`,
      `payload "\\"${toHex(decodeBase64Url(JKT).bytes).slice(0, 29)}…${toHex(decodeBase64Url(JKT).bytes).slice(-11)}\\"" → "\\"${JKT}\\""`,
    ],
    ["length", made({ cnf: { jkt: "AAAA" } }), "error", 'payload "\\"AAAA\\""'],
    [
      "several",
      made({ cnf: { jwk: HOLDER, jwe: "a.b.c.d.e" } }),
      "error",
      'payload "{\\n    \\"jwk\\": {\\n      \\"kty\\": \\"E…b.c.d.e\\"\\n  }"',
    ],
    ["unknown", made({ cnf: { COSE_Key: {} } }), "warn", 'payload "{\\n    \\"COSE_Key\\": {}\\n  }"'],
    ["mistyped", made({ cnf: { jkt: 5 } }), "error", 'payload "5"'],
    ["unknown", made({ cnf: {} }), "warn", 'payload "{}"'],
    ["jku-plain", made({ cnf: { jku: "http://keys.example/" } }), "security", 'payload "\\"http://keys.example/\\""'],
    [
      "jwk",
      made({ cnf: { jwk: HOLDER } }),
      "info",
      'payload "{\\n    \\"jwk\\": {\\n      \\"kty\\": \\"E…Q\\"\\n    }\\n  }"',
    ],
    ["jwe", made({ cnf: { jwe: "a.b.c.d.e" } }), "info", 'payload "{\\n    \\"jwe\\": \\"a.b.c.d.e\\"\\n  }"'],
    ["kid", made({ cnf: { kid: "k1" } }), "info", 'payload "{\\n    \\"kid\\": \\"k1\\"\\n  }"'],
    [
      "jku",
      made({ cnf: { jku: "https://keys.example/" } }),
      "info",
      'payload "{\\n    \\"jku\\": \\"https://keys.example/\\"\\n  }"',
    ],
  ),
  "CLM-24": fires(
    ["kind", made({ typ: "Refresh" }), "info", 'payload "\\"Refresh\\""'],
    ["kind", made({}, { alg: "HS256", typ: "logout+jwt" }), "info", 'header "\\"logout+jwt\\""'],
    ["kind", made({ token_type: "refresh" }, { alg: "HS256" }), "info", 'payload "\\"refresh\\""'],
    ["kind", made({ type: "refresh_token" }), "info", 'payload "\\"refresh_token\\""'],
  ),
  "PRV-02": fires(
    [
      "session",
      made({ iss: "https://session.firebase.google.com/demo" }, HEADER, { judgement: judged("invalid") }),
      "error",
      'payload "\\"https://session.firebase.google.com/demo\\""',
    ],
    [
      "custom",
      made({
        aud: "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit",
        uid: "a",
      }),
      "warn",
      'payload "\\"https://identitytoolkit.googl…tityToolkit\\""',
    ],
  ),
  "PRV-05": fires([
    "lifetime",
    made({ iss: "a@p.iam.gserviceaccount.com", aud: "https://oauth2.googleapis.com/token", exp: SAMPLE_NOW + 7200 }),
    "warn",
    'payload "1800007200"',
  ]),
  "PRV-08": {
    fires: [
      ["lifetime", made({ iss: "123456", exp: SAMPLE_NOW + 7200 }, { alg: "RS256" }), "warn", 'payload "1800007200"'],
    ],
    silent: [...silent, made({ iss: "123456", exp: SAMPLE_NOW + 500 }, { alg: "RS256" })],
  },
  "PRV-16": fires(
    [
      "lifetime",
      made({ aud: "appstoreconnect-v1", exp: SAMPLE_NOW + 7200 }, { alg: "ES256", kid: "ABC" }),
      "warn",
      'payload "1800007200"',
    ],
    [
      "lifetime",
      made({ aud: "https://appleid.apple.com", exp: SAMPLE_NOW + 99_999_999 }, { alg: "ES256", kid: "ABC" }),
      "warn",
      'payload "1899999999"',
    ],
    [
      "algorithm",
      of(compact(`{"alg":"HS256","kid":"ABC123DEFG"}`, `{"iss":"DEF123GHIJ","iat":${SAMPLE_NOW}}`)),
      "error",
      'header "\\"HS256\\""',
    ],
    [
      "issued",
      of(compact(`{"alg":"ES256","kid":"ABC123DEFG"}`, `{"iss":"DEF123GHIJ","exp":${SAMPLE_NOW + 600}}`)),
      "warn",
      "payload, whole",
    ],
    [
      "apns",
      of(compact(`{"alg":"ES256","kid":"ABC123DEFG"}`, `{"iss":"DEF123GHIJ","iat":${SAMPLE_NOW - 3700}}`)),
      "warn",
      'payload "1799996300"',
    ],
  ),
  "PRV-14": fires(["key", of("sb_secret_abcdefgh1234"), "security", "token, whole"]),
  "nested-order": {
    fires: [["order", of(compact(`{"alg":"HS256","cty":"JWT"}`, ENCRYPTED)), "warn", "payload, whole"]],
    silent: [...silent, of(compact(`{"alg":"HS256","cty":"JWT"}`, HEALTHY)), of(ENCRYPTED)],
  },
  "HDR-10": fires(
    [
      "nested",
      of(compact(`{"alg":"HS256","cty":"JWT"}`, HEALTHY)),
      "info",
      'header "\\"JWT\\""',
      "take out the content",
    ],
    [
      "unsecured",
      of(compact(`{"alg":"none","cty":"JWT"}`, HEALTHY, "")),
      "info",
      'header "\\"JWT\\""',
      "take out the content",
    ],
    ["announced", made({}, { alg: "HS256", cty: "JWT" }), "info", 'header "\\"JWT\\""'],
    ["announced", of(compact('{"alg":"HS256","cty":"JWT"}', "no token")), "info", 'header "\\"JWT\\""'],
  ),
  "SEC-15": {
    fires: [["kid", healthy({ judgement: bySecret, solution: NOTHING_FOUND }), "info", 'header "\\"2026-11-a\\""']],
    silent: [
      ...silent,
      healthy({ judgement: bySecret }),
      healthy({ judgement: bySecret, solution: { ...NOTHING_FOUND, discovery: { steps: ["trimmed"], args: {} } } }),
      made({}, { alg: "HS256" }, { judgement: bySecret }),
    ],
  },
  "SEC-18": {
    fires: [
      [
        "zeros",
        healthy({ judgement: bySecret, keys: { ...NO_KEYS, secret: { text: "aabbcc00", encoding: "Hex" } } }),
        "info",
        "secret, whole",
      ],
    ],
    silent: [
      ...silent,
      healthy({ judgement: bySecret, keys: { ...NO_KEYS, secret: { text: "aabbcc01", encoding: "Hex" } } }),
    ],
  },
  "IN-25": {
    fires: [["garbled", made({ city: "MÃ¼nchen" }), "info", 'payload "\\"M\\u00c3\\u00bcnchen\\""']],
    silent: [...silent, made({ city: "München", note: "Ã" })],
  },
  "TIM-10": {
    fires: [["hours", made({ iat: SAMPLE_NOW + 7200 }), "warn", 'payload "1800007200"']],
    silent: [...silent, made({ iat: SAMPLE_NOW + 7500 })],
  },
  "PRV-18": {
    fires: [
      ["lifetime", push("https://fcm.googleapis.com", 90_000), "warn", 'payload "1800090000"'],
      [
        "path",
        push("https://updates.push.services.mozilla.com/wpush/v2/gAAAA", 3600),
        "warn",
        'payload "\\"https://updates.push.services…sh/v2/gAAAA\\""',
      ],
      [
        "contact",
        of(
          compact(
            `{"alg":"ES256"}`,
            `{"aud":"https://web.push.apple.com","exp":${SAMPLE_NOW + 3600},"sub":"a@b.example"}`,
          ),
          verified,
        ),
        "warn",
        'payload "\\"a@b.example\\""',
      ],
    ],
    silent: [
      ...silent,
      push("https://fcm.googleapis.com/", 43_200),
      push("https://orders.example/v1", 90_000),
      push("https://web.push.apple.com", 86_400),
    ],
  },
};
