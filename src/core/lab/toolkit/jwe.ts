import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { segment } from "./compact.ts";

type Octets = Uint8Array<ArrayBuffer>;

/** The five parts of a compact JWE (RFC 7516 section 7.1) as texts; missing ones are empty. */
export function splitSealed(token: string): readonly [string, string, string, string, string] {
  const [header = "", encryptedKey = "", iv = "", ciphertext = "", tag = ""] = token.split(".");
  return [header, encryptedKey, iv, ciphertext, tag];
}

/** What A128GCM or A256GCM is to encrypt (RFC 7518 section 5.3). Header text and encrypted key are used unchanged. */
interface ToSeal {
  /** An object, or the exact text of the first part. */
  readonly header: Readonly<Record<string, unknown>> | string;
  readonly encryptedKey: string;
  readonly contentKey: Octets;
  readonly content: string;
  readonly iv?: Octets;
}

/** A compact JWE whose content key is available, with a fresh IV where none is given. */
export async function sealCompact({ header, encryptedKey, contentKey, content, iv }: ToSeal): Promise<string> {
  const first = typeof header === "string" ? header : segment(header);
  const nonce = iv ?? crypto.getRandomValues(new Uint8Array(12));
  const sealed = await gcmSeal(contentKey, nonce, encodeUtf8(first), encodeUtf8(content));
  return [first, encryptedKey, ...[nonce, sealed.ciphertext, sealed.tag].map((bytes) => encodeBase64Url(bytes))].join(
    ".",
  );
}

/** AES-GCM with a whole tag of 16 bytes. */
export async function gcmSeal(
  contentKey: Octets,
  iv: Octets,
  additionalData: Octets,
  plaintext: Octets,
): Promise<{ readonly ciphertext: Octets; readonly tag: Octets }> {
  const key = await crypto.subtle.importKey("raw", contentKey, "AES-GCM", false, ["encrypt"]);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plaintext));
  return { ciphertext: sealed.slice(0, -16), tag: sealed.slice(-16) };
}

/** AES-GCM's ciphertext decrypted without checking the tag: it is AES-CTR from the IV's second block on (SP 800-38D section 7.2). */
export async function gcmOpenUnchecked(contentKey: Octets, iv: Octets, ciphertext: Octets): Promise<Octets> {
  const counter = new Uint8Array(16);
  counter.set(iv);
  counter[15] = 2;
  const key = await crypto.subtle.importKey("raw", contentKey, "AES-CTR", false, ["decrypt"]);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CTR", counter, length: 32 }, key, ciphertext));
}
