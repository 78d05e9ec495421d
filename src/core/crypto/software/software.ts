import type { JWK } from "jose";
import type { SignatureAlgorithm, SoftwareModule } from "../../registry/algorithms.ts";

/** Software cryptography for what the browser lacks: slower, and not hardened against side channels. */
export interface SoftwareSigner {
  /** Whether a signature matches the message. Returns false, never throws, for an impossible signature; throws for an invalid key. */
  readonly verify: (alg: string, jwk: JWK, message: Uint8Array, signature: Uint8Array) => boolean;
  /** Signs with the private members of a JWK; throws where they are not a key. */
  readonly sign: (alg: string, jwk: JWK, message: Uint8Array) => Uint8Array<ArrayBuffer>;
  /** A fresh private JWK, public members included. */
  readonly generate: (alg: string) => JWK;
}

/** Each is loaded only when a key needs it: together they are as large as the rest of the cryptography. */
const LOADERS: Readonly<Record<SoftwareModule, () => Promise<{ readonly signer: SoftwareSigner }>>> = {
  secp256k1: () => import("./secp256k1.ts"),
  ed448: () => import("./ed448.ts"),
  "ml-dsa": () => import("./ml-dsa.ts"),
};

/** The software for an algorithm; null if its row names none. Rejects if the module cannot be loaded. */
export async function softwareFor({ software }: SignatureAlgorithm): Promise<SoftwareSigner | null> {
  return software === null ? null : (await LOADERS[software]()).signer;
}
