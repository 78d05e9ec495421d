import { encodeBase64Url } from "../text/base64url.ts";
import { benchOf, secretBench } from "./free/bench.ts";
import type { HasPair, HasSecret, HasSeen } from "./hardened/index.ts";
import { honestClaims, honestHeader, KEY_ID } from "./house.ts";
import { signCompact } from "./toolkit/compact.ts";
import type { KeyPair } from "./toolkit/key-shop.ts";
import { withPrivateKey, withSecret } from "./toolkit/signers.ts";
import { createSeenStore } from "./world/store.ts";
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

/** The shared secret of the service: 43 characters of base64url, drawn from 32 random bytes. Its octets are the key. */
export function serviceSecret({ keys }: Pick<LabEnvironment, "keys">): string {
  return encodeBase64Url(keys.secret("service"));
}

/** The usual situation with a shared secret. `given` stands in for the service's own. */
export async function secretSetup(environment: LabEnvironment, variant: string, given?: string): Promise<HasSecret> {
  const { now } = environment;
  const text = given ?? serviceSecret(environment);
  const secret = new TextEncoder().encode(text);
  return {
    variant,
    now,
    secret,
    honest: await signCompact(honestHeader("HS256"), honestClaims(now), withSecret(secret)),
    keyTexts: [{ name: "secret", kind: "secret", text }],
    world: [],
    workbench: { secret: { text, encoding: "UTF-8" } },
    bench: secretBench(secret, now),
  };
}

/** A JWK Set (RFC 7517 section 5) of one public key, as an issuer publishes it. */
export function jwksOf({ publicJwk, alg }: KeyPair, kid = KEY_ID): string {
  return JSON.stringify({ keys: [{ ...publicJwk, kid, use: "sig", alg }] }, null, 2);
}

/** The usual ES256 situation with a memory for each verifier of the tokens that were used. */
export async function seenSetup(environment: LabEnvironment, variant: string): Promise<HasSeen> {
  const base = await pairSetup(environment, variant, "ES256");
  const seen = { naive: createSeenStore("Used, naive verifier"), hardened: createSeenStore("Used, hardened verifier") };
  return { ...base, seen, world: [seen.naive, seen.hardened] };
}
