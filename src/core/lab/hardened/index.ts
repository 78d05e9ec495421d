import type { JSONWebKeySet } from "jose";
import { dateOf, KEY_ID } from "../actors.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import type { SeenStore } from "../world/store.ts";
import { allows } from "../trace.ts";
import type { Setup, Verifier } from "../types.ts";
import { verify as decryptThenVerify } from "./decrypt-then-verify.ts";
import { verify as es256 } from "./es256.ts";
import { verify as hs256 } from "./hs256.ts";
import { verify as kidMap } from "./kid-map.ts";
import { verify as ownKeySet } from "./own-key-set.ts";
import { verify as replayByJti } from "./replay-by-jti.ts";
import { verify as rs256 } from "./rs256.ts";
import { verify as sealedBySecret } from "./sealed-by-secret.ts";

/** What the shared hardened verifiers need from a setup. */
export interface HasPair extends Setup {
  readonly pair: KeyPair;
}
export interface HasSecret extends Setup {
  readonly secret: Uint8Array<ArrayBuffer>;
}

export const HARDENED_RS256: Verifier<HasPair> = {
  file: "hardened/rs256.ts",
  summary: "alg from its own list",
  verify: (setup, token) => rs256(token, setup.pair.publicKey, dateOf(setup)),
  trace: () => [allows("RS256"), ["key it holds", "a typed public key"]],
};

export const HARDENED_ES256: Verifier<HasPair> = {
  file: "hardened/es256.ts",
  summary: "alg from its own list",
  verify: (setup, token) => es256(token, setup.pair.publicKey, dateOf(setup)),
  trace: () => [allows("ES256"), ["key it holds", "a typed public key"]],
};

export const HARDENED_HS256: Verifier<HasSecret> = {
  file: "hardened/hs256.ts",
  summary: "one algorithm, a real secret",
  verify: (setup, token) => hs256(token, setup.secret, dateOf(setup)),
  trace: () => [allows("HS256"), ["key it holds", "a secret made from 32 random bytes"]],
};

export interface HasKeySet extends HasPair {
  /** The issuer's JWK Set, fetched from its own address when the service started. */
  readonly keySet: JSONWebKeySet;
}

export const HARDENED_KEY_SET: Verifier<HasKeySet> = {
  file: "hardened/own-key-set.ts",
  summary: "keys from its own set only",
  verify: (setup, token) => ownKeySet(token, setup.keySet, dateOf(setup)),
  trace: () => [allows("RS256"), ["keys it knows", "the issuer's set, by kid"]],
};

export const HARDENED_KID_MAP: Verifier<HasSecret> = {
  file: "hardened/kid-map.ts",
  summary: "kid is looked up, never used",
  verify: (setup, token) => kidMap(token, new Map([[KEY_ID, setup.secret]]), dateOf(setup)),
  trace: () => [allows("HS256"), ["kids it knows", KEY_ID]],
};

export interface HasSeen extends HasPair {
  /** What each verifier remembers about accepted tokens. */
  readonly seen: { readonly naive: SeenStore; readonly hardened: SeenStore };
}

export const HARDENED_JTI: Verifier<HasSeen> = {
  file: "hardened/replay-by-jti.ts",
  summary: "remembers by jti",
  verify: (setup, token) => replayByJti(token, setup.pair.publicKey, setup.seen.hardened, dateOf(setup)),
  trace: () => [allows("ES256"), ["it remembers", "the jti claim"]],
};

/** A service that accepts tokens signed by its issuer and encrypted to itself. */
export interface HasOpener extends HasPair {
  readonly opener: CryptoKey;
  readonly sealer: CryptoKey;
}

export const HARDENED_NESTED: Verifier<HasOpener> = {
  file: "hardened/decrypt-then-verify.ts",
  summary: "decrypts, then verifies",
  verify: (setup, token) =>
    decryptThenVerify(token, { opener: setup.opener, issuer: setup.pair.publicKey }, dateOf(setup)),
  trace: () => [allows("RSA-OAEP-256", "A256GCM", "RS256"), ["it believes", "what the issuer signed inside"]],
};

/** A service that shares a secret with its issuer, which encrypts with it. */
export interface HasSeal extends HasSecret {
  readonly sealedBy: "dir" | "A256KW";
}

export const HARDENED_SEALED: Verifier<HasSeal> = {
  file: "hardened/sealed-by-secret.ts",
  summary: "one way to decrypt, the complete tag",
  verify: (setup, token) => sealedBySecret(token, setup.secret, setup.sealedBy, dateOf(setup)),
  trace: ({ sealedBy }) => [allows(sealedBy, "A256GCM"), ["key it holds", "32 random bytes"]],
};
