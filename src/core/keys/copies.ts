import type { JWK } from "jose";
import { encodeBase64Url } from "../text/base64url.ts";
import { toHex } from "../text/hex.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { toBase64 } from "./asn1/der.ts";
import { type ExportForm, exportKey, publicJwk } from "./export.ts";
import { fitKey } from "./fit/fit.ts";
import type { KeyMaterial, KeyReading } from "./types.ts";

/** One way to copy a key. `text` is computed on demand; `kid` is the one that was added if the key has none. */
export interface KeyCopy {
  readonly id: ExportForm | "jwks-header-kid" | "thumbprint" | "base64" | "base64url" | "hex" | "oct-jwk" | "shell";
  readonly half: "public" | "private" | "secret";
  /** The `kid` in the copied JWK, and its source; absent if the form has none. */
  readonly kid?: { readonly value: string; readonly from: "key" | "thumbprint" | "header" };
  readonly text: () => string;
}

/** Token facts that a copied key may need. */
export interface CopyContext {
  /** The token's algorithm; added to a JWK without `alg` if the key fits it. */
  readonly alg: string | null;
  /** The `kid` of the token's header, if it is a string. */
  readonly headerKid: string | null;
}

const PUBLIC_FORMS = ["spki", "jwk", "jwks", "spki-env", "spki-base64"] as const;
const PRIVATE_FORMS = ["pkcs8", "private-jwk", "pkcs8-env", "pkcs8-base64"] as const;

/**
 * The ways to copy the keys of a field, private forms first, or none if `half` is `public`. A JWK gets what a
 * publisher needs and it lacks: `kid` (RFC 7638 thumbprint), `alg` if the token's fits, `use`. Several keys can only
 * be copied as the set of their public halves (RFC 7517 section 5): which one is meant is not guessed.
 */
export function keyCopies(reading: KeyReading, half: "public" | "private", context: CopyContext): readonly KeyCopy[] {
  if (reading.kind !== "keys") return [];
  const asymmetric = reading.keys.filter(({ jwk }) => jwk.kty !== "oct").map((key) => described(key, context));
  const [first] = asymmetric;
  if (first === undefined) return [];
  if (asymmetric.length > 1) return [{ id: "jwks", half: "public", text: () => setOf(asymmetric) }];
  const { headerKid } = context;
  const forms = half === "private" && first.isPrivate ? [...PRIVATE_FORMS, ...PUBLIC_FORMS] : PUBLIC_FORMS;
  const copies: readonly KeyCopy[] = [
    ...forms.flatMap((id) => copyOf(first, id)),
    { id: "thumbprint", half: "public", text: () => first.thumbprint },
  ];
  if (headerKid === null || headerKid === first.jwk.kid) return copies;
  const asInHeader = { ...first, jwk: { ...first.jwk, kid: headerKid } };
  return [
    ...copies,
    {
      id: "jwks-header-kid",
      half: "public",
      kid: { value: headerKid, from: "header" },
      text: () => setOf([asInHeader]),
    },
  ];
}

/**
 * The ways to copy a secret of these bytes. Its JWK (RFC 7518 section 6.4) has no `kid`: a thumbprint of
 * a shared secret would help to guess it (RFC 7638 section 7). `shell` exists for text that a shell can pass on.
 */
export function secretCopies(octets: Uint8Array<ArrayBuffer>, { alg }: CopyContext): readonly KeyCopy[] {
  const jwk: JWK = { kty: "oct", k: encodeBase64Url(octets), ...(alg === null ? {} : { alg }), use: "sig" };
  const { text, problems } = decodeUtf8(octets);
  const copies: KeyCopy[] = [
    { id: "base64", half: "secret", text: () => toBase64(octets) },
    { id: "base64url", half: "secret", text: () => encodeBase64Url(octets) },
    { id: "hex", half: "secret", text: () => toHex(octets) },
    { id: "oct-jwk", half: "secret", text: () => `${JSON.stringify(jwk, null, 2)}\n` },
  ];
  const speakable = problems.length === 0 && !text.includes("\0");
  return speakable ? [...copies, { id: "shell", half: "secret", text: () => shellWord(text) }] : copies;
}

/** A text as one word of a POSIX shell (XCU section 2.2.2): between single quotes, which nothing inside ends but a quote. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The key with the members that a published JWK should have, unless it has them or contradicts them. */
function described(key: KeyMaterial, { alg }: CopyContext): KeyMaterial & { readonly kidFrom: "key" | "thumbprint" } {
  const { jwk, thumbprint } = key;
  const fits = alg !== null && fitKey(key, alg, "verify").kind === "fits";
  const own = typeof jwk.kid === "string" && jwk.kid !== "";
  return {
    ...key,
    kidFrom: own ? "key" : "thumbprint",
    jwk: {
      ...jwk,
      ...(own ? {} : { kid: thumbprint }),
      ...(jwk.alg === undefined && fits ? { alg } : {}),
      ...(jwk.use === undefined && jwk.key_ops === undefined && fits ? { use: "sig" } : {}),
    },
  };
}

function copyOf(key: ReturnType<typeof described>, id: ExportForm): readonly KeyCopy[] {
  const isPkcs8 = id.startsWith("pkcs8");
  // A curve has both PEM forms or none. PKCS#8 may have to compute the primes of an RSA key, so that is deferred.
  if (exportKey(key, isPkcs8 ? "spki" : id) === null) return [];
  const named = id === "jwk" || id === "jwks" || id === "private-jwk";
  return [
    {
      id,
      half: isPkcs8 || id === "private-jwk" ? "private" : "public",
      ...(named ? { kid: { value: String(key.jwk.kid), from: key.kidFrom } } : {}),
      text: () => exportKey(key, id) ?? "",
    },
  ];
}

function setOf(keys: readonly KeyMaterial[]): string {
  return `${JSON.stringify({ keys: keys.map(({ jwk }) => publicJwk(jwk)) }, null, 2)}\n`;
}
