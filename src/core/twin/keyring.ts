import { random } from "../base/random.ts";
import type { JWK } from "jose";
import { generateKey } from "../keys/generate.ts";
import { generateRecipientKey } from "../keys/generate-recipient.ts";
import { publicJwk } from "../keys/export.ts";
import { keyFault } from "../keys/numbers/degenerate.ts";
import { keyKind } from "../registry/key-kinds.ts";
import { PRIVATE_MEMBERS } from "../registry/key-types.ts";
import { algorithmRow, rowForKey, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { keyManagementRow } from "../registry/encryption-algorithms.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";

/** RSA keys are generated between these lengths; others take too long, or are not usable keys. In bits. */
const LEAST_RSA = 1024;
const MOST_RSA = 4096;

/** A throwaway key, private members included. */
export interface ThrowawayKey {
  readonly jwk: JWK;
  /** Its role: signs, decrypts, or replaces a key in a token. */
  readonly use: "sign" | "decrypt" | "carried";
}

/** The throwaway keys of one visit: what was signed by the same key gets the same key, as far as the tokens show. */
export class Keyring {
  readonly #made = new Map<string, Promise<JWK>>();

  /** The key that signs in place of an issuer's: one for each algorithm, size and name. `octets` is the length of the original signature. */
  async forSigning(alg: string, kid: string | null, octets: number): Promise<JWK> {
    const row = algorithmRow(alg);
    if (row === null || row.kty === null) throw new Error(`No keys exist for ${alg}`);
    const size = row.kty === "RSA" ? sizeOf(octets * 8) : row.curves.length > 1 && octets === 114 ? "Ed448" : "";
    return this.#once(`sign ${row.kty === "RSA" ? "RSA" : alg} ${size} ${kid ?? ""}`, async () => newKey(row, size));
  }

  /** The key of a recipient. */
  async forRecipient(alg: string, enc: string, kid: string | null, curve: string | null, octets: number): Promise<JWK> {
    const size = keyManagementRow(alg)?.mode === "key encryption" ? sizeOf(octets * 8) : 0;
    return this.#once(`open ${alg} ${enc} ${curve ?? ""} ${size} ${kid ?? ""}`, async () => {
      if (size !== 0 && size !== 2048) {
        const row = algorithmRow("RS256");
        if (row !== null) return newRsa(row, size);
      }
      const made = await generateRecipientKey(alg, enc, curve ?? undefined);
      if ("jwk" in made) return withoutNames(made.jwk);
      const { text, encoding } = made.secret;
      return { kty: "oct", k: encoding === "UTF-8" ? encodeBase64Url(new TextEncoder().encode(text)) : text };
    });
  }

  /** The replacement for a key in a token: of the same type, curve and length. Null if none can be made. */
  async inPlaceOf(jwk: JWK): Promise<JWK | null> {
    const made = keyFault(jwk) === null ? await this.#likeKey(jwk) : null;
    if (made === null) return null;
    const isAsLong = (name: string): boolean =>
      lengthOf(jwk, name) === null || lengthOf(jwk, name) === lengthOf(made, name);
    // The lengths of a key's members may be its fault. Those of RSA's private half differ by chance.
    const members = ["x", "y", "n", "k", "pub", ...(jwk.kty === "RSA" ? [] : ["d", "priv"])];
    return members.every(isAsLong) && isComplete(jwk, made) ? made : null;
  }

  async #likeKey(jwk: JWK): Promise<JWK | null> {
    const alg = algorithmOf(jwk);
    const name = [jwk.kty, jwk.crv, jwk.x, jwk.y, jwk.n, jwk.k, jwk.pub].join(" ");
    try {
      if (jwk.kty === "oct") {
        const { length } = decodeBase64Url(jwk.k ?? "").bytes;
        return await this.#once(`in ${name}`, async () => ({ kty: "oct", k: encodeBase64Url(random(length)) }));
      }
      const kind = keyKind(jwk.crv);
      if (kind?.uses === "agree")
        return await this.#once(`in ${name}`, async () => {
          const made = await generateRecipientKey("ECDH-ES", "A128GCM", jwk.crv);
          return "jwk" in made ? withoutNames(made.jwk) : {};
        });
      const row = alg === null ? null : algorithmRow(alg);
      if (row === null) return null;
      const size = jwk.kty === "RSA" ? sizeOf(decodeBase64Url(jwk.n ?? "").bytes.length * 8) : (jwk.crv ?? "");
      return await this.#once(`in ${name}`, async () => newKey(row, size));
    } catch {
      // No engine here has such keys.
      return null;
    }
  }

  async #once(name: string, make: () => Promise<JWK>): Promise<JWK> {
    let key = this.#made.get(name);
    if (key === undefined) {
      key = make();
      this.#made.set(name, key);
    }
    return key;
  }
}

function lengthOf(jwk: JWK, name: string): number | null {
  const value = (jwk as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value.length : null;
}

/** Whether a key has all public members of the other one. */
function isComplete(jwk: JWK, other: JWK): boolean {
  return ["x", "y", "n", "k", "pub"].every((name) => lengthOf(other, name) === null || lengthOf(jwk, name) !== null);
}

/** A JWK as given to a verifier: public, with the names it has in the twin. */
export function publicOf(jwk: JWK): JWK {
  return jwk.kty === "oct" ? jwk : publicJwk(jwk);
}

/** The members of `jwk` that are the key itself, public and private. */
export function isKeyMember(name: string): boolean {
  return ["n", "e", "x", "y", "k", "pub"].includes(name) || PRIVATE_MEMBERS.has(name);
}

function sizeOf(bits: number): number {
  return bits >= LEAST_RSA && bits <= MOST_RSA && bits % 8 === 0 ? bits : 2048;
}

async function newKey(row: SignatureAlgorithm, size: string | number): Promise<JWK> {
  if (row.kty === "RSA" && size !== 2048) return newRsa(row, Number(size));
  const alg =
    row.curves.length > 1 && typeof size === "string" && size !== "" ? rowForKey(row, { crv: size }).alg : row.alg;
  const made = await generateKey(alg);
  return "jwk" in made ? withoutNames(made.jwk) : { kty: "oct", k: made.secret.text };
}

async function newRsa(row: SignatureAlgorithm, modulusLength: number): Promise<JWK> {
  const { subtle } = globalThis.crypto;
  const params = { ...row.importParams, hash: row.importParams.hash ?? "SHA-256" };
  const rsa = { ...params, modulusLength, publicExponent: Uint8Array.of(1, 0, 1) };
  const pair = await subtle.generateKey(rsa, true, ["sign", "verify"]);
  return withoutNames(await subtle.exportKey("jwk", pair.privateKey));
}

/** The bare key; for ML-DSA, `alg` is part of it (RFC 9964 section 3). */
function withoutNames({ kid: _kid, key_ops: _ops, ext: _ext, use: _use, alg, ...jwk }: JWK): JWK {
  return jwk.kty === "AKP" && alg !== undefined ? { ...jwk, alg } : jwk;
}

/** An algorithm for which keys like this one are made; null if none signs with them. */
function algorithmOf(jwk: JWK): string | null {
  switch (jwk.kty) {
    case "RSA":
      return "RS256";
    case "EC":
      return { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512", secp256k1: "ES256K" }[jwk.crv ?? ""] ?? null;
    case "OKP":
      return jwk.crv === "Ed25519" || jwk.crv === "Ed448" ? jwk.crv : null;
    case "AKP":
      return jwk.alg ?? null;
    default:
      return null;
  }
}
