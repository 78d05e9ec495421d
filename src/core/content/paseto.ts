import { printJson } from "../json/print.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { toHex } from "../text/hex.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Content, Item } from "./types.ts";

/** What each version does, and how many bytes it adds to the message (PASETO versions 1 to 4). */
const VERSIONS: Readonly<
  Record<
    string,
    { readonly public: string; readonly local: string; readonly signature: number; readonly around: number }
  >
> = {
  v1: { public: "RSASSA-PSS with SHA-384", local: "AES-256-CTR and HMAC-SHA-384", signature: 256, around: 32 + 48 },
  v2: { public: "Ed25519", local: "XChaCha20-Poly1305", signature: 64, around: 24 + 16 },
  v3: { public: "ECDSA on P-384 with SHA-384", local: "AES-256-CTR and HMAC-SHA-384", signature: 96, around: 32 + 48 },
  v4: { public: "Ed25519", local: "XChaCha20 and BLAKE2b", signature: 64, around: 32 + 32 },
};

const SHAPE = /^(v[1-4])\.(local|public)\.([\w-]+)(?:\.([\w-]*))?$/;

/**
 * Reads what a PASETO shows without a key: version, purpose, footer, and the message of a public one. Null for any
 * other text.
 */
export function pasetoContent(text: string): Content | null {
  const [, version = "", purpose = "", body = "", footer = ""] = SHAPE.exec(text) ?? [];
  const row = VERSIONS[version];
  if (row === undefined) return null;
  const { bytes } = decodeBase64Url(body);
  const isPublic = purpose === "public";
  const items: Item[] = [
    { name: "version", value: version, note: isPublic ? row.public : row.local },
    { name: "purpose", value: purpose, note: isPublic ? "signed: anyone can read it" : "encrypted with a shared key" },
  ];
  const least = isPublic ? row.signature : row.around;
  if (bytes.length < least)
    items.push({ name: "body", value: `${bytes.length} bytes`, note: `too short: at least ${least}` });
  else if (isPublic) items.push({ name: "signature", value: toHex(bytes.subarray(bytes.length - row.signature)) });
  else items.push({ name: "ciphertext", value: `${(bytes.length - row.around).toLocaleString("en")} bytes` });
  const plainFooter = decodeUtf8(decodeBase64Url(footer).bytes);
  if (footer !== "")
    items.push({
      name: "footer",
      value: plainFooter.problems.length === 0 ? plainFooter.text : footer,
      note: "never encrypted",
    });
  const message =
    isPublic && bytes.length > row.signature ? decodeUtf8(bytes.subarray(0, bytes.length - row.signature)) : null;
  return {
    kind: "paseto",
    name: `a PASETO (${version}.${purpose})`,
    // A text shorter than a signature may just as well be a host name or a version.
    certain: bytes.length >= least,
    about: isPublic
      ? "It is signed, not encrypted. This page reads its message but does not verify its signature: use a PASETO library and the issuer's public key."
      : "It is encrypted with a key that issuer and recipient share. Only a PASETO library with that key can read it.",
    items,
    ...(message?.problems.length === 0 ? { text: printJson(message.text) } : {}),
  };
}
