import { CompactEncrypt, EncryptJWT, importJWK } from "jose";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { benchOf, secretBench } from "./free/bench.ts";
import type { HasOpener, HasPair, HasSeal, HasSecret, HasSeen } from "./hardened/index.ts";
import { honestClaims, honestHeader, KEY_ID } from "./actors.ts";
import { signCompact } from "./toolkit/compact.ts";
import type { KeyPair } from "./toolkit/key-shop.ts";
import { withPrivateKey, withSecret } from "./toolkit/signers.ts";
import { createSeenStore } from "./world/store.ts";
import type { LabEnvironment } from "./types.ts";

/** The usual situation with the issuer's key pair and an honest token for Mallory. `pair` replaces the shared one. */
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

/** The shared secret of the service: 43 characters of base64url, drawn from 32 random bytes. Its bytes are the key. */
function serviceSecret({ keys }: Pick<LabEnvironment, "keys">): string {
  return encodeBase64Url(keys.secret("service"));
}

/** The usual situation with a shared secret. `given` replaces the service's own. */
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
export function jwksOf({ publicJwk, alg }: KeyPair): string {
  return JSON.stringify({ keys: [{ ...publicJwk, kid: KEY_ID, use: "sig", alg }] }, null, 2);
}

/** The usual ES256 situation, in which each verifier remembers used tokens. */
export async function seenSetup(environment: LabEnvironment, variant: string): Promise<HasSeen> {
  const base = await pairSetup(environment, variant, "ES256");
  const seen = { naive: createSeenStore("Used, naive verifier"), hardened: createSeenStore("Used, hardened verifier") };
  return { ...base, seen, world: [seen.naive, seen.hardened] };
}

/** The halves of an RSA key pair as WebCrypto decrypts and encrypts with them: RSA-OAEP-256 (RFC 7518 section 4.3). */
export async function oaepKeys({ privateJwk, publicJwk }: KeyPair): Promise<{ opener: CryptoKey; sealer: CryptoKey }> {
  const [opener, sealer] = await Promise.all([privateJwk, publicJwk].map((jwk) => importJWK(jwk, "RSA-OAEP-256")));
  if (!(opener instanceof CryptoKey) || !(sealer instanceof CryptoKey)) throw new TypeError("not an RSA key");
  return { opener, sealer };
}

/** A text encrypted to a service's public key, as a token in a token. */
export function sealTo(sealer: CryptoKey, content: string, header: Record<string, unknown> = {}): Promise<string> {
  return new CompactEncrypt(encodeUtf8(content))
    .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", cty: "JWT", ...header })
    .encrypt(sealer);
}

/** The usual situation with tokens that the issuer signs, and then encrypts to the service. */
export async function nestedSetup(environment: LabEnvironment, variant: string): Promise<HasOpener> {
  const base = await pairSetup(environment, variant);
  const service = await environment.keys.rsa("service");
  const { opener, sealer } = await oaepKeys(service);
  return {
    ...base,
    opener,
    sealer,
    honest: await sealTo(sealer, base.honest),
    keyTexts: [
      { name: "issuer's public key", kind: "public", text: base.pair.publicPem },
      { name: "service's public key", kind: "public", text: service.publicPem },
      { name: "service's private key", kind: "private", text: service.privatePem },
    ],
    workbench: { publicKey: base.pair.publicPem, privateKey: service.privatePem },
  };
}

/** The usual situation with tokens that are encrypted with a secret, and signed by nobody. */
export async function sealedSetup(
  environment: LabEnvironment,
  variant: string,
  sealedBy: HasSeal["sealedBy"],
): Promise<HasSeal> {
  const base = await secretSetup(environment, variant);
  const secret = environment.keys.secret("seal");
  const text = encodeBase64Url(secret);
  const honest = await new EncryptJWT(honestClaims(environment.now))
    .setProtectedHeader({ ...honestHeader(sealedBy), alg: sealedBy, enc: "A256GCM" })
    .encrypt(secret);
  return {
    ...base,
    secret,
    sealedBy,
    honest,
    keyTexts: [{ name: "secret", kind: "secret", text }],
    workbench: { secret: { text, encoding: "Base64url" } },
    bench: secretBench(secret, environment.now),
  };
}
