import type { SecretInput } from "../../keys/types.ts";
import type { RuleContext } from "../types.ts";
import { NO_KEYS } from "./context.ts";
import { judged } from "./own.ts";
import { header, healthy, type Samples } from "./sample.ts";

const LONG = "a-string-secret-at-least-256-bits-long";
const secret = (text: string, encoding: SecretInput["encoding"] = "UTF-8", more: Partial<RuleContext> = {}) =>
  healthy({ keys: { ...NO_KEYS, secret: { text, encoding } }, judgement: judged("invalid"), ...more });
const BASE64 = "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0ISEhIQ==";
const HEX = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const good = secret(LONG);
const verified = { judgement: judged("verified") };

export const secretSamples: Samples = {
  "SEC-01": {
    fires: [
      ["looks-base64", secret(BASE64)],
      ["looks-base64", secret(BASE64, "UTF-8", { judgement: judged("unsupported") })],
      ["looks-base64url", secret("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T")],
    ],
    silent: [
      good,
      healthy(),
      secret(BASE64, "Base64"),
      secret(BASE64, "UTF-8", verified),
      secret(BASE64, "UTF-8", { judgement: null }),
      header(`{"alg":"RS256"}`),
    ],
  },
  "SEC-03": {
    fires: [["looks-hex", secret(HEX)]],
    silent: [good, secret(HEX, "Hex"), secret(HEX, "UTF-8", verified)],
  },
  "SEC-02": {
    fires: [
      ["character", secret(`${LONG}!`, "Base64url")],
      ["alphabet", secret("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T", "Base64")],
      ["length", secret("abc", "Hex")],
      ["lone-surrogate", secret("\ud83d")],
    ],
    silent: [good, secret(BASE64, "Base64"), secret(HEX, "Hex")],
  },
  "SEC-04": {
    fires: [
      ["white-space", secret(` ${LONG}`)],
      ["trailing-newline", secret(`${LONG}\n`)],
      ["carriage-return", secret(`${LONG}\r\n`)],
      ["carriage-return", secret(`${LONG}\r\n`, "UTF-8", verified)],
    ],
    silent: [good, secret("two words that are a secret of their own"), secret(`${LONG}\n`, "UTF-8", verified)],
  },
  "SEC-05": { fires: [["quotes", secret(`"${LONG}"`)]], silent: [good, secret(`"${LONG}`)] },
  "SEC-16": {
    fires: [
      ["looks-jwk", secret(`{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}`)],
      ["looks-pem", secret("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----")],
    ],
    silent: [good],
  },
  "SEC-09": {
    fires: [["short", secret("your-256-bit-secret")]],
    silent: [good, healthy(), secret("abc", "Hex"), secret(HEX, "Hex")],
  },
  "SEC-11": {
    fires: [["verified", secret("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----", "UTF-8", verified)]],
    silent: [
      good,
      secret(LONG, "UTF-8", verified),
      secret("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"),
    ],
  },
  "SEC-12": {
    fires: [
      ["published", secret("your-256-bit-secret", "UTF-8", verified)],
      ["published", secret("secret", "UTF-8", verified)],
    ],
    silent: [
      good,
      secret(LONG, "UTF-8", verified),
      secret("your-256-bit-secret", "UTF-8", { judgement: null }),
      secret("nobody has published this one yet", "UTF-8", verified),
    ],
  },
  "SEC-13": {
    fires: [
      ["jwk", secret(`{"kty":"oct","k":""}`)],
      ["space", secret("  ")],
    ],
    silent: [good, healthy()],
  },
};
