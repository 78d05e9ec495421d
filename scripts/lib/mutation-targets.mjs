// @ts-check

/**
 * The files in which tests must cover every decision, each with those tests.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const TARGETS = {
  "src/core/crypto/deciding.ts": ["src/core/crypto/deciding"],
  "src/core/crypto/pre-judge.ts": ["src/core/crypto/pre-judge", "src/core/crypto/judge-first"],
  "src/core/crypto/judge.ts": ["src/core/crypto/judge"],
  "src/core/crypto/judge-with-keys.ts": ["src/core/crypto/judge.test", "src/core/crypto/judge-sets"],
  "src/core/crypto/check-signature.ts": ["src/core/crypto/check-signature"],
  "src/core/crypto/sign.ts": ["src/core/crypto/sign.test", "src/core/crypto/judge-first"],
  "src/core/crypto/sign-with-key.ts": ["src/core/crypto/sign"],
  "src/core/crypto/hmac-secret.ts": [
    "src/core/crypto/hmac-secret",
    "src/core/crypto/judge.test",
    "src/core/crypto/sign.test",
  ],
  "src/core/crypto/verify.ts": [
    "src/core/crypto/judge.test",
    "src/core/crypto/sign.test",
    "src/core/crypto/judge-vectors",
  ],
  "src/core/crypto/capabilities.ts": ["src/core/crypto/capabilities"],
  "src/core/keys/fit/choose.ts": ["src/core/keys/fit/choose"],
  "src/core/rules/run.ts": ["src/core/rules/run.test"],
  "src/state/keyed-task.ts": ["src/state/keyed-task"],
  "src/state/tasks.ts": ["src/state/task"],
};

/**
 * Changes that no test can detect, with the reason: `file: line: change`.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const EXPLAINED = {
  ...sameReason("decided by earlier checks: only the type requires a value here", [
    'src/core/crypto/pre-judge.ts: const unsupported = unsupportedReason(token, alg ?? "");:  ?? "" → nothing',
    'src/core/crypto/judge.ts: const alg = headerString(token, "alg") ?? "";:  ?? "" → nothing',
    'src/core/crypto/judge.ts: if (!row) return keyless("unsupported", { code: "alg-unknown", alg }, alg);: !row → false',
    "src/core/crypto/judge.ts: signingInput: encodeUtf8(text.slice(0, payload?.range.end ?? 0)),:  ?? 0 → nothing",
    "src/core/crypto/judge.ts: signature: signature?.bytes ?? new Uint8Array(),:  ?? new Uint8Array() → nothing",
  ]),
  ...sameReason("every HMAC has a minimum length: only the type requires a value here", [
    "src/core/crypto/judge.ts: const needed = row.minimumKeyBits ?? 0;:  ?? 0 → nothing",
  ]),
};

/** @param {string} reason @param {readonly string[]} changes @returns {Record<string, string>} */
function sameReason(reason, changes) {
  return Object.fromEntries(changes.map((change) => [change, reason]));
}
