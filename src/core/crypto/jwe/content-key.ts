import { random } from "../../base/random.ts";
import type { JWK } from "jose";
import { messageOf } from "../thrown.ts";
import type { JudgementReason } from "../types.ts";
import { bareJwk } from "../../keys/import/import.ts";
import { modulusBits } from "../../keys/numbers/big-number.ts";
import { withPrimes } from "../../keys/numbers/rsa-primes.ts";
import type { ContentEncryption, KeyManagementAlgorithm } from "../../registry/encryption-algorithms.ts";
import { bytesOf } from "../../registry/key-kinds.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { joined, openGcm, unwrapAes } from "./aes.ts";
import { concatKdf } from "./concat-kdf.ts";
import type { JweHeader } from "./header.ts";

type Octets = Uint8Array<ArrayBuffer>;

/** The parts of an encrypted token that its keys need. */
export interface KeyedToken {
  readonly row: KeyManagementAlgorithm;
  readonly enc: ContentEncryption;
  /** The value of `enc`. */
  readonly encName: string;
  readonly header: JweHeader;
  readonly encryptedKey: Octets;
  /** The content encryption key to encrypt, if other recipients already have it; absent: a fresh one. */
  readonly contentKey?: Octets;
}

/** The content encryption key, or why there is none. */
export type ContentKey = { readonly software: boolean } & (
  | {
      readonly key: Octets;
      /** With a wrong key, unwrapping would have failed. */
      readonly isKeyRight: boolean;
    }
  | { readonly reason: JudgementReason }
);

const failed = (reason: JudgementReason, software = false): ContentKey => ({ reason, software });

/** From a shared key or password (RFC 7518 sections 4.4, 4.5, 4.7, 4.8), after the header's parameters were checked. Never rejects. */
export async function fromSecret(token: KeyedToken, secret: Octets): Promise<ContentKey> {
  const { row, enc, header, encryptedKey } = token;
  switch (row.mode) {
    case "direct encryption":
      return secret.length === enc.keyBytes
        ? { key: secret, isKeyRight: false, software: false }
        : failed({ code: "secret-length", actual: secret.length, needed: enc.keyBytes });
    case "key wrapping by a password":
      return unwrap(token, await fromPassword(row, secret, header.octets("p2s") ?? new Uint8Array(), countOf(header)));
    default: {
      const needed = row.wrapKeyBytes ?? 0;
      if (secret.length !== needed) return failed({ code: "secret-length", actual: secret.length, needed });
      return row.wrapBytes === 0 ? unwrapGcm(token, secret, encryptedKey) : unwrap(token, secret);
    }
  }
}

/** PBKDF2 over the password, with the name of the algorithm before the salt (RFC 7518 section 4.8.1.1). */
export async function fromPassword(
  row: KeyManagementAlgorithm,
  password: Octets,
  salt: Octets,
  iterations: number,
): Promise<Octets> {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const whole = joined(encodeUtf8(row.alg), Uint8Array.of(0), salt);
  const derivation = { name: "PBKDF2", hash: row.hash ?? "", salt: whole, iterations };
  return new Uint8Array(await subtle.deriveBits(derivation, key, (row.wrapKeyBytes ?? 0) * 8));
}

/** From a private key that fits (RFC 7518 sections 4.2, 4.3, 4.6). Never rejects. */
export async function fromPrivateKey(token: KeyedToken, jwk: JWK): Promise<ContentKey> {
  try {
    return await (token.row.mode === "key encryption" ? fromRsa(token, jwk) : fromAgreement(token, jwk));
  } catch (error) {
    return failed({ code: "import-failed", message: messageOf(error) });
  }
}

async function fromRsa({ row, encryptedKey }: KeyedToken, jwk: JWK): Promise<ContentKey> {
  const expected = Math.ceil(modulusBits(jwk.n) / 8);
  if (encryptedKey.length !== expected) {
    return failed({ code: "modulus-length", actual: encryptedKey.length, expected });
  }
  if (row.hash === null) {
    const { decryptRsa1_5 } = await import("../software/rsa1_5.ts");
    const key = decryptRsa1_5(jwk, encryptedKey);
    return key === null ? failed({ code: "unwrap-failed" }, true) : { key, isKeyRight: true, software: true };
  }
  const { subtle } = globalThis.crypto;
  const whole = withPrimes(bareJwk(jwk, "sign"), random) as JsonWebKey;
  const key = await subtle.importKey("jwk", whole, { name: "RSA-OAEP", hash: row.hash }, false, ["decrypt"]);
  return subtle.decrypt({ name: "RSA-OAEP" }, key, encryptedKey).then(
    (buffer) => ({ key: new Uint8Array(buffer), isKeyRight: true, software: false }),
    () => failed({ code: "unwrap-failed" }),
  );
}

async function fromAgreement(token: KeyedToken, jwk: JWK): Promise<ContentKey> {
  const agreed = await fromAgreedSecret(token, jwk, token.header.publicKey("epk"));
  if ("reason" in agreed || token.row.wrapKeyBytes === null) return agreed;
  const unwrapped = await unwrap(token, agreed.key);
  return { ...unwrapped, software: unwrapped.software || agreed.software };
}

/** The key that two keys agree on (RFC 7518 section 4.6.2): the content encryption key, or the one that wraps it. Rejects if a key is refused. */
export async function fromAgreedSecret(
  { row, enc, encName, header }: KeyedToken,
  own: JWK,
  other: JWK,
): Promise<ContentKey> {
  const agreed = await agree(own, other);
  if (agreed === null) return failed({ code: "jwe-shape", part: "epk" });
  const key = await concatKdf(agreed.secret, {
    algorithm: row.wrapKeyBytes === null ? encName : row.alg,
    apu: header.octets("apu") ?? new Uint8Array(),
    apv: header.octets("apv") ?? new Uint8Array(),
    keyBytes: row.wrapKeyBytes ?? enc.keyBytes,
  });
  return { key, isKeyRight: false, software: agreed.software };
}

/** A fresh private key on the curve of another one. Rejects if the browser cannot make one. */
export async function newEphemeralKey({ kty, crv = "" }: JWK): Promise<JWK> {
  if (crv === "X448") return (await import("../software/agree.ts")).newX448();
  const { subtle } = globalThis.crypto;
  const params = kty === "EC" ? { name: "ECDH", namedCurve: crv } : { name: crv };
  const pair = (await subtle.generateKey(params, true, ["deriveBits"])) as CryptoKeyPair;
  return subtle.exportKey("jwk", pair.privateKey);
}

function countOf(header: JweHeader): number {
  const count = header.value("p2c");
  return count?.type === "number" ? count.value : 1;
}

/** The shared secret of two keys on one curve; null if it is zero: `epk` is a point of small order (RFC 7748 section 6). */
async function agree(own: JWK, epk: JWK): Promise<{ readonly secret: Octets; readonly software: boolean } | null> {
  const { subtle } = globalThis.crypto;
  const crv = own.crv ?? "";
  const params = own.kty === "EC" ? { name: "ECDH", namedCurve: crv } : { name: crv };
  const pair = await Promise.all([
    subtle.importKey("jwk", bareJwk(own, "sign") as JsonWebKey, params, false, ["deriveBits"]),
    subtle.importKey("jwk", bareJwk(epk, "verify") as JsonWebKey, params, false, []),
  ]).catch((error: unknown) => {
    if (own.kty === "EC") throw error;
    return null;
  });
  if (pair !== null) {
    const [key, other] = pair;
    const name = params.name;
    return subtle.deriveBits({ name, public: other }, key, bytesOf(crv) * 8).then(
      (buffer) => ({ secret: new Uint8Array(buffer), software: false }),
      () => null,
    );
  }
  const software = await import("../software/agree.ts");
  const octets = (member: string | undefined) => decodeBase64Url(member ?? "").bytes;
  try {
    return { secret: software.agree(crv as "X25519" | "X448", octets(own.d), octets(epk.x)), software: true };
  } catch {
    return null;
  }
}

async function unwrap({ encryptedKey }: KeyedToken, key: Octets): Promise<ContentKey> {
  const { octets, software } = await unwrapAes(key, encryptedKey);
  return octets === null ? failed({ code: "unwrap-failed" }, software) : { key: octets, isKeyRight: true, software };
}

async function unwrapGcm({ header }: KeyedToken, key: Octets, encryptedKey: Octets): Promise<ContentKey> {
  const [iv, tag] = [header.octets("iv") ?? new Uint8Array(), header.octets("tag") ?? new Uint8Array()];
  const { octets, software } = await openGcm(key, iv, encryptedKey, tag, new Uint8Array());
  return octets === null ? failed({ code: "unwrap-failed" }, software) : { key: octets, isKeyRight: true, software };
}
