import { encodeBase64Url } from "../text/base64url.ts";
import { benchOf, secretBench } from "./free/bench.ts";
import type { HasPair, HasSecret } from "./hardened/index.ts";
import { honestClaims, honestHeader, KEY_ID } from "./house.ts";
import { signCompact } from "./toolkit/compact.ts";
import type { KeyPair } from "./toolkit/key-shop.ts";
import { withPrivateKey, withSecret } from "./toolkit/signers.ts";
import type { LabEnvironment } from "./types.ts";

/** The usual situation with a key pair: the issuer's, and an honest token for Mallory. `pair` stands in for the shared one. */
export async function pairSetup(
  { now, keys }: LabEnvironment,
  variant: string,
  alg: "RS256" | "ES256" = "RS256",
  given?: KeyPair,
): Promise<HasPair> {
  const pair = given ?? (alg === "RS256" ? await keys.rsa("issuer") : await keys.p256("issuer"));
  return {
    variant,
    now,
    pair,
    honest: await signCompact(honestHeader(alg), honestClaims(now), withPrivateKey(pair)),
    keyTexts: [
      { name: "private key", kind: "private", text: pair.privatePem },
      { name: "public key", kind: "public", text: pair.publicPem },
    ],
    world: [],
    workbench: { publicKey: pair.publicPem },
    bench: benchOf(pair, now),
  };
}

/** The usual situation with a shared secret. `secret` stands in for the shared random one. */
export async function secretSetup(
  { now, keys }: LabEnvironment,
  variant: string,
  given?: Uint8Array<ArrayBuffer>,
): Promise<HasSecret> {
  const secret = given ?? keys.secret("service");
  return {
    variant,
    now,
    secret,
    honest: await signCompact(honestHeader("HS256"), honestClaims(now), withSecret(secret)),
    keyTexts: [{ name: "secret", kind: "secret", text: encodeBase64Url(secret) }],
    world: [],
    workbench: { secret: { text: encodeBase64Url(secret), encoding: "Base64url" } },
    bench: secretBench(secret, now),
  };
}

/** A JWK Set (RFC 7517 section 5) of one public key, as an issuer publishes it. */
export function jwksOf({ publicJwk, alg }: KeyPair, kid = KEY_ID): string {
  return JSON.stringify({ keys: [{ ...publicJwk, kid, use: "sig", alg }] }, null, 2);
}
