import type { Discovery, Solution, SolveStep } from "../../solve/types.ts";
import { ruleOfDiscovery } from "../solve/rule-of-step.ts";
import type { KeyMaterial } from "../../keys/types.ts";
import type { RuleContext } from "../types.ts";
import { compact, HEALTHY_HEADER, HEALTHY_PAYLOAD, NO_KEYS } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, of, type RuleSamples, type Samples } from "./sample.ts";

const solution = (discovery: Discovery | null): Solution => ({
  discovery,
  tried: 14,
  milliseconds: 3,
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
};
const invalid = (discovery: Discovery | null, more: Partial<RuleContext> = {}) =>
  healthy({
    judgement: judged("invalid"),
    keys: { ...NO_KEYS, secret: { text: "c2VjcmV0", encoding: "UTF-8" } },
    solution: solution(discovery),
    ...more,
  });

/** Every step as the first of a discovery, with the offer that it comes with. */
const DISCOVERIES: readonly Discovery[] = [
  ...(
    [
      "trimmed",
      "newline-added",
      "crlf-added",
      "breaks-removed",
      "unquoted",
      "quoted",
      "unescaped",
      "escaped",
      "percent-decoded",
      "backslashes-dropped",
      "cut-at-hash",
      "cut-at-space",
      "dollar-expanded",
      "dollar-halved",
      "dollar-doubled",
      "assignment",
      "prefix",
      "invisible-removed",
      "typographic",
      "nfc",
      "nfd",
      "nfkc",
      "lower-case",
      "upper-case",
      "bom",
      "utf-16le",
      "utf-16be",
      "latin-1",
      "sha-256",
      "sha-256-hex",
      "jwk",
      "utf-8",
      "encoded-base64",
      "encoded-base64url",
      "encoded-hex",
      "base64",
      "base64url",
      "base64-lenient",
      "hex",
      "base64-twice",
      "published",
      "empty",
      "public-key",
    ] as const satisfies readonly SolveStep[]
  ).map((step): Discovery => ({ steps: [step, "trimmed"], args, secret })),
  ...(["other-key", "salt"] as const).map((step): Discovery => ({ steps: [step], args, publicKey: "{}" })),
  ...(["der", "unpadded", "signature-hex", "signature-base64", "hashed-nonce", "header", "minified"] as const).map(
    (step): Discovery => ({ steps: [step], args, token: compact(HEALTHY_HEADER, HEALTHY_PAYLOAD, "AAAA") }),
  ),
  ...(["reversed", "padded-segments", "decoded-segments"] as const).map((step): Discovery => ({ steps: [step], args })),
  { steps: ["algorithm"], args, alg: "HS512" },
  { steps: ["algorithm", "trimmed"], args, alg: "HS512", secret },
  { steps: ["algorithm"], args: { ...args, was: "PS256", alg: "RS256" }, alg: "RS256" },
  { steps: ["algorithm"], args: { ...args, was: "RS256", alg: "HS256" }, alg: "HS256" },
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

/** Samples of what trying found, by rule; merged with those of the rules that say something without it too. */
export const discoverySamples: Readonly<Record<string, RuleSamples>> = Object.fromEntries(
  [...new Set(DISCOVERIES.map(ruleOfDiscovery))].map((rule): [string, RuleSamples] => {
    const own = DISCOVERIES.filter((discovery) => ruleOfDiscovery(discovery) === rule);
    return [
      rule,
      {
        fires: own.map((discovery) => [`found-${discovery.steps[0]}`, invalid(discovery)]),
        silent: [
          healthy(),
          ...own.map((discovery) =>
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
      ],
    ],
    silent: [
      healthy(),
      healthy({ judgement: judged("verified"), solution: solution(null) }),
      healthy({ judgement: judged("invalid") }),
      of(compact('{"alg":"RS256"}', HEALTHY_PAYLOAD), { judgement: judgedBy("x"), solution: solution(null) }),
    ],
  },
  "KEY-10": {
    fires: [["kid", invalid(null, { judgement: judgedBy("2026-11-a") })]],
    silent: [healthy(), invalid(null, { judgement: judgedBy("other") }), healthy({ judgement: judgedBy("2026-11-a") })],
  },
};
