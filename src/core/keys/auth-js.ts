import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import type { SecretInput } from "./types.ts";

/**
 * The names of the cookies that Auth.js 5 encrypts: each is the salt of its own key, with a prefix on https sites.
 * Source: nextauthjs/next-auth, packages/core/src/jwt.ts and lib/utils/cookie.ts; for version 4
 * packages/next-auth/src/jwt/index.ts.
 */
const COOKIES = ["session-token", "pkce.code_verifier", "state", "nonce", "challenge"];
const PREFIXES = ["__Secure-authjs.", "authjs.", "__Secure-next-auth.", "next-auth."];

/** How one version of Auth.js derives a key from its secret: HKDF (RFC 5869) with SHA-256. */
interface AuthJsKey {
  /** The cookie whose name is the salt; "" for the session of NextAuth.js 4, which has none. */
  readonly salt: string;
  readonly info: string;
}

/**
 * The keys that Auth.js may have derived for a content encryption, the usual first: version 5 (A256CBC-HS512, or
 * A256GCM if configured) and 4 (A256GCM). `cookie` is the token's cookie name, if known. None for other encryptions.
 */
export function authJsKeys(enc: string, cookie: string | null): readonly AuthJsKey[] {
  if (enc !== "A256GCM" && enc !== "A256CBC-HS512") return [];
  const usual = COOKIES.flatMap((name) => PREFIXES.map((prefix) => prefix + name));
  const salts = [...new Set([...(cookie === null ? [] : [cookie.replace(/\.\d+$/, "")]), ...usual])];
  const five = salts.map((salt) => ({ salt, info: `Auth.js Generated Encryption Key (${salt})` }));
  if (enc === "A256CBC-HS512") return five;
  const four = ["", ...salts].map((salt) => ({
    salt,
    info: `NextAuth.js Generated Encryption Key${salt === "" ? "" : ` (${salt})`}`,
  }));
  return [...four, ...five];
}

/** The key that Auth.js derives from `AUTH_SECRET`, as text for the field. */
export async function deriveAuthJsKey(secret: string, enc: string, { salt, info }: AuthJsKey): Promise<SecretInput> {
  const { subtle } = globalThis.crypto;
  const bytes = enc === "A256GCM" ? 32 : 64;
  const key = await subtle.importKey("raw", encodeUtf8(secret), "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: encodeUtf8(salt), info: encodeUtf8(info) };
  const derived = new Uint8Array(await subtle.deriveBits(how, key, bytes * 8));
  return { text: encodeBase64Url(derived), encoding: "Base64url" };
}

/** The possible meanings of a text in the field: itself, or the value in its `.env` line. */
export function secretsIn(text: string): readonly string[] {
  const value = /^\s*(?:export\s+)?(?:NEXT)?AUTH_SECRET(?:_\d)?\s*[=:]\s*(\S.{0,4000})$/.exec(text.trimEnd())?.[1];
  const bare = (value ?? text).trim().replace(/^(["'])(.*)\1$/, "$2");
  return [...new Set([text, bare])];
}
