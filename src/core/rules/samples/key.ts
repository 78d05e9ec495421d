import type { JudgementReason } from "../../crypto/types.ts";
import type { KeyFit, KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "../../keys/types.ts";
import type { RuleContext } from "../types.ts";
import { judged } from "./own.ts";
import { header, healthy, type Samples } from "./sample.ts";

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
] as const;

export const keySamples: Samples = {
  "KEY-11": {
    fires: [
      ["type", mismatch("type")],
      ["oct-as-asymmetric", mismatch("oct-as-asymmetric")],
    ],
    silent: [good, mismatch("curve")],
  },
  "KEY-12": { fires: [["alg", contradiction("alg")]], silent: [good] },
  "KEY-13": {
    fires: [
      ["use", contradiction("use")],
      ["key_ops", contradiction("key_ops")],
      ["ext", contradiction("ext")],
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
      ],
    ],
    silent: [good, mismatch("type")],
  },
  "KEY-15": { fires: [["coordinate-length", mismatch("coordinate-length")]], silent: [good] },
  "KEY-28": {
    fires: [
      ["pss-only", mismatch("pss-only")],
      [
        "pss-parameters",
        unfit(
          { kind: "mismatch", code: "pss-parameters", args: { have: "SHA-512", mask: "SHA-512", salt: 64 } },
          { pssOnly: true, pss: { hash: "SHA-512", maskHash: "SHA-512", leastSalt: 64 } },
        ),
      ],
    ],
    silent: [good, mismatch("type")],
  },
  "KEY-17": {
    fires: [
      ["refused", mismatch("size")],
      [
        "weak",
        rs({
          judgement: judged("verified", {
            alg: "RS256",
            weak: { bits: 1024, needed: 2048 },
            key: { source: "public-key", material: material(), secretBytes: null },
          }),
        }),
      ],
    ],
    silent: [good],
  },
  "KEY-07": {
    fires: [["kid", failed({ code: "kid-not-in-set", kid: "a", available: ["b", null] })]],
    silent: [good, failed({ code: "none-fits" })],
  },
  "key-none-fits": {
    fires: [
      ["none", failed({ code: "none-fits" })],
      ["import", failed({ code: "import-failed", message: "DataError" })],
    ],
    silent: [good],
  },
  "KEY-27": {
    fires: [
      ["lacking", failed({ code: "alg-lacking", alg: "RS256" })],
      ["insecure", failed({ code: "insecure-context" })],
    ],
    silent: [good],
  },
  "sign-unavailable": {
    fires: [
      ["no-secret", signing({ code: "no-secret" })],
      ["no-private-key", signing({ code: "no-public-key" })],
      ["key", signing({ code: "import-failed", message: "DataError" })],
    ],
    silent: [good, rs({ signing: { kind: "signed", signature: "AA", key: null, software: false } })],
  },
  "KEY-05": {
    fires: [
      ["private-in-public", rs({ publicKey: reading([material({ isPrivate: true })]) })],
      ["public-in-private", rs({ privateKey: reading([material()]) })],
    ],
    silent: [
      good,
      rs({ privateKey: reading([material({ isPrivate: true })]) }),
      healthy({ publicKey: reading([material({ isPrivate: true })]) }),
    ],
  },
  "KEY-29": {
    fires: [["set", rs({ publicKey: reading([material(), material({ isPrivate: true })], { format: "jwks" }) })]],
    silent: [good, rs({ publicKey: reading([material()], { format: "jwks" }) })],
  },
  "KEY-06": { fires: [["pair", rs({ pair: false })]], silent: [good, rs({ pair: true }), healthy({ pair: false })] },
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
      ],
    ],
    silent: [good],
  },
  "KEY-01": { fires: [["escaped-newlines", repaired("escaped-newlines")]], silent: [good, repaired("quotes")] },
  "KEY-02": {
    fires: [
      ...REPAIRS.map((code) => [code, repaired(code)] as const),
      ["label", repaired("label", { from: "RSA PUBLIC KEY", to: "PUBLIC KEY" })],
    ],
    silent: [
      good,
      repaired("escaped-newlines"),
      repaired("crlf"),
      // A block that breaks off can not be read, so that nothing was mended.
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
      ["not-a-key", problem("not-a-key", { args: { what: "a token" } })],
      ["not-a-key", problem("not-a-key")],
      ["url-or-path", problem("url-or-path")],
    ],
    silent: [good],
  },
  "KEY-16": {
    fires: [["jwk-invalid", problem("jwk-invalid", { args: { member: "n", why: "It is Base64" } })]],
    silent: [good],
  },
  "KEY-30": {
    fires: [
      ["json-invalid", problem("json-invalid")],
      ["empty-set", problem("empty-set")],
    ],
    silent: [good],
  },
  "KEY-23": {
    fires: [
      ["passphrase-needed", problem("passphrase-needed")],
      ["passphrase-wrong", problem("passphrase-wrong")],
      ["cipher-unsupported", problem("cipher-unsupported", { args: { what: "RC2" } })],
    ],
    silent: [good],
  },
  "KEY-22": { fires: [["asn1", problem("asn1", { format: "openssh-public" })]], silent: [good, problem("asn1")] },
  "key-unreadable": {
    fires: [
      ["type-unsupported", problem("type-unsupported", { args: { what: "DSA" } })],
      ["asn1", problem("asn1", { args: { why: "It ends early" } })],
      ["pem-body", problem("pem-body")],
      ["pem-no-end", problem("pem-no-end")],
    ],
    silent: [good, problem("asn1", { format: "openssh-public" })],
  },
};
