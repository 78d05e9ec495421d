import type { KeyReading } from "./types.ts";

/**
 * Whether Private key is the other half of Public key: whether any two of their keys have the same public members,
 * compared by the RFC 7638 thumbprint, which covers exactly these. Null if either field has no asymmetric key, or is
 * still being read.
 */
export function arePair(publicKey: KeyReading | null, privateKey: KeyReading | null): boolean | null {
  const publics = thumbprints(publicKey, false);
  const privates = thumbprints(privateKey, true);
  return publics.size === 0 || privates.size === 0 ? null : [...privates].some((thumbprint) => publics.has(thumbprint));
}

function thumbprints(reading: KeyReading | null, privateOnly: boolean): ReadonlySet<string> {
  const keys = reading?.kind === "keys" ? reading.keys : [];
  return new Set(
    keys.flatMap(({ jwk, isPrivate, thumbprint }) =>
      jwk.kty === "oct" || (privateOnly && !isPrivate) ? [] : [thumbprint],
    ),
  );
}
