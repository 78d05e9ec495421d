import * as node from "node:crypto";
import { deflateRawSync } from "node:zlib";

/**
 * Tokens in every form, made with Node's own cryptography only, so that they depend neither on the code under test nor
 * on jose. Each part can be omitted or replaced.
 */
export interface JweParts {
  /** All header parameters that the algorithm does not add itself. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly content?: Buffer;
  readonly key: RecipientKey;
  readonly aad?: string;
  /** Where the header parameters go; if absent, all are protected. */
  readonly split?: (all: Readonly<Record<string, unknown>>) => {
    readonly protected?: Header;
    readonly unprotected?: Header;
    readonly header?: Header;
  };
  readonly tagBytes?: number;
  readonly contentKey?: Buffer;
}

export type Header = Readonly<Record<string, unknown>>;

/** A shared key or password, or a recipient's public key. */
export type RecipientKey = Buffer | node.KeyObject;

const b64 = (value: Buffer | string): string => Buffer.from(value).toString("base64url");
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** AES Key Wrap (RFC 3394). */
function wrapKey(kek: Buffer, key: Buffer): Buffer {
  const cipher = node.createCipheriv(`id-aes${kek.length * 8}-wrap`, kek, Buffer.alloc(8, 0xa6));
  return Buffer.concat([cipher.update(key), cipher.final()]);
}

/** The one-step KDF with SHA-256 (RFC 7518 section 4.6.2). */
function concatKdf(secret: Buffer, bits: number, algorithm: string, apu: Buffer, apv: Buffer): Buffer {
  const part = (data: Buffer): Buffer => Buffer.concat([uint32(data.length), data]);
  const info = Buffer.concat([part(Buffer.from(algorithm)), part(apu), part(apv), uint32(bits)]);
  const rounds = Array.from({ length: Math.ceil(bits / 256) }, (_, index) =>
    node
      .createHash("sha256")
      .update(uint32(index + 1))
      .update(secret)
      .update(info)
      .digest(),
  );
  return Buffer.concat(rounds).subarray(0, bits / 8);
}

const keyBytes = (enc: string): number => Number(/\d+$/.exec(enc.replace("GCM", ""))![0]) / 8;

/** The content key, and what the recipient derives it from. */
function recipient(all: Readonly<Record<string, unknown>>, key: RecipientKey, contentKey?: Buffer) {
  const [alg, enc] = [String(all["alg"]), String(all["enc"])];
  const cek = contentKey ?? node.randomBytes(keyBytes(enc));
  if (Buffer.isBuffer(key)) {
    if (alg === "dir") return { cek: key, encrypted: Buffer.alloc(0), added: {} };
    if (/^A\d+KW$/.test(alg)) return { cek, encrypted: wrapKey(key, cek), added: {} };
    if (alg.endsWith("GCMKW")) {
      const iv = node.randomBytes(12);
      const cipher = node.createCipheriv(`aes-${key.length * 8}-gcm` as node.CipherGCMTypes, key, iv);
      const encrypted = Buffer.concat([cipher.update(cek), cipher.final()]);
      return { cek, encrypted, added: { iv: b64(iv), tag: b64(cipher.getAuthTag()) } };
    }
    const [, hash, wrap] = /^PBES2-HS(\d+)\+A(\d+)KW$/.exec(alg)!;
    const given = all["p2s"];
    const salt = typeof given === "string" ? Buffer.from(given, "base64url") : node.randomBytes(16);
    const count = typeof all["p2c"] === "number" ? all["p2c"] : 1000;
    const whole = Buffer.concat([Buffer.from(alg), Buffer.of(0), salt]);
    const kek = node.pbkdf2Sync(key, whole, count, Number(wrap) / 8, `sha${hash}`);
    return { cek, encrypted: wrapKey(kek, cek), added: { p2s: given ?? b64(salt), p2c: count } };
  }
  if (key.asymmetricKeyType === "rsa") {
    const how =
      alg === "RSA1_5"
        ? { padding: node.constants.RSA_PKCS1_PADDING }
        : {
            padding: node.constants.RSA_PKCS1_OAEP_PADDING,
            oaepHash: alg === "RSA-OAEP" ? "sha1" : `sha${alg.slice(-3)}`,
          };
    return { cek, encrypted: node.publicEncrypt({ key, ...how }, cek), added: {} };
  }
  const details = key.asymmetricKeyDetails?.namedCurve;
  const own =
    details === undefined
      ? node.generateKeyPairSync(key.asymmetricKeyType as "x25519")
      : node.generateKeyPairSync("ec", { namedCurve: details });
  const secret = node.diffieHellman({ privateKey: own.privateKey, publicKey: key });
  const party = (name: "apu" | "apv"): Buffer => Buffer.from((all[name] as string | undefined) ?? "", "base64url");
  const wrapBits = /\+A(\d+)KW$/.exec(alg)?.[1];
  const bits = wrapBits === undefined ? keyBytes(enc) * 8 : Number(wrapBits);
  const agreed = concatKdf(secret, bits, wrapBits === undefined ? enc : alg, party("apu"), party("apv"));
  const added = { epk: own.publicKey.export({ format: "jwk" }) };
  return wrapBits === undefined
    ? { cek: agreed, encrypted: Buffer.alloc(0), added }
    : { cek, encrypted: wrapKey(agreed, cek), added };
}

/** Encrypts the content with its key (RFC 7518 section 5), with a truncated tag if requested. */
function sealContent(enc: string, cek: Buffer, aad: Buffer, content: Buffer, tagBytes?: number) {
  if (enc.endsWith("GCM")) {
    const iv = node.randomBytes(12);
    const cipher = node.createCipheriv(`aes-${cek.length * 8}-gcm` as node.CipherGCMTypes, cek, iv);
    cipher.setAAD(aad);
    const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
    return { iv, ciphertext, tag: cipher.getAuthTag().subarray(0, tagBytes) };
  }
  const iv = node.randomBytes(16);
  const half = cek.length / 2;
  const cipher = node.createCipheriv(`aes-${half * 8}-cbc`, cek.subarray(half), iv);
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(aad.length * 8));
  const mac = node.createHmac(`sha${half * 16}`, cek.subarray(0, half));
  const whole = mac.update(aad).update(iv).update(ciphertext).update(length).digest();
  return { iv, ciphertext, tag: whole.subarray(0, tagBytes ?? half) };
}

/** An encrypted token as the members of its flattened form, without empty ones. */
export function jwe({ header, content = Buffer.from('{"sub":"1"}'), key, aad, split, tagBytes, contentKey }: JweParts) {
  const { cek, encrypted, added } = recipient(header, key, contentKey);
  const all = { ...header, ...added };
  const { protected: shielded, unprotected, header: own } = split?.(all) ?? { protected: all };
  const head = shielded === undefined ? "" : b64(JSON.stringify(shielded));
  const packed = header["zip"] === "DEF" ? deflateRawSync(content) : content;
  const authenticated = Buffer.from(head + (aad === undefined ? "" : `.${b64(aad)}`));
  const sealed = sealContent(String(header["enc"]), cek, authenticated, packed, tagBytes);
  return {
    ...(head === "" ? {} : { protected: head }),
    ...(unprotected === undefined ? {} : { unprotected }),
    ...(own === undefined ? {} : { header: own }),
    ...(encrypted.length === 0 ? {} : { encrypted_key: b64(encrypted) }),
    ...(aad === undefined ? {} : { aad: b64(aad) }),
    iv: b64(sealed.iv),
    ciphertext: b64(sealed.ciphertext),
    tag: b64(sealed.tag),
  };
}

/** Its compact form, which has room for protected headers only. */
export function compactJwe(parts: JweParts): string {
  const made = jwe(parts);
  return [made.protected ?? "", made.encrypted_key ?? "", made.iv, made.ciphertext, made.tag].join(".");
}

/** One signature over a payload: its protected header (null for none), and the member `signature`. */
export function hmacSeal(
  payload: string,
  shielded: Header | null,
  secret: string,
  hash: "sha256" | "sha384" | "sha512" = "sha256",
) {
  const head = shielded === null ? "" : b64(JSON.stringify(shielded));
  const isPlain = shielded?.["b64"] === false;
  const input = `${head}.${isPlain ? payload : b64(payload)}`;
  return {
    ...(head === "" ? {} : { protected: head }),
    signature: node.createHmac(hash, secret).update(input).digest("base64url"),
  };
}
