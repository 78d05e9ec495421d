import { dateOf } from "../house.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import { allows } from "../trace.ts";
import type { Setup, Verifier } from "../types.ts";
import { verify as es256 } from "./es256.ts";
import { verify as hs256 } from "./hs256.ts";
import { verify as rs256 } from "./rs256.ts";

/** What the shared hardened verifiers need of a setup. */
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
  trace: () => [allows("HS256"), ["key it holds", "32 random bytes"]],
};
