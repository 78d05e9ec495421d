import { der, pem, TAG } from "../keys/asn1/der.ts";
import { exportKey, publicJwk } from "../keys/export.ts";
import type { KeyMaterial } from "../keys/types.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { trimEndOf } from "../text/trim-end.ts";

/** Bytes in which a service may store its public key, with a short description. */
interface PublicKeyOctets {
  readonly form: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The bytes with which a public key may have been used as an HMAC secret (RFC 8725 section 2.1): each PEM with and
 * without its line breaks, final line break and armour; the DER; the JWK's text. `texts` are the key fields' texts as
 * pasted; they come first, since nothing else reproduces an unusual spelling.
 */
export function publicKeyOctets(texts: readonly string[], keys: readonly KeyMaterial[]): readonly PublicKeyOctets[] {
  const forms = new Map<string, PublicKeyOctets>();
  const add = (form: string, bytes: Uint8Array<ArrayBuffer>): void => {
    const name = bytes.join();
    if (bytes.length > 0 && !forms.has(name)) forms.set(name, { form, bytes });
  };
  const addText = (form: string, text: string): void => {
    const lines = text.replaceAll("\r\n", "\n").trim();
    add(`${form} as it is`, encodeUtf8(text));
    add(`${form} without a final line break`, encodeUtf8(lines));
    add(`${form} with a final line break`, encodeUtf8(`${lines}\n`));
    add(`${form} with CRLF line breaks`, encodeUtf8(`${lines}\n`.replaceAll("\n", "\r\n")));
    add(`${form} with CRLF line breaks, but for the last`, encodeUtf8(lines.replaceAll("\n", "\r\n")));
    add(`${form} on one line`, encodeUtf8(lines.replaceAll("\n", "")));
    add(`${form} on one line with \\n`, encodeUtf8(lines.replaceAll("\n", "\\n")));
    add(`${form} on one line with \\n at the end too`, encodeUtf8(`${lines}\n`.replaceAll("\n", "\\n")));
    const body = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(lines)?.[1]?.trim();
    if (body === undefined) return;
    const base64 = body.replace(/\s/g, "");
    add(`the Base64 of ${form}`, encodeUtf8(base64));
    add(`the lines of ${form}`, encodeUtf8(body));
    add(`the DER of ${form}`, decodeBase64Url(trimEndOf(base64, /=/).replaceAll("+", "-").replaceAll("/", "_")).bytes);
  };
  for (const text of texts) if (text.trim() !== "") addText("the key", text);
  for (const { jwk, pssOnly: _, ...material } of keys) {
    const plain: KeyMaterial = { ...material, jwk: publicJwk(jwk), isPrivate: false };
    const spki = exportKey(plain, "spki");
    if (spki !== null) addText("the public key in PEM", spki);
    const pkcs1 = jwk.kty === "RSA" ? rsaPublicKey(jwk.n, jwk.e) : null;
    if (pkcs1 !== null) addText("the public key in PKCS#1 PEM", pem("RSA PUBLIC KEY", pkcs1));
    const text = JSON.stringify(plain.jwk);
    add("the JWK's text", encodeUtf8(text));
    const { kty, n, e, crv, x, y } = jwk;
    const members = kty === "RSA" ? { kty, n, e } : { kty, crv, x, ...(y === undefined ? {} : { y }) };
    add("the JWK's text, only its key members", encodeUtf8(JSON.stringify(members)));
    if (jwk.n !== undefined) {
      add("the modulus", decodeBase64Url(jwk.n).bytes);
      add("the modulus as text", encodeUtf8(jwk.n));
    }
  }
  return [...forms.values()];
}

/** RSAPublicKey (RFC 8017 appendix A.1.1). */
function rsaPublicKey(n: string | undefined, e: string | undefined): Uint8Array<ArrayBuffer> {
  const integer = (text: string | undefined): Uint8Array<ArrayBuffer> => {
    const { bytes } = decodeBase64Url(text ?? "");
    return der(TAG.integer, (bytes[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), bytes);
  };
  return der(TAG.sequence, integer(n), integer(e));
}
