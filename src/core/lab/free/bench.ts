import { ACCESS_TOKEN_TYPE, AUDIENCE, ISSUER } from "../actors.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import type { DocumentStore } from "../world/documents.ts";
import type { FileSystem } from "../world/files.ts";
import type { Network } from "../world/network.ts";
import type { Shell } from "../world/shell.ts";
import type { SqlDatabase } from "../world/sql.ts";

/** What the free mode's verifier works with: its key in every form that a flag may need, and the simulated world. */
export interface Bench {
  readonly alg: "RS256" | "ES256" | "HS256";
  /** NumericDate, seconds. */
  readonly now: number;
  /** For RS256 and ES256. */
  readonly publicKey?: CryptoKey;
  /** The bytes in which the service stores that public key. */
  readonly storedKey?: Uint8Array;
  /** For HS256: the service's secret. */
  readonly secret?: Uint8Array;
  /** A secret that lies around for another purpose (a client secret, another key of the set). */
  readonly otherSecret?: Uint8Array;
  readonly issuer: string;
  readonly audience: string;
  readonly typ: string;
  readonly files?: FileSystem;
  readonly sql?: SqlDatabase;
  readonly shell?: Shell;
  readonly documents?: DocumentStore;
  readonly network?: Network;
}

const EXPECTED = { issuer: ISSUER, audience: AUDIENCE, typ: ACCESS_TOKEN_TYPE } as const;

/** A bench for a key pair; `storedKey` is its PEM text by default. */
export function benchOf(pair: KeyPair, now: number, more: Partial<Bench> = {}): Bench {
  return {
    alg: pair.alg,
    now,
    publicKey: pair.publicKey,
    storedKey: new TextEncoder().encode(pair.publicPem),
    ...EXPECTED,
    ...more,
  };
}

/** A bench for an HMAC secret. */
export function secretBench(secret: Uint8Array, now: number, more: Partial<Bench> = {}): Bench {
  return { alg: "HS256", now, secret, ...EXPECTED, ...more };
}
