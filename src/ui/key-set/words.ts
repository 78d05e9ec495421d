import type { Trial } from "../../core/crypto/try-keys.ts";
import type { KeyRow } from "../../core/keys/key-rows.ts";
import type { KeyFit, KeyProblem } from "../../core/keys/types.ts";

/** `data-verifies` of a row: "unknown" for whatever was not tried. */
export function verifies(trial: Trial | null): "true" | "false" | "unknown" {
  return trial?.kind === "verified" ? "true" : trial?.kind === "failed" ? "false" : "unknown";
}

/** Whether a key verifies, in a few words, or why that is unknown; "" while being tried. */
export function trialWords(row: KeyRow, trial: Trial | null): string {
  if (row.material === null) return "not tried";
  switch (trial?.kind) {
    case undefined:
      return "";
    case "verified":
      return "yes";
    case "failed":
      return "no";
    case "unfit":
      return fitWords(trial.fit, row);
    case "untried":
      return { token: "not tried", many: "not tried", degenerate: "unsafe key", refused: "browser refuses it" }[
        trial.reason
      ];
  }
}

function fitWords(fit: KeyFit, row: KeyRow): string {
  if (fit.kind === "fits") return "";
  const { have = "", need = "" } = fit.args;
  switch (fit.code) {
    case "type":
    case "oct-as-asymmetric":
      return `${row.type}, not ${need}`;
    case "curve":
      return `${have}, not ${need}`;
    case "size":
      return "too small";
    case "pss-only":
    case "pss-parameters":
      return "other PSS";
    case "coordinate-length":
      return "damaged";
    case "public-only":
      return "public half only";
    case "alg":
    case "use":
      return row.use === "encrypt" ? "not for signing" : `for ${have}`;
    case "key_ops":
      return "not for verifying";
    case "ext":
      return "";
  }
}

/** Why a key cannot be read, briefly: Diagnosis says more. If the public half is complete, the problem of the private half. */
export function problemWords({ code, args }: KeyProblem, isHalf: boolean): string {
  const what = isHalf ? "Private half" : "Not readable";
  switch (code) {
    case "jwk-invalid":
      return `${what}: ${[args["member"], args["why"]].filter(Boolean).join(": ")}`;
    case "no-pair":
      return "The private half belongs to another key";
    case "type-unsupported":
      return `Cannot sign a JWT: ${args["what"] ?? "another kind of key"}`;
    case "passphrase-needed":
      return "Locked: it needs its passphrase";
    case "passphrase-wrong":
      return "Locked: the passphrase does not open it";
    case "cipher-unsupported":
      return `Locked with ${args["what"] ?? "an old cipher"}`;
    case "asn1":
      return `${what}: ${args["why"] ?? "it is truncated"}`;
    case "pem-body":
      return "Not readable: something in it is not Base64";
    case "pem-no-end":
      return "Not readable: the END line is missing";
    case "not-a-key":
    case "url-or-path":
    case "json-invalid":
    case "empty-set":
      return `Not a key: ${args["what"] ?? "something else"}`;
  }
}

/** "Auj5jd…geFw": enough of a thumbprint to tell it from others. */
export function shortThumbprint(thumbprint: string): string {
  return `${thumbprint.slice(0, 6)}…${thumbprint.slice(-4)}`;
}

/** Says which key the token names, and what that means here. */
export function namedWords(kid: string | null, rows: readonly KeyRow[]): string {
  if (kid === null) return "The token names no key: each one that fits is tried.";
  if (rows.some((row) => row.kid === kid)) return "";
  return rows.every((row) => row.kid === null)
    ? "These keys have no kid, but the token names one."
    : "The token names a key that is not here.";
}
