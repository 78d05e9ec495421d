import type { Judgement } from "../../crypto/types.ts";
import { HEALTHY } from "./context.ts";
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
      ["hmac", healthy({ judgement: judged("invalid") })],
      ["mismatch", header(ES256, { judgement: judged("invalid", { alg: "ES256" }) })],
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
      ],
      ["kept", healthy({ judgement: judged("invalid"), provenance: "kept" })],
      [
        "none",
        header(`{"alg":"none"}`, {
          judgement: judged("invalid", { alg: "none", reason: { code: "none-with-signature" } }),
        }),
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
      ["short", header(`{"alg":"HS256"}`, {}, base64(ones(16)))],
      ["long", header(`{"alg":"HS256"}`, {}, base64(ones(64)))],
      ["short", header(`{"alg":"EdDSA"}`, {}, base64(ones(63)))],
      ["rsa", header(`{"alg":"RS256"}`, {}, base64(ones(64)))],
      ["rsa", header(`{"alg":"PS256"}`, {}, base64(ones(257)))],
      ["unusual", header(`{"alg":"PS256"}`, {}, base64(ones(1000)))],
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
      ],
    ],
    silent: [
      healthy(),
      header(`{"alg":"RS256"}`, {}, base64(ones(256))),
      header(`{"alg":"PS256"}`, {}, base64(ones(512))),
      header(`{"alg":"RS256"}`, { judgement: judged("verified") }, base64(ones(248))),
      header(`{"alg":"EdDSA"}`, {}, base64(ones(114))),
      header(`{"alg":"HS256"}`, {}, ""),
      header(ES256, {}, base64(ones(9))),
    ],
  },
  "signature-impossible": {
    fires: [
      ["same", header(`{"alg":"RS256"}`, {}, base64(zeros(256)))],
      ["same", header(`{"alg":"PS256"}`, {}, base64(new Array<number>(256).fill(255)))],
    ],
    silent: [healthy({ judgement: null }), header(`{"alg":"RS256"}`, {}, base64(ones(256)))],
  },
  "KEY-19": {
    fires: [["der", header(ES256, {}, base64(der))]],
    silent: [healthy(), header(ES256, {}, base64(ones(64))), header(`{"alg":"RS256"}`, {}, base64(der))],
  },
  "KEY-20": {
    fires: [
      ["length", header(ES256, {}, base64(ones(63)))],
      ["zero", header(ES256, {}, base64([...zeros(32), ...ones(32)]))],
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
      ],
    ],
    silent: [healthy({ judgement: judged("verified") })],
  },
  "letter-case": {
    fires: [
      ["small", of(HEALTHY.toLowerCase())],
      ["capital", of(HEALTHY.toUpperCase())],
    ],
    silent: [healthy(), of("abc.def.ghi"), of(HEALTHY.slice(1))],
  },
  "hidden-character": {
    fires: [
      ["control", payload(`{"name":"a\\u0000b"}`)],
      ["bidi", payload(`{"name":"a\u202eb"}`)],
      ["invisible", payload(`{"name":"a\\u200bb"}`)],
      ["control", payload(`{"na\\nme":1}`)],
    ],
    silent: [
      healthy(),
      payload(
        `{"text":"line\\nline\\ttab","family":"\u{1f468}\u200d\u{1f469}\u200d\u{1f467}","heart":"\u2764\ufe0f","price":"5\u00a0€"}`,
      ),
    ],
  },
  "lone-surrogate": {
    fires: [["surrogate", payload(`{"name":"\\ud83d"}`)]],
    silent: [healthy(), payload(`{"name":"\\ud83d\\ude00 \u{1f600}"}`)],
  },
  "proto-key": {
    fires: [
      ["proto", payload(`{"__proto__":{"admin":true}}`)],
      ["proto", header(`{"alg":"HS256","constructor":1}`)],
    ],
    silent: [healthy(), payload(`{"name":"__proto__","toString":1}`)],
  },
  markup: {
    fires: [
      ["markup", payload(`{"name":"<img src=x onerror=alert(1)>"}`)],
      ["markup", payload(`{"website":"javascript:alert(1)"}`)],
    ],
    silent: [
      healthy(),
      payload(`{"name":"1 < 2 and 3 > 2","website":"https://example.com/?a=1&b=2","mail":"A & B <3"}`),
    ],
  },
  "look-alike": {
    fires: [
      ["name", payload(`{"e\u0445p":1}`)],
      ["name", payload(`{"iat ":1}`)],
      ["name", payload(`{"adm\u200bin":true}`)],
    ],
    silent: [healthy(), payload(`{"имя":1,"prénom":2,"full name":3,"naïve":4}`)],
  },
  "DBG-01": {
    fires: [
      ["invalid", healthy({ provenance: "re-signed", original: judged("invalid"), judgement: judged("verified") })],
      ["malformed", healthy({ provenance: "re-signed", original: judged("malformed"), judgement: judged("verified") })],
      ["unsigned", healthy({ provenance: "re-signed", original: judged("unsigned"), judgement: judged("verified") })],
    ],
    silent: [
      healthy(),
      healthy({ provenance: "re-signed", original: judged("verified") }),
      healthy({ original: judged("invalid") }),
    ],
  },
  "DBG-04": {
    fires: [["query", healthy({ arrival: { pasted: HEALTHY, removals: [], fromAddress: "query" } })]],
    silent: [healthy(), healthy({ arrival: { pasted: HEALTHY, removals: [], fromAddress: "fragment" } })],
  },
};
