import { exportJWK, exportPKCS8, exportSPKI, type JWK } from "jose";

/** A key pair made by WebCrypto, with its usual texts. */
export interface KeyPair {
  readonly alg: "RS256" | "ES256";
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly privateJwk: JWK;
  /** SubjectPublicKeyInfo (RFC 5280 section 4.1) in DER. */
  readonly spki: Uint8Array<ArrayBuffer>;
  /** The same as PEM (RFC 7468 section 13), ending in a line feed as files do. */
  readonly publicPem: string;
  readonly privatePem: string;
}

/** Makes each key once and reuses it, so scenarios of one environment share their issuer. */
export interface KeyShop {
  /** The key pair with that name. `exponent` 3 is for attacks that need a small one. */
  rsa(name: string, exponent?: 3 | 65537): Promise<KeyPair>;
  p256(name: string): Promise<KeyPair>;
  /** That many random bytes. */
  secret(name: string, length?: number): Uint8Array<ArrayBuffer>;
  /** Anything else that is made once per name. */
  keep<Made>(name: string, make: () => Made): Made;
}

/** An empty key shop. Keys come from WebCrypto, and are made on demand. */
export function createKeyShop(): KeyShop {
  const pairs = new Map<string, Promise<KeyPair>>();
  const secrets = new Map<string, Uint8Array<ArrayBuffer>>();
  const kept = new Map<string, unknown>();
  const once = (name: string, make: () => Promise<KeyPair>): Promise<KeyPair> => {
    const made = pairs.get(name) ?? make();
    pairs.set(name, made);
    return made;
  };
  return {
    rsa: (name, exponent = 65537) => once(`rsa ${exponent} ${name}`, () => makeRsa(exponent)),
    p256: (name) => once(`p256 ${name}`, makeP256),
    secret: (name, length = 32) => {
      const key = `${length} ${name}`;
      const made = secrets.get(key) ?? crypto.getRandomValues(new Uint8Array(length));
      secrets.set(key, made);
      return made;
    },
    keep: <Made>(name: string, make: () => Made): Made => {
      if (!kept.has(name)) kept.set(name, make());
      // Each name is used by one caller.
      return kept.get(name) as Made;
    },
  };
}

async function makeRsa(exponent: 3 | 65537): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey(
    {
      name: "RSASSA-PKCS1-v1_5",
      hash: "SHA-256",
      modulusLength: 2048,
      publicExponent: exponent === 3 ? Uint8Array.of(3) : Uint8Array.of(1, 0, 1),
    },
    true,
    ["sign", "verify"],
  );
  return withTexts("RS256", pair);
}

async function makeP256(): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  return withTexts("ES256", pair);
}

async function withTexts(alg: KeyPair["alg"], { privateKey, publicKey }: CryptoKeyPair): Promise<KeyPair> {
  const [publicJwk, privateJwk, publicPem, privatePem, spki] = await Promise.all([
    exportJWK(publicKey),
    exportJWK(privateKey),
    exportSPKI(publicKey),
    exportPKCS8(privateKey),
    crypto.subtle.exportKey("spki", publicKey),
  ]);
  return {
    alg,
    privateKey,
    publicKey,
    publicJwk,
    privateJwk,
    spki: new Uint8Array(spki),
    publicPem: `${publicPem.trimEnd()}\n`,
    privatePem: `${privatePem.trimEnd()}\n`,
  };
}
