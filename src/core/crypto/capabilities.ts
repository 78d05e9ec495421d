import { algorithmRow, type SignatureAlgorithm, SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";

/**
 * An RSA public key of 2048 bits to try an import with: making one would take a second. Its modulus is an arbitrary
 * odd number, which no import checks, and nothing is ever verified with it.
 */
const TRIAL_RSA: JsonWebKey = { kty: "RSA", n: `${"u".repeat(341)}w`, e: "AQAB" };

const tried = new Map<string, Promise<boolean>>();

/** Whether cryptography is available at all: browsers offer `crypto.subtle` in secure contexts only. */
export function hasSubtle(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/**
 * Whether the browser supports an algorithm, found by generating (RSA: importing) a key; `EdDSA` counts as supported if
 * its first curve is. Each is tried once. Never rejects.
 */
export function isNative(row: SignatureAlgorithm): Promise<boolean> {
  const key = JSON.stringify(row.importParams);
  const answer =
    tried.get(key) ??
    tryKey(row).then(
      () => true,
      () => false,
    );
  tried.set(key, answer);
  return answer;
}

async function tryKey({ kty, importParams }: SignatureAlgorithm): Promise<unknown> {
  const { subtle } = globalThis.crypto;
  return kty === "RSA"
    ? subtle.importKey("jwk", TRIAL_RSA, importParams, false, ["verify"])
    : subtle.generateKey(importParams, false, ["sign", "verify"]);
}

/** Whether an algorithm can verify and sign here: by the browser, or in software if available. */
export async function isAvailable(row: SignatureAlgorithm): Promise<boolean> {
  if (row.family === "none") return true;
  return hasSubtle() && (row.software !== null || (await isNative(row)));
}

/**
 * The `alg` values that can verify and sign here, software fallbacks included. Without a secure context only `none`.
 * Never rejects.
 */
export async function capabilities(): Promise<ReadonlySet<string>> {
  const answers = await Promise.all(
    SIGNATURE_ALGORITHMS.map(async (alg) => {
      const row = algorithmRow(alg);
      return row !== null && (await isAvailable(row)) ? [alg] : [];
    }),
  );
  return new Set(answers.flat());
}
