import { encodeBase64Url, isStrictBase64Url } from "../text/base64url.ts";
import { looksHex, readLeniently } from "../text/lenient-base64.ts";
import type { SecretInput } from "./types.ts";

/**
 * The secret in an oct JWK (RFC 7518 section 6.4), with its metadata; in a JWK Set, the one with `kid` or, without a
 * `kid`, the only one. Null if the text has none, or several without a way to choose. A `k` in Base64, padded or with
 * stray bits is corrected; one that could be hex counts only if it is also base64url.
 */
export function secretFromJwk(text: string, kid: string | null = null): SecretInput | null {
  const json = parseObject(text);
  if (json && !Array.isArray(json["keys"])) return secretOf(json);
  const secrets = secretsOfSet(text);
  const named = kid === null ? secrets : secrets.filter(({ jwk }) => jwk?.kid === kid);
  const [first, ...others] = named;
  return first && others.length === 0 ? first : null;
}

/** The shared secrets of a JWK Set (RFC 7517 section 5), in order; empty if the text is not a set. */
export function secretsOfSet(text: string): readonly SecretInput[] {
  const keys = parseObject(text)?.["keys"];
  return Array.isArray(keys) ? keys.flatMap((key) => secretOf(key) ?? []) : [];
}

function secretOf(key: unknown): SecretInput | null {
  if (typeof key !== "object" || key === null) return null;
  const { kty, k, alg, use, key_ops, kid } = key as Readonly<Record<string, unknown>>;
  if (kty !== "oct" || typeof k !== "string") return null;
  const octets = looksHex(k) && !isStrictBase64Url(k) ? null : readLeniently(k)?.bytes;
  if (!octets || octets.length === 0) return null;
  return {
    text: encodeBase64Url(octets),
    encoding: "Base64url",
    jwk: {
      ...(typeof alg === "string" ? { alg } : {}),
      ...(typeof use === "string" ? { use } : {}),
      ...(Array.isArray(key_ops) ? { key_ops: key_ops.filter((name) => typeof name === "string") } : {}),
      ...(typeof kid === "string" ? { kid } : {}),
    },
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}
