import { fitKey } from "../../core/keys/fit/fit.ts";
import { recipientFitting } from "../../core/crypto/jwe/fit-recipient.ts";
import type { KeyFit, KeyMaterial, KeyReading } from "../../core/keys/types.ts";
import { KEY_FORMATS } from "../../core/registry/key-formats.ts";
import { keyManagementRow } from "../../core/registry/encryption-algorithms.ts";
import { algorithmRow } from "../../core/registry/algorithms.ts";
import type { View } from "../../state/types.ts";

/** A key field's content in two lines: what was recognised, and whether it fits the algorithm. */
export interface KeyWords {
  readonly tone: "ok" | "error" | "warn" | "info";
  readonly what: string;
  readonly fit: string;
}

/**
 * Words for a reading; null for an empty field, and for text without a key, which findings report. Before there is a
 * reading, words appear only while a passphrase is tried, which is slow by design.
 */
export function keyWords(
  reading: KeyReading | null,
  passphrase: string | undefined,
  alg: string,
  operation: "verify" | "sign",
): KeyWords | null {
  if (reading === null && passphrase) {
    return { tone: "info", what: "Trying the passphrase", fit: "Decrypting is slow by design" };
  }
  if (reading?.kind !== "keys") return null;
  const { keys, format } = reading;
  const [first] = keys;
  if (first === undefined) return null;
  const name = KEY_FORMATS[format].name;
  const fit = fittingOf(alg, operation);
  const fits = fit && keys.filter((key) => fit(key).kind === "fits").length;
  if (keys.length > 1 || format === "jwks") {
    return {
      tone: fits === 0 ? "error" : "ok",
      what: `${name}, ${keys.length} ${keys.length === 1 ? "key" : "keys"}`,
      fit: fits === null ? "" : `${fits} of them ${fits === 1 ? "fits" : "fit"} ${alg}`,
    };
  }
  return {
    tone: fits === null ? "info" : fits > 0 ? "ok" : "error",
    what: `${name}, ${first.description}${limitWords(first)}`,
    // The finding below says why it does not fit.
    fit: fits !== null && fits > 0 ? `Fits ${alg}` : "",
  };
}

/** How keys are compared with an algorithm in their field; null for an unknown one. */
function fittingOf(alg: string, operation: "verify" | "sign"): ((key: KeyMaterial) => KeyFit) | null {
  const recipient = keyManagementRow(alg);
  if (recipient !== null) return recipientFitting(recipient, null, operation === "sign" ? "decrypt" : "encrypt").fit;
  return algorithmRow(alg) === null ? null : (key) => fitKey(key, alg, operation);
}

/** What the key fields of an encrypted token accept. */
export const RECIPIENT = {
  publicKey: "PEM, JWK or certificate, only needed to encrypt",
  privateKey: "PEM, JWK or JWK Set of the recipient. It is never stored, shared or put in a link",
} as const;

/** Words for an algorithm that cannot sign. */
export function algorithmNote(alg: string, encrypted: boolean): string {
  if (alg === "") return "The header names no algorithm";
  if (!encrypted) return "Unknown signature algorithm";
  return keyManagementRow(alg)?.description ?? "Unknown key management algorithm";
}

/** The limits of an RSA key with the identifier id-RSASSA-PSS (RFC 4055 section 3.1). */
function limitWords({ pssOnly, pss }: KeyMaterial): string {
  if (pssOnly !== true) return "";
  return pss ? `, for PSS with ${pss.hash} only` : ", for PSS only";
}

/** "32 bytes (256 bits)", with the algorithm's minimum (RFC 7518 section 3.2). */
export function secretWords(bytes: number, alg: string): KeyWords {
  const least = algorithmRow(alg)?.minimumKeyBits ?? null;
  const exact = keyManagementRow(alg);
  const what = `${bytes} ${bytes === 1 ? "byte" : "bytes"} (${bytes * 8} bits)`;
  // Key derivation accepts a password of any length.
  if (exact?.wrapKeyBytes && exact.hash === null) {
    const fits = bytes === exact.wrapKeyBytes;
    return {
      tone: fits ? "ok" : "error",
      what,
      fit: fits ? `Fits ${alg}` : `${alg} needs ${exact.wrapKeyBytes} bytes`,
    };
  }
  if (least === null) return { tone: "info", what, fit: "" };
  return bytes * 8 >= least
    ? { tone: "ok", what, fit: `Enough for ${alg}` }
    : { tone: "warn", what, fit: `${alg} requires at least ${least} bits` };
}

/** The name of the function in the formula: "HMAC-SHA256", "ECDSA-P256-SHA256"; null for `none` and unknown algorithms. */
export function formulaName(alg: string): string | null {
  const row = algorithmRow(alg);
  if (row === null || row.family === "none") return null;
  const hash = row.hashBits === null ? "" : `-SHA${row.hashBits}`;
  const curve = row.family === "ECDSA" ? `-${(row.curves[0] ?? "").replace("-", "")}` : "";
  const family = row.family === "RSASSA-PKCS1-v1_5" ? "RSA" : row.family === "RSASSA-PSS" ? "RSA-PSS" : row.family;
  return family === "EdDSA" || family === "ML-DSA" ? alg : family + curve + hash;
}

/** What an edit currently does to the signature. */
export function modeWords(
  view: Pick<View, "family" | "privateKey"> & { readonly mode: "re-sign" | "keep"; readonly hasSecret: boolean },
): string {
  if (view.mode === "keep") return "An edit keeps the old signature, to show tampering.";
  switch (view.family) {
    case "hmac":
      return view.hasSecret
        ? "An edit re-signs the token with this secret."
        : "Add the secret to re-sign the token after an edit.";
    case "none":
      return "An edit changes the token at once; there is nothing to sign.";
    case "asymmetric":
    case "unknown":
      return view.privateKey?.kind === "keys"
        ? "An edit re-signs the token with the private key."
        : "Add the private key to re-sign the token after an edit.";
  }
}
