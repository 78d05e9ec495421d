import { algorithmRow, type SignatureAlgorithm, SIGNATURE_ALGORITHMS } from "../../registry/algorithms.ts";
import { PRIVATE_MEMBERS } from "../../registry/key-types.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { hasSubtle } from "../../crypto/capabilities.ts";
import { signOctets, verifySignature } from "../../crypto/verify.ts";
import { keyFault } from "../numbers/degenerate.ts";
import { fitKey } from "../fit/fit.ts";
import { importKey } from "./import.ts";
import type { KeyMaterial, KeyTraits } from "../types.ts";

/**
 * A private JWK whose halves match, unchanged; otherwise its public half, as a verifier would use it.
 * `traits` identifies the key in the field. Never rejects.
 */
export async function withFittingHalf(key: KeyMaterial, traits: () => KeyTraits): Promise<KeyMaterial> {
  if (await halvesFit(key)) return key;
  const { range = null } = key;
  return {
    ...key,
    jwk: Object.fromEntries(Object.entries(key.jwk).filter(([name]) => !PRIVATE_MEMBERS.has(name))),
    isPrivate: false,
    damaged: { code: "no-pair", format: "jwk", range, args: {}, key: traits() },
  };
}

/**
 * Whether a key's public members verify what its private ones sign. True if that cannot be tried: no algorithm
 * applies, or the browser lacks the cryptography. A browser may refuse a private key whose halves differ, so refusing
 * only the private half counts as a mismatch. Never rejects.
 */
async function halvesFit(material: KeyMaterial): Promise<boolean> {
  const row = hasSubtle() ? rowFor(material) : null;
  if (!row || keyFault(material.jwk)) return true;
  const verifier = await importKey(material, row, "verify").catch(() => null);
  if (!verifier) return true;
  try {
    const signature = await signOctets(PROBE, await importKey(material, row, "sign"));
    return await verifySignature({ signingInput: PROBE, signature }, verifier);
  } catch {
    return false;
  }
}

const PROBE = encodeUtf8("Do both halves match?");

/** The first algorithm that the key can sign and verify with, whatever its metadata allows. */
function rowFor(material: KeyMaterial): SignatureAlgorithm | null {
  for (const alg of SIGNATURE_ALGORITHMS) {
    const row = algorithmRow(alg);
    if (row?.kty === material.jwk.kty && fitKey(material, alg, "sign").kind !== "mismatch") return row ?? null;
  }
  return null;
}
