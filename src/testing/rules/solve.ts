import type { Discovery, Solution, SolveStep } from "../../core/solve/types.ts";
import { ruleOfDiscovery } from "../../core/rules/solve/found-words.ts";
import { SECRET_PROOFS } from "../../core/rules/solve/secret-proofs.ts";
import type { KeyMaterial } from "../../core/keys/types.ts";
import type { RuleContext, Severity } from "../../core/rules/types.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { compact, HEALTHY_HEADER, HEALTHY_PAYLOAD, segment } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, of, type RuleSamples, type Samples } from "./sample.ts";

const solution = (discovery: Discovery | null): Solution => ({
  discovery,
  tried: 14,
  milliseconds: 3,
  kinds: ["utf-8", "trimmed"],
  fingerprint: { bytes: 32, sha256: "00c0ffee" },
});
const secret = { text: "c2VjcmV0", encoding: "Base64" } as const;
const args = {
  alg: "HS512",
  was: "HS256",
  encoding: "Base64",
  kid: "b",
  wanted: "a",
  key: "EC P-256",
  field: "Public key",
  form: "the DER",
  source: "a README",
  salt: 0,
  header: "{}",
  bytes: 6,
  hash: "SHA-224",
  mask: "SHA-1",
  sign: "#",
  length: 32,
  name: "key",
  page: "Windows-1252",
  at: 9,
  count: 1,
  read: "0",
  meant: "O",
  part: "a quoted string",
};
/** An encrypted token that a secret does not open, with the result of trying others. */
const sealed = (
  header: string,
  discovery: Discovery | null,
  { tried = 3, state = "invalid", source = "secret" } = {},
) =>
  of(`${segment(header)}.CCCC.${"A".repeat(16)}.BBBB.${"A".repeat(22)}`, {
    judgement: judged(state as "invalid", {
      encrypted: "not-opened",
      reason: { code: "unwrap-failed" },
      key: { source: source as "secret", material: null, secretBytes: 8 },
    }),
    keys: { ...NO_KEYS, secret: { text: "c2VjcmV0", encoding: "UTF-8" } },
    solution: { ...solution(discovery), tried, readings: 14 },
  });
const KW = '{"alg":"A128KW","enc":"A128GCM"}';
const PASSWORD = '{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000,"p2s":"AAAAAAAAAAA"}';
const OPENED: Discovery = { steps: ["base64"], args: { ...args, act: "decrypt" }, secret };
const invalid = (discovery: Discovery | null, more: Partial<RuleContext> = {}) =>
  healthy({
    judgement: judged("invalid"),
    keys: { ...NO_KEYS, secret: { text: "c2VjcmV0", encoding: "UTF-8" } },
    solution: solution(discovery),
    ...more,
  });

/** A discovery, and its finding's properties besides words. */
type Row = readonly [discovery: Discovery, severity: Severity, marks: string, fix?: string];

const SIGNATURE = `token "${"B".repeat(42)}A"`;
const NEW_TOKEN = 'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…MDYwMH0.AAAA"';
const token = compact(HEALTHY_HEADER, HEALTHY_PAYLOAD, "AAAA");

const ofSecret = (step: SolveStep, severity: Severity = "error"): Row => [
  { steps: [step, "trimmed"], args, secret },
  severity,
  "secret, whole",
  'secret "c2VjcmV0" as Base64',
];
const ofKey = (step: SolveStep): Row => [
  { steps: [step], args, publicKey: "{}" },
  "error",
  "public-key, whole",
  'public-key becomes "{}"',
];
const ofToken = (step: SolveStep, severity: Severity = "error", marks = SIGNATURE): Row => [
  { steps: [step], args, token },
  severity,
  marks,
  NEW_TOKEN,
];
const ofSigner = (step: SolveStep): Row => [{ steps: [step], args }, "error", SIGNATURE];
const ALG = 'header "\\"HS256\\""';

/** What may have happened to a secret: each is an error, with a fix that offers another secret. */
const SECRET_STEPS = [...SECRET_PROOFS.keys()];

/** Every step as the first of a discovery, with its offer. */
const DISCOVERIES: readonly Row[] = [
  ...SECRET_STEPS.map((step) => ofSecret(step)),
  ofSecret("published", "security"),
  ofSecret("empty", "security"),
  ofSecret("public-key", "security"),
  ofKey("other-key"),
  ofKey("x5c-key"),
  ofKey("salt"),
  ofToken("der"),
  ofToken("unpadded"),
  ofToken("recovery"),
  ofToken("signature-hex"),
  ofToken("signature-base64"),
  ofToken("hashed-nonce"),
  ofToken("header", "security", ALG),
  ofToken("minified"),
  ofToken("reversed"),
  ofToken("misread"),
  ofSigner("padded-segments"),
  ofSigner("decoded-segments"),
  ofSigner("standard-base64"),
  ofSigner("hashed-twice"),
  ofSigner("sha-1"),
  ofSigner("bare-digest"),
  ofSigner("mgf1"),
  ...(
    [
      "hash",
      "no-padding",
      "digest-info",
      "not-hashed",
      "ethereum-message",
      "prehashed",
      "swapped",
      "plain-hash",
      "hmac-hash",
      "truncated",
      "line-end",
      "dot-at-end",
      "no-dot",
      "payload-alone",
      "swapped-segments",
      "quoted-input",
      "utf-16-input",
      "encoded-input",
    ] as const
  ).map((step) => ofSigner(step)),
  [{ steps: ["no-secret"], args }, "security", SIGNATURE],
  [{ steps: ["header-alone"], args }, "security", SIGNATURE],
  ofToken("swapped-halves"),
  ofToken("rsa-length"),
  ofToken("attached"),
  [{ steps: ["algorithm"], args, alg: "HS512" }, "error", ALG],
  [
    { steps: ["algorithm", "trimmed"], args, alg: "HS512", secret },
    "error",
    "secret, whole",
    'secret "c2VjcmV0" as Base64',
  ],
  [{ steps: ["algorithm"], args: { ...args, was: "PS256", alg: "RS256" }, alg: "RS256" }, "error", ALG],
  [{ steps: ["algorithm"], args: { ...args, was: "RS256", alg: "HS256" }, alg: "HS256" }, "error", ALG],
];

const key = (kid: string): KeyMaterial => ({
  jwk: { kty: "RSA", kid },
  isPrivate: false,
  format: "jwks",
  description: "RSA 2048 bits",
  thumbprint: "T",
});
const judgedBy = (kid: string) =>
  judged("invalid", { key: { source: "public-key", material: key(kid), secretBytes: null } });

/** Samples of discoveries, by rule; merged with those of rules that also fire without one. */
export const discoverySamples: Readonly<Record<string, RuleSamples>> = Object.fromEntries(
  [...new Set(DISCOVERIES.map(([discovery]) => ruleOfDiscovery(discovery)))].map((rule): [string, RuleSamples] => {
    const own = DISCOVERIES.filter(([discovery]) => ruleOfDiscovery(discovery) === rule);
    return [
      rule,
      {
        fires: [
          ...own.map(([discovery, ...held]): RuleSamples["fires"][number] => [
            `found-${discovery.steps[0]}`,
            invalid(discovery),
            ...held,
          ]),
          ...own.flatMap(([discovery, ...held]): RuleSamples["fires"][number][] =>
            discovery.steps[0] === "base64"
              ? [["found-base64", sealed(KW, { ...discovery, args: OPENED.args }), ...held]]
              : [],
          ),
        ],
        silent: [
          healthy(),
          sealed(KW, { ...own[0]![0], args: OPENED.args }, { state: "decrypted" }),
          ...own.map(([discovery]) =>
            healthy({ judgement: judged("verified", { key: null }), solution: solution(discovery) }),
          ),
        ],
      },
    ];
  }),
);

export const solveSamples: Samples = {
  "SEC-14": {
    fires: [
      [
        "secret",
        invalid(null, { judgement: judged("invalid", { key: { source: "secret", material: null, secretBytes: 6 } }) }),
        "info",
        "secret, whole",
      ],
      ["shared", sealed(KW, null), "info", "secret, whole"],
      ["length", sealed(KW, null, { tried: 0 }), "info", "secret, whole"],
      ["password", sealed(PASSWORD, null), "info", "secret, whole"],
      ["password", sealed(PASSWORD, null, { tried: 14 }), "info", "secret, whole"],
    ],
    silent: [
      healthy(),
      sealed(KW, OPENED),
      sealed(KW, null, { state: "decrypted" }),
      sealed(KW, null, { source: "private-key" }),
      sealed(PASSWORD, null, { tried: 0 }),
      healthy({ judgement: judged("verified"), solution: solution(null) }),
      healthy({ judgement: judged("invalid") }),
      of(compact('{"alg":"RS256"}', HEALTHY_PAYLOAD), { judgement: judgedBy("x"), solution: solution(null) }),
    ],
  },
  "KEY-10": {
    fires: [["kid", invalid(null, { judgement: judgedBy("2026-11-a") }), "info", 'header "\\"2026-11-a\\""']],
    silent: [healthy(), invalid(null, { judgement: judgedBy("other") }), healthy({ judgement: judgedBy("2026-11-a") })],
  },
};
