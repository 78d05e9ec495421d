import type { JudgementReason } from "../../core/crypto/types.ts";
import type { CertificateFacts, KeyMaterial, KeyReading } from "../../core/keys/types.ts";
import type { Solution } from "../../core/solve/types.ts";
import type { RuleContext } from "../../core/rules/types.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { compact, contextOf, SAMPLE_NOW } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, type Samples } from "./sample.ts";

const SIGNATURE = `${"B".repeat(341)}A`;
const DAY = 86_400;
const N = SAMPLE_NOW;

/** A token with these claims and this header, and without a key reading that verifies. */
function token(claims: object, more: Partial<RuleContext> = {}, header: object = { alg: "RS256", kid: "a" }) {
  return (): RuleContext =>
    contextOf(
      compact(JSON.stringify(header), JSON.stringify({ sub: "1", iat: N - 60, exp: N + 600, ...claims }), SIGNATURE),
      {
        solution: NOTHING_FOUND,
        ...more,
      },
    );
}
const NOTHING_FOUND: Solution = { discovery: null, tried: 9, milliseconds: 1, fingerprint: null, kinds: [] };
const FOUND: Solution = { ...NOTHING_FOUND, discovery: { steps: ["other-key"], args: {} } };

const material = (more: Partial<KeyMaterial> = {}): KeyMaterial => ({
  jwk: { kty: "RSA", n: "AQAB", e: "AQAB" },
  isPrivate: false,
  format: "jwk",
  description: "RSA 2048 bits",
  thumbprint: "T",
  ...more,
});
const named = (kid: string) => material({ jwk: { kty: "RSA", n: "AQAB", e: "AQAB", kid } });
const certificate = (notBefore: number, notAfter: number): CertificateFacts => ({
  subject: "CN=a",
  issuer: "CN=b",
  notBefore,
  notAfter,
  thumbprints: { x5t: "A".repeat(27), "x5t#S256": "A".repeat(43) },
  isAuthority: false,
  isSelfIssued: false,
  serialNumber: "1",
});
const certified = (notBefore: number, notAfter: number, format: KeyMaterial["format"] = "certificate") =>
  material({ format, certificate: certificate(notBefore, notAfter) });
const reading = (...keys: KeyMaterial[]): KeyReading => ({
  kind: "keys",
  format: keys.length > 1 ? "jwks" : (keys[0]?.format ?? "jwk"),
  keys,
  repairs: [],
  unreadable: [],
});
const publicKey = (...keys: KeyMaterial[]) => ({ publicKey: reading(...keys) });
const key = (found: KeyMaterial | null = material()) => ({
  source: "public-key" as const,
  material: found,
  secretBytes: null,
});
const failed = (reason: JudgementReason) => ({
  judgement: judged("key-error", { alg: "RS256", reason, key: key(null) }),
});
const unknownKid = failed({ code: "kid-not-in-set", kid: "a", available: ["b"] });
const invalid = { judgement: judged("invalid", { alg: "RS256", key: key() }) };
const verified = (found = material()) => ({ judgement: judged("verified", { alg: "RS256", key: key(found) }) });
const unfit = failed({ code: "key-unfit", fit: { kind: "mismatch", code: "type", args: {} } });

const JWT_EC = { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "A".repeat(43), d: "A".repeat(43) };
const ENTRA = { iss: "https://login.microsoftonline.com/t/v2.0", aud: "app" };
const B2C = { iss: "https://contoso.b2clogin.com/t/v2.0/", tfp: "B2C_1_signin" };
const SUPABASE = { iss: "https://abc.supabase.co/auth/v1" };

/** Rules about where a key comes from, its form, and when it was made. */
export const moreKeySamples: Samples = {
  "KEY-32": {
    fires: [
      [
        "type",
        token({}, { signing: { kind: "unavailable", reason: unfitReason() }, privateKey: reading(material()) }),
        "warn",
        "private-key, whole",
      ],
    ],
    silent: [token({}, unfit), token({}, verified())],
  },
  "KEY-11": { fires: [], silent: [token({}, { signing: { kind: "unavailable", reason: unfitReason() } })] },
  "KEY-03": {
    fires: [
      [
        "spki",
        token({}, publicKey(material({ format: "pkcs1-public" }))),
        "info",
        "public-key, whole",
        'public-key becomes "-----BEGIN PUBLIC KEY-----\\nMB4…IC KEY-----\\n"',
      ],
      [
        "pkcs8",
        token({}, { privateKey: reading(material({ format: "sec1", isPrivate: true, jwk: JWT_EC })) }),
        "info",
        "private-key, whole",
        'private-key becomes "-----BEGIN PRIVATE KEY-----\\nMI…TE KEY-----\\n"',
      ],
    ],
    silent: [
      token({}, publicKey(material({ format: "spki" }))),
      healthy(publicKey(material({ format: "pkcs1-public" }))),
    ],
  },
  "KEY-04": {
    fires: [
      ["certificate", token({}, publicKey(certified(1, N + 1))), "info", "public-key, whole"],
      ["ended", token({}, publicKey(certified(1, N))), "warn", "public-key, whole"],
    ],
    silent: [token({}, publicKey(material())), token({}, publicKey(certified(1, N + 1, "certificate-map")))],
  },
  "KEY-24": {
    fires: [
      ["map", token({}, publicKey(certified(1, N + 1, "certificate-map"))), "info", "public-key, whole"],
      ["x5c", token({}, publicKey(certified(1, N + 1, "jwk"))), "info", "public-key, whole"],
      ["ended", token({}, publicKey(certified(1, N, "jwk"))), "warn", "public-key, whole"],
    ],
    silent: [token({}, publicKey(material())), token({}, publicKey(certified(1, N + 1)))],
  },
  "KEY-08": {
    fires: [
      [
        "token",
        token({}, { ...verified(named("x")), ...publicKey(named("x"), named("y")) }, { alg: "RS256" }),
        "warn",
        "header, whole",
      ],
      [
        "token",
        token({}, { ...verified(), ...publicKey(material(), material()) }, { alg: "RS256" }),
        "warn",
        "header, whole",
      ],
      [
        "set",
        token({}, failed({ code: "kid-not-in-set", kid: "a", available: [null, null] })),
        "error",
        "public-key, whole",
      ],
      [
        "chain",
        token(
          {},
          {
            ...verified({ ...certified(1, N + 1), thumbprint: "two" }),
            ...publicKey(certified(1, N + 1), { ...certified(1, N + 1), thumbprint: "two" }),
          },
          { alg: "RS256" },
        ),
        "warn",
        "public-key, whole",
      ],
    ],
    silent: [
      token({}, { ...verified(named("a")), ...publicKey(named("a"), named("y")) }),
      token({}, { ...verified(named("x")), ...publicKey(named("x")) }, { alg: "RS256" }),
      token(
        {},
        { ...verified(), ...publicKey(material(), material({ jwk: { kty: "EC", crv: "P-256" } })) },
        { alg: "RS256" },
      ),
      token({}, unknownKid),
    ],
  },
  "key-other-kind": {
    fires: [
      [
        "pair",
        token(
          {},
          { judgement: judged("no-key", { reason: { code: "no-secret" } }), ...publicKey(material()) },
          { alg: "HS256" },
        ),
        "info",
        'header "\\"HS256\\""',
      ],
      [
        "secret",
        token({}, { judgement: judged("no-key", { reason: { code: "no-public-key" } }), ...withSecret() }),
        "info",
        'header "\\"RS256\\""',
      ],
    ],
    silent: [
      token({}, { judgement: judged("no-key", { reason: { code: "no-public-key" } }) }),
      token({}, { judgement: judged("no-key", { reason: { code: "no-secret" } }) }, { alg: "HS256" }),
      token({}, { ...verified(), ...withSecret() }),
      token(
        {},
        { judgement: judged("no-key", { reason: { code: "no-secret" } }), ...publicKey(material()), solution: FOUND },
        { alg: "HS256" },
      ),
    ],
  },
  "KEY-07": {
    // The content of the set stays readable after another of its keys turned out to verify.
    fires: [
      [
        "kid",
        token({}, { ...failed({ code: "kid-not-in-set", kid: "a", available: ["b", "c"] }), solution: FOUND }),
        "error",
        "public-key, whole",
      ],
    ],
    silent: [token({}, failed({ code: "kid-not-in-set", kid: "a", available: [null] }))],
  },
  "KEY-31": {
    fires: [
      [
        "older",
        token({}, { ...unknownKid, ...publicKey(certified(1, N - DAY, "certificate-map")) }),
        "warn",
        "public-key, whole",
      ],
      [
        "newer",
        token({}, { ...invalid, ...publicKey(certified(N, N + DAY, "certificate-map")) }),
        "warn",
        "public-key, whole",
      ],
    ],
    silent: [
      token({}, { ...verified(), ...publicKey(certified(N, N + DAY)) }),
      token({}, { ...invalid, ...publicKey(certified(N - DAY, N + DAY)) }),
      token({}, { ...invalid, ...publicKey(certified(N, N + DAY), material()) }),
      token({}, { ...invalid, ...publicKey(certified(N, N + DAY)), solution: FOUND }),
    ],
  },
  "KEY-26": {
    fires: [
      ["entra", token(ENTRA, unknownKid), "info", 'payload "\\"https://login.microsoftonline.com/t/v2.0\\""'],
      ["b2c", token(B2C, invalid), "info", 'payload "\\"https://contoso.b2clogin.com/t/v2.0/\\""'],
      [
        "b2c",
        token({ ...B2C, tfp: undefined }, invalid),
        "info",
        'payload "\\"https://contoso.b2clogin.com/t/v2.0/\\""',
      ],
    ],
    silent: [
      token(ENTRA, verified()),
      token({}, unknownKid),
      token(ENTRA, { ...invalid, solution: FOUND }),
      token(ENTRA, invalid, { alg: "RS256", nonce: "graph" }),
    ],
  },
  "PRV-10": {
    fires: [
      [
        "cluster",
        token({ iss: "https://kubernetes.default.svc.cluster.local" }, invalid),
        "info",
        'payload "\\"https://kubernetes.default.svc.cluster.local\\""',
      ],
      [
        "cluster",
        token({ iss: "https://oidc.example", sub: "system:serviceaccount:default:a" }, unknownKid),
        "info",
        'payload "\\"https://oidc.example\\""',
      ],
    ],
    silent: [token({ iss: "https://kubernetes.default.svc" }, verified()), token({}, invalid)],
  },
  "PRV-15": {
    fires: [
      [
        "pair",
        token(SUPABASE, { judgement: judged("no-key", { reason: { code: "no-public-key" } }), ...withSecret() }),
        "info",
        'header "\\"RS256\\""',
      ],
      ["pair", token(SUPABASE, failed({ code: "none-fits" })), "info", 'header "\\"RS256\\""'],
      ["pair", token(SUPABASE, unfit), "info", 'header "\\"RS256\\""'],
      [
        "shared",
        token(
          { iss: "supabase" },
          { judgement: judged("no-key", { reason: { code: "no-secret" } }), ...publicKey(material()) },
          { alg: "HS256" },
        ),
        "info",
        'header "\\"HS256\\""',
      ],
    ],
    silent: [
      token(SUPABASE, verified()),
      token(SUPABASE, { judgement: judged("no-key", { reason: { code: "no-public-key" } }) }),
      token({}, failed({ code: "none-fits" })),
    ],
  },
  "DBG-03": {
    fires: [["compare", token({}, invalid), "info", "public-key, whole"]],
    silent: [
      token({}, verified()),
      token({}, { ...invalid, solution: FOUND }),
      token({}, { ...invalid, provenance: "kept" }),
      token({}, { judgement: judged("invalid", { alg: "RS256", key: key(named("a")) }) }),
    ],
  },
};

function unfitReason(): JudgementReason {
  return { code: "key-unfit", fit: { kind: "mismatch", code: "type", args: {} } };
}

function withSecret() {
  return { keys: { ...NO_KEYS, secret: { text: "secret", encoding: "UTF-8" as const } } };
}
