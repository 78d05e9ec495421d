import type { JudgementReason } from "../../core/crypto/types.ts";
import type { KeyFault } from "../../core/keys/numbers/degenerate.ts";
import type { KeyFit, KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "../../core/keys/types.ts";
import type { RuleContext } from "../../core/rules/types.ts";
import { judged } from "./own.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { segment } from "./context.ts";
import { header, healthy, of, type Samples } from "./sample.ts";

const RS = `{"alg":"RS256","kid":"a"}`;
const SIGNATURE = `${"B".repeat(341)}A`;

const material = (more: Partial<KeyMaterial> = {}): KeyMaterial => ({
  jwk: { kty: "RSA", n: "AQAB", e: "AQAB" },
  isPrivate: false,
  format: "jwk",
  description: "RSA 2048 bits",
  thumbprint: "T",
  ...more,
});
const reading = (
  keys: readonly KeyMaterial[],
  more: Partial<Extract<KeyReading, { kind: "keys" }>> = {},
): KeyReading => ({
  kind: "keys",
  format: keys[0]?.format ?? "jwk",
  keys,
  repairs: [],
  unreadable: [],
  ...more,
});
const withSecret = (text: string) => ({ ...NO_KEYS, secret: { text, encoding: "UTF-8" as const } });
const rs = (more: Partial<RuleContext>) => header(RS, more, SIGNATURE);
const failed = (reason: JudgementReason, key: KeyMaterial | null = null) =>
  rs({
    judgement: judged("key-error", {
      alg: "RS256",
      reason,
      key: { source: "public-key", material: key, secretBytes: null },
    }),
  });
const unfit = (fit: KeyFit, key: Partial<KeyMaterial> = {}) => failed({ code: "key-unfit", fit }, material(key));
const mismatch = (code: Extract<KeyFit, { kind: "mismatch" }>["code"]) => unfit({ kind: "mismatch", code, args: {} });
const contradiction = (code: Extract<KeyFit, { kind: "contradiction" }>["code"]) =>
  unfit({ kind: "contradiction", code, args: {} });
const problem = (code: KeyProblem["code"], more: Partial<KeyProblem> = {}) =>
  rs({ publicKey: { kind: "unusable", problem: { code, format: null, range: null, args: {}, ...more }, repairs: [] } });
const repaired = (code: KeyRepair["code"], args: Readonly<Record<string, string>> = {}) =>
  rs({ publicKey: reading([material()], { repairs: [{ code, range: null, args }] }) });
const signing = (reason: JudgementReason) => rs({ provenance: "kept", signing: { kind: "unavailable", reason } });
/** A token still waiting for its key. */
const toBeEncrypted = (alg: string, reason: JudgementReason) =>
  of(`${segment(`{"alg":"${alg}","enc":"A128GCM"}`)}....`, { signing: { kind: "unavailable", reason } });
const good = rs({
  publicKey: reading([material()]),
  judgement: judged("verified", { alg: "RS256", reason: { code: "verified" } }),
});

const REPAIRS = [
  "bom",
  "one-line",
  "missing-armour",
  "quotes",
  "indentation",
  "env-or-yaml",
  "invisible",
  "text-around",
  "label",
  "dashes",
  "json-string",
  "base64url-body",
  "double-encoded",
  "markup",
  "plus-signs",
  "printed",
  "smart-quotes",
  "leading-zero",
  "lost-zero",
  "standard-base64",
  "hex-number",
  "decimal-number",
  "seed-and-public",
  "octet-list",
  "escaped-member",
  "stray-bits",
  "point",
  "from-x5c",
] as const;

/** Faults of a public key that no honest pair has, with their severity. */
const FAULTS: readonly (readonly [fault: KeyFault, severity: "security" | "error"])[] = [
  ["small-order", "security"],
  ["not-canonical", "error"],
  ["off-curve", "security"],
  ["coordinate-range", "error"],
  ["exponent-one", "security"],
  ["exponent-even", "error"],
  ["exponent-range", "error"],
  ["modulus-even", "error"],
  ["length", "error"],
  ["zero-vector", "security"],
];

/** A JWK in Public key whose private half is unusable, as the reading has it. */
const DAMAGED_TEXT = `{"kty":"RSA","n":"AQAB","e":"AQAB","d":"!"}`;
const damaged = (code: "jwk-invalid" | "no-pair", args: Readonly<Record<string, string>>, kid?: string) => {
  const range = { start: 0, end: DAMAGED_TEXT.length };
  const problem: KeyProblem = {
    code,
    format: "jwk",
    range,
    args,
    key: { index: 0, description: "RSA", jwk: { kty: "RSA", ...(kid === undefined ? {} : { kid }) } },
  };
  return rs({
    keys: { ...NO_KEYS, publicKey: { text: DAMAGED_TEXT } },
    publicKey: reading([material({ range, damaged: problem })]),
  });
};
const named = (kid: string, more: Partial<KeyMaterial> = {}) =>
  material({ jwk: { kty: "RSA", n: "AQAB", e: "AQAB", kid }, ...more });

/** A set whose only key has the token's kid in another spelling. */
const spelled = (kid: string, shown: string, own: string | number) => {
  const text = `{"keys":[{"kty":"RSA","kid":${JSON.stringify(own)}}]}`;
  const key = material({
    jwk: { kty: "RSA", n: "AQAB", e: "AQAB", kid: own as string },
    range: { start: 9, end: text.length - 2 },
  });
  return rs({
    keys: { ...NO_KEYS, publicKey: { text } },
    publicKey: reading([key], { format: "jwks" }),
    judgement: judged("key-error", {
      alg: "RS256",
      reason: { code: "kid-not-in-set", kid, available: [typeof own === "number" ? null : shown] },
      key: { source: "public-key", material: null, secretBytes: null },
    }),
  });
};

export const keySamples: Samples = {
  "KEY-11": {
    fires: [
      ["type", mismatch("type"), "error", "public-key, whole"],
      ["oct-as-asymmetric", mismatch("oct-as-asymmetric"), "error", "public-key, whole"],
    ],
    silent: [good, mismatch("curve")],
  },
  "KEY-12": {
    fires: [["alg", contradiction("alg"), "warn", "public-key, whole", "judge-anyway public-key"]],
    silent: [good],
  },
  "KEY-13": {
    fires: [
      ["use", contradiction("use"), "warn", "public-key, whole", "judge-anyway public-key"],
      ["key_ops", contradiction("key_ops"), "warn", "public-key, whole", "judge-anyway public-key"],
      ["ext", contradiction("ext"), "warn", "public-key, whole", "judge-anyway public-key"],
    ],
    silent: [good],
  },
  "KEY-14": {
    fires: [
      [
        "curve",
        unfit(
          { kind: "mismatch", code: "curve", args: {} },
          { jwk: { kty: "EC", crv: "P-384" }, description: "EC P-384" },
        ),
        "error",
        "public-key, whole",
      ],
    ],
    silent: [good, mismatch("type")],
  },
  "KEY-15": {
    fires: [["coordinate-length", mismatch("coordinate-length"), "error", "public-key, whole"]],
    silent: [good],
  },
  "KEY-28": {
    fires: [
      ["pss-only", mismatch("pss-only"), "error", "public-key, whole"],
      [
        "pss-parameters",
        unfit(
          { kind: "mismatch", code: "pss-parameters", args: { have: "SHA-512", mask: "SHA-512", salt: 64 } },
          { pssOnly: true, pss: { hash: "SHA-512", maskHash: "SHA-512", leastSalt: 64 } },
        ),
        "error",
        "public-key, whole",
      ],
    ],
    silent: [good, mismatch("type")],
  },
  "KEY-17": {
    fires: [
      ["refused", mismatch("size"), "error", "public-key, whole"],
      [
        "weak",
        rs({
          judgement: judged("verified", {
            alg: "RS256",
            weak: { bits: 1024, needed: 2048 },
            key: { source: "public-key", material: material(), secretBytes: null },
          }),
        }),
        "warn",
        "public-key, whole",
      ],
    ],
    silent: [good],
  },
  "KEY-07": {
    fires: [
      [
        "kid",
        failed({ code: "kid-not-in-set", kid: "a", available: ["b", null] }),
        "error",
        "public-key, whole",
        'copy "curl -fsS --proto \'=https\' --u… .jwks_uri)\\""',
      ],
      ["number", spelled("7", "7", 7), "error", 'public-key "7"', 'public-key "7" → "\\"7\\""'],
      ["letters", spelled("K1", "k1", "k1"), "error", 'public-key "\\"k1\\""', 'public-key "\\"k1\\"" → "\\"K1\\""'],
      [
        "base64",
        spelled("ab-_cd12", "ab+/cd12==", "ab+/cd12=="),
        "error",
        'public-key "\\"ab+/cd12==\\""',
        'public-key "\\"ab+/cd12==\\"" → "\\"ab-_cd12\\""',
      ],
      [
        "lone",
        rs({
          keys: { ...NO_KEYS, publicKey: { text: "{}" } },
          judgement: judged("verified", {
            alg: "RS256",
            key: { source: "public-key", material: named("b"), secretBytes: null },
          }),
        }),
        "warn",
        "public-key, whole",
      ],
    ],
    silent: [
      good,
      failed({ code: "none-fits" }),
      rs({
        judgement: judged("verified", {
          alg: "RS256",
          key: { source: "public-key", material: named("a"), secretBytes: null },
        }),
      }),
    ],
  },
  "key-none-fits": {
    fires: [
      ["none", failed({ code: "none-fits" }), "error", "public-key, whole"],
      ["import", failed({ code: "import-failed", message: "DataError" }), "error", "public-key, whole"],
    ],
    silent: [good],
  },
  "KEY-27": {
    fires: [
      ["lacking", failed({ code: "alg-lacking", alg: "RS256" }), "info", 'header "\\"RS256\\""'],
      ["insecure", failed({ code: "insecure-context" }), "warn"],
    ],
    silent: [good],
  },
  "sign-unavailable": {
    fires: [
      ["no-secret", signing({ code: "no-secret" }), "warn", 'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBB…BBBBBBBBBBBA"'],
      [
        "no-private-key",
        signing({ code: "no-public-key" }),
        "warn",
        'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBB…BBBBBBBBBBBA"',
      ],
      [
        "encrypted",
        of(`${segment('{"alg":"dir","enc":"A128GCM"}')}..AAAA.AAAA.AAAA`, {
          signing: { kind: "unavailable", reason: { code: "no-secret" } },
        }),
        "warn",
        "token, whole",
      ],
      ["not-yet", toBeEncrypted("RSA-OAEP-256", { code: "no-public-key" }), "info", "public-key, whole"],
      ["not-yet-secret", toBeEncrypted("A128KW", { code: "no-secret" }), "info", "secret, whole"],
      ["not-yet-password", toBeEncrypted("PBES2-HS256+A128KW", { code: "no-secret" }), "info", "secret, whole"],
      ["not-made", toBeEncrypted("RSA-OAEP", { code: "none-fits" }), "info"],
      [
        "encrypted-parameter",
        of(`${segment('{"alg":"ECDH-ES","enc":"A128GCM","apu":"Q"}')}..AAAA.AAAA.AAAA`, {
          signing: { kind: "unavailable", reason: { code: "jwe-shape", part: "apu" } },
        }),
        "warn",
        'header "\\"Q\\""',
      ],
      [
        "encrypted-rsa1_5",
        of(`${segment('{"alg":"RSA1_5","enc":"A128GCM"}')}.AAAA.AAAA.AAAA.AAAA`, {
          signing: { kind: "unavailable", reason: { code: "rsa1_5" } },
        }),
        "warn",
        "token, whole",
      ],
      [
        "key",
        signing({ code: "import-failed", message: "DataError" }),
        "warn",
        'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBB…BBBBBBBBBBBA"',
      ],
    ],
    silent: [good, rs({ signing: { kind: "signed", signature: "AA", key: null, software: false } })],
  },
  "KEY-05": {
    fires: [
      [
        "private-in-public",
        rs({ publicKey: reading([material({ isPrivate: true })]) }),
        "security",
        "public-key, whole",
        "move publicKey to privateKey",
      ],
      [
        "decrypting-in-public",
        of(`${segment('{"alg":"RSA-OAEP","enc":"A128GCM"}')}.AAAA.AAAA.AAAA.AAAA`, {
          publicKey: reading([material({ isPrivate: true })]),
        }),
        "warn",
        "public-key, whole",
        "move publicKey to privateKey",
      ],
      ["public-in-private", rs({ privateKey: reading([material()]) }), "warn", "private-key, whole"],
    ],
    silent: [
      good,
      rs({ privateKey: reading([material({ isPrivate: true })]) }),
      healthy({ publicKey: reading([material({ isPrivate: true })]) }),
    ],
  },
  "key-in-link": {
    fires: [
      ["secret", healthy({ keys: withSecret("s3cret"), linkKeys: ["s3cret"] }), "security", "secret, whole"],
      [
        "private-key",
        healthy({
          keys: { ...NO_KEYS, privateKey: { text: "PEM" } },
          privateKey: reading([material({ isPrivate: true })]),
          linkKeys: ["PEM"],
        }),
        "security",
        "private-key, whole",
      ],
      [
        "private-key",
        healthy({
          keys: { ...NO_KEYS, publicKey: { text: "PEM" } },
          publicKey: reading([material({ isPrivate: true })]),
          linkKeys: ["PEM"],
        }),
        "security",
        "public-key, whole",
      ],
    ],
    silent: [
      healthy({ keys: withSecret("s3cret") }),
      healthy({ keys: withSecret("another"), linkKeys: ["s3cret"] }),
      // Public keys are not secret.
      healthy({
        keys: { ...NO_KEYS, publicKey: { text: "PEM" } },
        publicKey: reading([material()]),
        linkKeys: ["PEM"],
      }),
    ],
  },
  "KEY-29": {
    fires: [
      [
        "set",
        rs({ publicKey: reading([material(), material({ isPrivate: true })], { format: "jwks" }) }),
        "security",
        "public-key, whole",
      ],
    ],
    silent: [good, rs({ publicKey: reading([material()], { format: "jwks" }) })],
  },
  "KEY-06": {
    fires: [
      ["pair", rs({ pair: false }), "warn", "private-key, whole"],
      ["halves", damaged("no-pair", {}), "warn", "public-key, whole"],
      ["halves", damaged("no-pair", {}, "a"), "warn", "public-key, whole"],
    ],
    silent: [
      good,
      rs({ pair: true }),
      healthy({ pair: false }),
      damaged("jwk-invalid", { member: "d", why: "It is empty" }),
    ],
  },
  "key-degenerate": {
    fires: [
      ...FAULTS.map(
        ([fault, severity]) =>
          [fault, failed({ code: "key-degenerate", fault }, material()), severity, "public-key, whole"] as const,
      ),
      ["exponent-one", signing({ code: "key-degenerate", fault: "exponent-one" }), "security", "private-key, whole"],
    ],
    silent: [good, failed({ code: "import-failed", message: "DataError" })],
  },
  "key-set-duplicate": {
    fires: [
      [
        "other",
        rs({ publicKey: reading([named("a"), named("a", { thumbprint: "U" })], { format: "jwks" }) }),
        "warn",
        "public-key, whole",
      ],
      ["same", rs({ publicKey: reading([named("a"), named("a")], { format: "jwks" }) }), "info", "public-key, whole"],
    ],
    silent: [
      good,
      rs({ publicKey: reading([named("a"), named("b")], { format: "jwks" }) }),
      rs({ publicKey: reading([material(), material()], { format: "jwks" }) }),
      rs({ publicKey: reading([named("a"), named("a", { isPrivate: true })], { format: "jwks" }) }),
      rs({
        publicKey: reading([named("a"), material({ jwk: { kty: "EC", crv: "P-256", kid: "a" }, thumbprint: "U" })], {
          format: "jwks",
        }),
      }),
    ],
  },
  "KEY-25": {
    fires: [
      [
        "istio",
        rs({
          publicKey: reading([
            material({
              jwk: {
                kty: "RSA",
                n: Buffer.from("Error-IstiodFailedToFetchJwksUri-x").toString("base64url"),
                e: "AQAB",
              },
            }),
          ]),
        }),
        "error",
        "public-key, whole",
      ],
    ],
    silent: [good],
  },
  "KEY-01": {
    fires: [["escaped-newlines", repaired("escaped-newlines"), "info", "public-key, whole"]],
    silent: [good, repaired("quotes")],
  },
  "KEY-02": {
    fires: [
      ...REPAIRS.map(
        (code) =>
          [code, repaired(code, code.includes("-") ? { member: "n" } : {}), "info", "public-key, whole"] as const,
      ),
      [
        "leading-zero",
        rs({
          publicKey: reading([material()], {
            repairs: [{ code: "leading-zero", range: { start: 0, end: 0 }, args: { member: "n" }, insert: `"AQAB"` }],
          }),
        }),
        "info",
        "public-key, whole",
        'public-key "" → "\\"AQAB\\""',
      ],
      ["label", repaired("label", { from: "RSA PUBLIC KEY", to: "PUBLIC KEY" }), "info", "public-key, whole"],
      ["raw", repaired("raw", { octets: "32", kind: "Ed25519" }), "info", "public-key, whole"],
      ["encoded-twice", repaired("encoded-twice", { member: "n" }), "info", "public-key, whole"],
      ["whole-key", repaired("whole-key", { member: "n" }), "info", "public-key, whole"],
      ["line-breaks", repaired("line-breaks", { sign: "n" }), "info", "public-key, whole"],
      ["octets-behind", repaired("octets-behind", { count: "3" }), "info", "public-key, whole"],
      ["computed", repaired("computed", { member: "dp, dq, qi" }), "info", "public-key, whole"],
      ["type-name", repaired("type-name", { member: "kty", from: "RSA-HSM", to: "RSA" }), "info", "public-key, whole"],
      ["member-names", repaired("member-names", { from: "N, E", to: "n, e" }), "info", "public-key, whole"],
    ],
    silent: [
      good,
      repaired("escaped-newlines"),
      repaired("crlf"),
      // A truncated block cannot be read, so nothing was mended.
      rs({
        publicKey: {
          kind: "unusable",
          problem: { code: "pem-no-end", format: null, range: null, args: {} },
          repairs: [{ code: "missing-armour", range: null, args: { line: "END" } }],
        },
      }),
    ],
  },
  "KEY-21": {
    fires: [
      ["not-a-key", problem("not-a-key", { args: { what: "a token" } }), "error", "public-key, whole"],
      ["not-a-key", problem("not-a-key"), "error", "public-key, whole"],
      ["url-or-path", problem("url-or-path"), "error", "public-key, whole"],
    ],
    silent: [good],
  },
  "KEY-16": {
    fires: [
      [
        "jwk-invalid",
        problem("jwk-invalid", { args: { member: "n", why: "It is Base64" } }),
        "error",
        "public-key, whole",
      ],
      [
        "jwk-invalid",
        problem("jwk-invalid", { args: { member: "n", why: "It has stray bits" }, insert: `"AQAB"` }),
        "error",
        "public-key, whole",
        'public-key "" → "\\"AQAB\\""',
      ],
      [
        "jwk-invalid",
        damaged("jwk-invalid", { member: "d", why: "It is empty" }, "a"),
        "warn",
        "public-key, whole",
        'public-key "{\\"kty\\":\\"RSA\\",\\"n\\":\\"AQAB\\",\\"e\\":\\"AQAB\\",\\"d\\":\\"!\\"}" → "{\\"kty\\":\\"RSA\\",\\"n\\":\\"AQAB\\",\\"e\\":\\"AQAB\\"}"',
      ],
    ],
    silent: [good, damaged("no-pair", {})],
  },
  "KEY-30": {
    fires: [
      ["json-invalid", problem("json-invalid"), "error", "public-key, whole"],
      ["empty-set", problem("empty-set"), "error", "public-key, whole"],
    ],
    silent: [good],
  },
  "KEY-23": {
    fires: [
      ["passphrase-needed", problem("passphrase-needed"), "error", "public-key, whole"],
      ["passphrase-wrong", problem("passphrase-wrong"), "error", "public-key, whole"],
      ["cipher-unsupported", problem("cipher-unsupported", { args: { what: "RC2" } }), "error", "public-key, whole"],
    ],
    silent: [good],
  },
  "KEY-22": {
    fires: [
      ["asn1", problem("asn1", { format: "openssh-public" }), "error", "public-key, whole"],
      [
        "type-unsupported",
        problem("type-unsupported", { format: "openssh-public", args: { what: "DSA" } }),
        "error",
        "public-key, whole",
      ],
      ["pem-body", problem("pem-body", { format: "openssh-private" }), "error", "public-key, whole"],
      ["pem-no-end", problem("pem-no-end", { format: "openssh-private" }), "error", "public-key, whole"],
    ],
    silent: [good, problem("asn1")],
  },
  "key-unreadable": {
    fires: [
      ["type-unsupported", problem("type-unsupported", { args: { what: "DSA" } }), "error", "public-key, whole"],
      ["asn1", problem("asn1", { args: { why: "It ends early" } }), "error", "public-key, whole"],
      ["pem-body", problem("pem-body"), "error", "public-key, whole"],
      ["pem-no-end", problem("pem-no-end"), "error", "public-key, whole"],
    ],
    silent: [good, problem("asn1", { format: "openssh-public" })],
  },
};
