import type { SecretInput } from "../../core/keys/types.ts";
import type { RuleContext } from "../../core/rules/types.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { judged } from "./own.ts";
import { header, healthy, type Samples } from "./sample.ts";

const LONG = "the-secret-of-the-samples-of-this-project";
const secret = (text: string, encoding: SecretInput["encoding"] = "UTF-8", more: Partial<RuleContext> = {}) =>
  healthy({ keys: { ...NO_KEYS, secret: { text, encoding } }, judgement: judged("invalid"), ...more });
const BASE64 = "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0ISEhIQ==";
const HEX = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const good = secret(LONG);
const verified = { judgement: judged("verified") };

const SET = `{"keys":[{"kty":"oct","kid":"2026-11-a","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"},{"kty":"oct","kid":"b","k":"AAEC"}]}`;

export const secretSamples: Samples = {
  "SEC-01": {
    fires: [
      ["looks-base64", secret(BASE64), "warn", "secret, whole", "secret as Base64"],
      [
        "looks-base64",
        secret(BASE64, "UTF-8", { judgement: judged("unsupported") }),
        "info",
        "secret, whole",
        "secret as Base64",
      ],
      [
        "looks-base64url",
        secret("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"),
        "warn",
        "secret, whole",
        "secret as Base64url",
      ],
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
    fires: [["looks-hex", secret(HEX), "warn", "secret, whole", "secret as Hex"]],
    silent: [good, secret(HEX, "Hex"), secret(HEX, "UTF-8", verified)],
  },
  "SEC-02": {
    fires: [
      ["character", secret(`${LONG}!`, "Base64url"), "error", 'secret "!"', "secret as UTF-8"],
      [
        "alphabet",
        secret("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T", "Base64"),
        "error",
        'secret "-"',
        "secret as Base64url",
      ],
      ["length", secret("abc", "Hex"), "error", 'secret "c"', "secret as UTF-8"],
      ["white-space", secret("61 62", "Hex"), "error", 'secret " "', "secret as UTF-8"],
      ["padding", secret("YWI=YWI=", "Base64"), "error", 'secret "="', "secret as UTF-8"],
      ["trailing-bits", secret("YWJ=", "Base64"), "error", 'secret "J"', "secret as UTF-8"],
      ["lone-surrogate", secret("\ud83d"), "error", "secret, whole"],
    ],
    silent: [good, secret(BASE64, "Base64"), secret(HEX, "Hex")],
  },
  "SEC-04": {
    fires: [
      [
        "white-space",
        secret(` ${LONG}`),
        "warn",
        "secret, whole",
        'secret "the-secret-of-the-samples-of-this-project" as UTF-8',
      ],
      [
        "trailing-newline",
        secret(`${LONG}\n`),
        "warn",
        "secret, whole",
        'secret "the-secret-of-the-samples-of-this-project" as UTF-8',
      ],
      [
        "carriage-return",
        secret(`${LONG}\r\n`),
        "info",
        "secret, whole",
        'secret "7468652d7365637265742d6f662d74…6a6563740d0a" as Hex',
      ],
      [
        "carriage-return",
        secret(`${LONG}\r\n`, "UTF-8", verified),
        "info",
        "secret, whole",
        'secret "7468652d7365637265742d6f662d74…6a6563740d0a" as Hex',
      ],
    ],
    silent: [good, secret("two words that are a secret of their own"), secret(`${LONG}\n`, "UTF-8", verified)],
  },
  "SEC-05": {
    fires: [
      [
        "quotes",
        secret(`"${LONG}"`),
        "warn",
        "secret, whole",
        'secret "the-secret-of-the-samples-of-this-project" as UTF-8',
      ],
    ],
    silent: [good, secret(`"${LONG}`)],
  },
  "SEC-16": {
    fires: [
      [
        "looks-jwk",
        secret(`{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}`),
        "warn",
        "secret, whole",
        "secret-from-jwk",
      ],
      ["looks-jwk-set", secret(SET), "warn", "secret, whole", "secret-from-jwk"],
      ["looks-jwk-set", secret(SET.replaceAll("2026-11-a", "another")), "warn", "secret, whole"],
      ["looks-pem", secret("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"), "warn", "secret, whole"],
    ],
    silent: [good],
  },
  "SEC-09": {
    fires: [["short", secret("your-256-bit-secret"), "warn", "secret, whole"]],
    silent: [good, healthy(), secret("abc", "Hex"), secret(HEX, "Hex")],
  },
  "SEC-11": {
    fires: [
      [
        "verified",
        secret("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----", "UTF-8", verified),
        "security",
        "secret, whole",
      ],
    ],
    silent: [
      good,
      secret(LONG, "UTF-8", verified),
      secret("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"),
    ],
  },
  "SEC-12": {
    fires: [
      ["published", secret("your-256-bit-secret", "UTF-8", verified), "security", "secret, whole"],
      ["published", secret("secret", "UTF-8", verified), "security", "secret, whole"],
      ["published", secret("a-string-secret-at-least-256-bits-long", "UTF-8", verified), "security", "secret, whole"],
      [
        "published",
        secret("a-string-secret-at-least-256-bits-long", "UTF-8", { ...verified, provenance: "re-signed" }),
        "security",
        "secret, whole",
      ],
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
      ["jwk", secret(`{"kty":"oct","k":""}`), "warn", "secret, whole"],
      ["space", secret("  "), "warn", "secret, whole"],
    ],
    silent: [good, healthy()],
  },
};
