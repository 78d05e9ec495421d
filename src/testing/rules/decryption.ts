import type { Judgement, JudgementReason } from "../../core/crypto/types.ts";
import type { RuleContext } from "../../core/rules/types.ts";
import type { Solution } from "../../core/solve/types.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { segment } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, of, type Samples } from "./sample.ts";

const IV = "A".repeat(16);
const TAG = "A".repeat(22);
const jwe = (header: string, key = ""): string => `${segment(header)}.${key}.${IV}.BBBB.${TAG}`;
const DIR = `{"alg":"dir","enc":"A128GCM"}`;
const RSA = `{"alg":"RSA-OAEP","enc":"A128GCM","kid":"theirs"}`;
const KW = `{"alg":"A128KW","enc":"A128GCM"}`;
const PASSWORD = `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000,"p2s":"AAAAAAAAAAA"}`;
const AGREED = `{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"OKP","crv":"X25519"}}`;

/** A token with the given judgement. */
const after = (
  header: string,
  state: Judgement["state"],
  reason: JudgementReason,
  more: Partial<RuleContext> = {},
  own: Partial<Judgement> = {},
) => of(jwe(header, "CCCC"), { judgement: judged(state, { encrypted: "not-opened", reason, ...own }), ...more });
const ok = (header: string) => after(header, "decrypted", { code: "decrypted" });
const mismatch = (isKeyRight: boolean, reads: boolean, more: Partial<RuleContext> = {}) =>
  after(DIR, "invalid", { code: "tag-mismatch", isKeyRight, reads }, more);
const secret = (text: string, needed: number, more: Partial<RuleContext> = {}) =>
  after(
    DIR,
    "key-error",
    { code: "secret-length", actual: text.length, needed },
    {
      keys: { ...NO_KEYS, secret: { text, encoding: "UTF-8" } },
      ...more,
    },
  );
const REFUTED: Solution = { discovery: null, tried: 3, readings: 16, milliseconds: 1, fingerprint: null, kinds: [] };
const MINE: Judgement["key"] = {
  source: "private-key",
  material: { jwk: { kty: "RSA", kid: "mine" }, isPrivate: true, format: "jwk", description: "RSA", thumbprint: "T" },
  secretBytes: null,
};

const marked = (text: string): string => `token "${text}"`;

export const decryptionSamples: Samples = {
  decryption: {
    fires: [
      ["public", ok(RSA), "info", marked(TAG)],
      ["shared", ok(KW), "info", marked(TAG)],
      ["password", ok(PASSWORD), "info", marked(TAG)],
      ["rsa1_5-opened", ok(`{"alg":"RSA1_5","enc":"A128GCM"}`), "security", 'header "\\"RSA1_5\\""'],
      [
        "zip-bomb",
        after(`{"alg":"dir","enc":"A128GCM","zip":"DEF"}`, "unsupported", { code: "zip-bomb", limit: 10_485_760 }),
        "error",
        'header "\\"DEF\\""',
      ],
      ["secret-length", secret("short", 16), "error", "secret, whole"],
      ["secret-length", secret("AAAAAAAAAAAAAAAAAAAAAA==", 16), "error", "secret, whole", "secret as Base64"],
      // A candidate that does not decrypt is not a fix.
      ["secret-length", secret("AAAAAAAAAAAAAAAAAAAAAA==", 16, { solution: REFUTED }), "error", "secret, whole"],
      [
        "other-modulus",
        after(RSA, "invalid", { code: "modulus-length", actual: 256, expected: 384 }),
        "error",
        marked("CCCC"),
      ],
      [
        "other-private-key",
        after(RSA, "invalid", { code: "unwrap-failed" }, {}, { key: MINE }),
        "error",
        marked("CCCC"),
      ],
      ["other-shared-key", after(KW, "invalid", { code: "unwrap-failed" }), "error", marked("CCCC")],
      ["other-password", after(PASSWORD, "invalid", { code: "unwrap-failed" }), "error", marked("CCCC")],
      [
        "header-edited",
        mismatch(true, true, { provenance: "kept", original: judged("decrypted") }),
        "error",
        marked(segment(DIR)),
        "mode re-sign",
      ],
      [
        "kept-content",
        after(KW, "decrypted", { code: "decrypted" }, { provenance: "kept" }),
        "warn",
        "payload, whole",
        "mode re-sign",
      ],
      ["changed-but-reads", mismatch(true, true), "error", marked(TAG)],
      ["changed", mismatch(true, false), "error", marked("BBBB")],
      ["key-or-content", mismatch(false, false), "error", marked("BBBB")],
      [
        "other-enc",
        after(KW, "invalid", { code: "content-key-length", actual: 32, needed: 16 }),
        "error",
        'header "\\"A128GCM\\""',
      ],
      ["padding", after(DIR, "invalid", { code: "content-broken", by: "padding" }), "error", marked("BBBB")],
      ["zip", after(DIR, "invalid", { code: "content-broken", by: "zip" }), "error", marked("BBBB")],
      [
        "small-order",
        after(AGREED, "invalid", { code: "jwe-shape", part: "epk" }),
        "error",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\": \\"X25519\\"\\n  }"',
      ],
    ],
    silent: [
      healthy(),
      of(jwe(DIR)),
      after(DIR, "no-key", { code: "no-secret" }),
      after(DIR, "invalid", { code: "jwe-shape", part: "iv" }),
    ],
  },
};
