import type { Judgement } from "../../core/crypto/types.ts";
import { compact, HEALTHY, SAMPLE_NOW } from "./context.ts";
import { header, healthy, of, payload, type Samples } from "./sample.ts";

export function judged(state: Judgement["state"], more: Partial<Judgement> = {}): Judgement {
  return {
    state,
    reason: { code: state === "verified" ? "verified" : "mismatch" },
    alg: "HS256",
    key: null,
    passedOver: [],
    weak: null,
    software: false,
    ...more,
  };
}

const base64 = (bytes: number[]) => Buffer.from(bytes).toString("base64url");
const ES256 = `{"alg":"ES256"}`;
const zeros = (count: number) => new Array<number>(count).fill(0);
const ones = (count: number) => new Array<number>(count).fill(1);
const der = [0x30, 68, 2, 32, ...ones(32), 2, 32, ...ones(32)];

export const ownSamples: Samples = {
  signature: {
    fires: [
      [
        "hmac",
        healthy({ judgement: judged("invalid") }),
        "error",
        'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"',
      ],
      [
        "mismatch",
        header(ES256, { judgement: judged("invalid", { alg: "ES256" }) }),
        "error",
        'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"',
      ],
      [
        "set",
        header(ES256, {
          judgement: judged("invalid", {
            alg: "ES256",
            key: { source: "public-key", material: null, secretBytes: null },
            passedOver: [0, 1].map((index) => ({
              index,
              kid: null,
              description: "EC P-256",
              reason: "did-not-verify" as const,
            })),
          }),
        }),
        "error",
        'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"',
      ],
      [
        "kept",
        healthy({ judgement: judged("invalid"), provenance: "kept" }),
        "error",
        'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"',
        "mode re-sign",
      ],
      [
        "none",
        header(`{"alg":"none"}`, {
          judgement: judged("invalid", { alg: "none", reason: { code: "none-with-signature" } }),
        }),
        "error",
        'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"',
      ],
    ],
    silent: [
      healthy({ judgement: judged("invalid", { reason: { code: "signature-length", actual: 16, expected: 32 } }) }),

      healthy(),
      healthy({ judgement: judged("verified") }),
      healthy({ judgement: judged("no-key", { reason: { code: "no-secret" } }) }),
    ],
  },
  "signature-length": {
    fires: [
      ["short", header(`{"alg":"HS256"}`, {}, base64(ones(16))), "error", 'token "AQEBAQEBAQEBAQEBAQEBAQ"'],
      [
        "long",
        header(`{"alg":"HS256"}`, {}, base64(ones(64))),
        "error",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…EBAQEBAQEBAQ"',
      ],
      [
        "short",
        header(`{"alg":"EdDSA"}`, {}, base64(ones(63))),
        "error",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…AQEBAQEBAQEB"',
      ],
      [
        "rsa",
        header(`{"alg":"RS256"}`, {}, base64(ones(61))),
        "error",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…EBAQEBAQEBAQ"',
      ],
      [
        "rsa",
        header(`{"alg":"PS512"}`, {}, base64(ones(128))),
        "error",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…BAQEBAQEBAQE"',
      ],
      [
        "unusual",
        header(`{"alg":"RS256"}`, {}, base64(ones(64))),
        "warn",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…EBAQEBAQEBAQ"',
      ],
      [
        "unusual",
        header(`{"alg":"PS256"}`, {}, base64(ones(257))),
        "warn",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…BAQEBAQEBAQE"',
      ],
      [
        "unusual",
        header(`{"alg":"PS256"}`, {}, base64(ones(1000))),
        "warn",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…EBAQEBAQEBAQ"',
      ],
      [
        "modulus",
        header(
          `{"alg":"RS256"}`,
          {
            judgement: judged("invalid", {
              alg: "RS256",
              reason: { code: "signature-length", actual: 256, expected: 384 },
            }),
          },
          base64(ones(256)),
        ),
        "error",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…EBAQEBAQEBAQ"',
      ],
    ],
    silent: [
      healthy(),
      header(`{"alg":"RS256"}`, {}, base64(ones(256))),
      header(`{"alg":"PS256"}`, {}, base64(ones(512))),
      // Compared with a key: 2,050 bits are 257 bytes, and 512 bits are 64.
      header(`{"alg":"RS256"}`, { judgement: judged("verified") }, base64(ones(257))),
      header(`{"alg":"RS256"}`, { judgement: judged("verified") }, base64(ones(64))),
      header(`{"alg":"RS256"}`, { judgement: judged("invalid") }, base64(ones(257))),
      header(`{"alg":"EdDSA"}`, {}, base64(ones(114))),
      header(`{"alg":"HS256"}`, {}, ""),
      header(ES256, {}, base64(ones(9))),
    ],
  },
  "signature-degenerate": {
    fires: [
      [
        "small-order-r",
        header(`{"alg":"EdDSA"}`, {}, base64([1, ...zeros(63)])),
        "security",
        'token "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAA…AAAAAAAAAAAA"',
      ],
      [
        "small-order-r",
        header(`{"alg":"EdDSA"}`, {}, base64([1, ...zeros(113)])),
        "security",
        'token "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAA…AAAAAAAAAAAA"',
      ],
      [
        "s-range",
        header(`{"alg":"Ed25519"}`, {}, base64(new Array<number>(64).fill(255))),
        "error",
        'token "______________________________…___________w"',
      ],
    ],
    silent: [
      healthy(),
      header(`{"alg":"EdDSA"}`, {}, base64(ones(64))),
      header(`{"alg":"EdDSA"}`, {}, base64([1, ...zeros(62)])),
      header(ES256, {}, base64(zeros(64))),
    ],
  },
  "signature-impossible": {
    fires: [
      [
        "same",
        header(`{"alg":"RS256"}`, {}, base64(zeros(256))),
        "security",
        'token "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…AAAAAAAAAAAA"',
      ],
      [
        "same",
        header(`{"alg":"PS256"}`, {}, base64(new Array<number>(256).fill(255))),
        "security",
        'token "______________________________…___________w"',
      ],
    ],
    silent: [healthy({ judgement: null }), header(`{"alg":"RS256"}`, {}, base64(ones(256)))],
  },
  "KEY-19": {
    fires: [["der", header(ES256, {}, base64(der)), "error", 'token "MEQCIAEBAQEBAQEBAQEBAQEBAQEBAQ…EBAQEBAQEBAQ"']],
    silent: [healthy(), header(ES256, {}, base64(ones(64))), header(`{"alg":"RS256"}`, {}, base64(der))],
  },
  "KEY-20": {
    fires: [
      ["length", header(ES256, {}, base64(ones(63))), "error", 'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…AQEBAQEBAQEB"'],
      [
        "zero",
        header(ES256, {}, base64([...zeros(32), ...ones(32)])),
        "security",
        'token "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…EBAQEBAQEBAQ"',
      ],
      [
        "order",
        header(ES256, {}, base64([...ones(32), ...new Array<number>(32).fill(255)])),
        "security",
        'token "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ…___________w"',
      ],
    ],
    silent: [healthy(), header(ES256, {}, base64(ones(64))), header(ES256, {}, base64(der)), header(ES256, {}, "")],
  },
  "token-key": {
    fires: [
      [
        "own",
        header(`{"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA","kid":"me"}}`, {
          judgement: judged("verified", { alg: "EdDSA", key: { source: "token", material: null, secretBytes: null } }),
        }),
        "security",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…d\\": \\"me\\"\\n  }"',
      ],
    ],
    silent: [healthy({ judgement: judged("verified") })],
  },
  "letter-case": {
    fires: [
      ["small", of(HEALTHY.toLowerCase()), "error", "token, whole"],
      ["capital", of(HEALTHY.toUpperCase()), "error", "token, whole"],
    ],
    silent: [healthy(), of("abc.def.ghi"), of(HEALTHY.slice(1))],
  },
  "hidden-character": {
    fires: [
      ["control", payload(`{"name":"a\\u0000b"}`), "warn", 'payload "\\\\u0000"'],
      ["bidi", payload(`{"name":"a\u202eb"}`), "security", 'payload "\\u202e"'],
      ["invisible", payload(`{"name":"a\\u200bb"}`), "warn", 'payload "\\\\u200b"'],
      ["control", payload(`{"na\\nme":1}`), "security", 'payload "\\\\n"'],
    ],
    silent: [
      healthy(),
      payload(
        `{"text":"line\\nline\\ttab","family":"\u{1f468}\u200d\u{1f469}\u200d\u{1f467}","heart":"\u2764\ufe0f","price":"5\u00a0€"}`,
      ),
    ],
  },
  "lone-surrogate": {
    fires: [["surrogate", payload(`{"name":"\\ud83d"}`), "warn", 'payload "\\"\\\\ud83d\\""']],
    silent: [healthy(), payload(`{"name":"\\ud83d\\ude00 \u{1f600}"}`)],
  },
  "proto-key": {
    fires: [
      ["proto", payload(`{"__proto__":{"admin":true}}`), "security", 'payload "\\"__proto__\\""'],
      ["proto", header(`{"alg":"HS256","constructor":1}`), "security", 'header "\\"constructor\\""'],
    ],
    silent: [healthy(), payload(`{"name":"__proto__","toString":1}`)],
  },
  markup: {
    fires: [
      [
        "markup",
        payload(`{"name":"<img src=x onerror=alert(1)>"}`),
        "info",
        'payload "\\"<img src=x onerror=alert(1)>\\""',
      ],
      ["markup", payload(`{"website":"javascript:alert(1)"}`), "info", 'payload "\\"javascript:alert(1)\\""'],
    ],
    silent: [
      healthy(),
      payload(`{"name":"1 < 2 and 3 > 2","website":"https://example.com/?a=1&b=2","mail":"A & B <3"}`),
    ],
  },
  "look-alike": {
    fires: [
      ["name", payload(`{"e\u0445p":1}`), "security", 'payload "\\"e\\u0445p\\""'],
      ["name", payload(`{"iat ":1}`), "security", 'payload "\\"iat \\""'],
      ["name", payload(`{"adm\u200bin":true}`), "security", 'payload "\\"adm\\u200bin\\""'],
    ],
    silent: [healthy(), payload(`{"имя":1,"prénom":2,"full name":3,"naïve":4}`)],
  },
  "DBG-01": {
    fires: [
      [
        "invalid",
        healthy({ provenance: "re-signed", original: judged("invalid"), judgement: judged("verified") }),
        "warn",
        "token, whole",
        "revert",
      ],
      [
        "malformed",
        healthy({ provenance: "re-signed", original: judged("malformed"), judgement: judged("verified") }),
        "warn",
        "token, whole",
        "revert",
      ],
      [
        "unsigned",
        healthy({ provenance: "re-signed", original: judged("unsigned"), judgement: judged("verified") }),
        "warn",
        "token, whole",
        "revert",
      ],
    ],
    silent: [
      healthy(),
      healthy({ provenance: "re-signed", original: judged("verified") }),
      healthy({ original: judged("invalid") }),
    ],
  },
  "DBG-04": {
    fires: [["query", healthy({ arrival: { pasted: HEALTHY, removals: [], fromAddress: "query" } }), "security"]],
    silent: [healthy(), healthy({ arrival: { pasted: HEALTHY, removals: [], fromAddress: "fragment" } })],
  },
  "assertion-service": {
    fires: [
      [
        "audience",
        payload(`{"iss":"a","aud":"https://account-d.docusign.com"}`),
        "warn",
        'payload "\\"https://account-d.docusign.com\\""',
        'payload "\\"https://account-d.docusign.com\\"" → "\\"account-d.docusign.com\\""',
      ],
      [
        "audience",
        payload(`{"iss":"a","aud":"https://a.salesforce.com/services/token"}`),
        "warn",
        'payload "\\"https://a.salesforce.com/services/token\\""',
        'payload "\\"https://a.salesforce.com/services/token\\"" → "\\"https://a.salesforce.com\\""',
      ],
      [
        "audience",
        of(compact(`{"alg":"ES256","kid":"ABC123DEFG"}`, `{"iss":"a","aud":"https://appleid.apple.com/auth/token"}`)),
        "warn",
        'payload "\\"https://appleid.apple.com/auth/token\\""',
        'payload "\\"https://appleid.apple.com/auth/token\\"" → "\\"https://appleid.apple.com\\""',
      ],
      [
        "audience",
        payload(`{"iss":"a","aud":"https://oauth2.googleapis.com/token/"}`),
        "warn",
        'payload "\\"https://oauth2.googleapis.com/token/\\""',
        'payload "\\"https://oauth2.googleapis.com/token/\\"" → "\\"https://oauth2.googleapis.com/token\\""',
      ],
      [
        "short",
        payload(`{"sdkKey":"a","mn":"1","role":0,"iat":${SAMPLE_NOW - 30},"exp":${SAMPLE_NOW + 600}}`),
        "warn",
        'payload "1800000600"',
      ],
      [
        "lifetime",
        payload(`{"iss":"a","aud":"https://api.box.com/oauth2/token","exp":${SAMPLE_NOW + 3600}}`),
        "warn",
        'payload "1800003600"',
      ],
      [
        "lifetime",
        of(
          compact(
            `{"alg":"RS384"}`,
            `{"iss":"a","sub":"a","jti":"b","aud":"https://fhir.example/token","exp":${SAMPLE_NOW + 3600}}`,
          ),
        ),
        "warn",
        'payload "1800003600"',
      ],
    ],
    silent: [
      healthy(),
      of(compact(`{"alg":"ES256","kid":"ABC123DEFG"}`, `{"iss":"a","aud":"https://appleid.apple.com"}`)),
      // An ID Token's audience may be anything.
      payload(`{"iss":"https://appleid.apple.com","aud":"appleid.apple.com"}`),
      payload(`{"iss":"a","aud":"https://oauth2.googleapis.com/token"}`),
      payload(`{"sdkKey":"a","mn":"1","role":0,"iat":${SAMPLE_NOW},"exp":${SAMPLE_NOW + 1800}}`),
      payload(`{"iss":"a","aud":"account.docusign.com"}`),
      payload(`{"iss":"a","aud":"https://login.salesforce.com"}`),
      payload(`{"iss":"a","aud":"https://a.my.site.com/customers"}`),
      payload(`{"iss":"a","aud":"https://api.box.com/oauth2/token","exp":${SAMPLE_NOW + 45}}`),
      of(
        compact(`{"alg":"RS384"}`, `{"iss":"a","sub":"a","aud":"https://id.example/token","exp":${SAMPLE_NOW + 3600}}`),
      ),
    ],
  },
};
