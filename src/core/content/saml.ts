import { decodeUtf8 } from "../text/utf8.ts";
import type { Content } from "./types.ts";

/** The most bytes that are read: the first tag is enough. */
const MOST = 4000;

/** The root of a SAML message, possibly after an XML declaration; its namespace is in the tag or shortly after. */
const ROOT =
  /^\ufeff?\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:[\w.-]{1,30}:)?(?<message>Response|AuthnRequest|LogoutRequest|LogoutResponse|Assertion)\s[^<>]{0,3000}urn:oasis:names:tc:SAML:[12]\.[01]:/;

/** Recognises a SAML message by its XML; null for other bytes. Only reads its first tag. */
export function samlContent(bytes: Uint8Array): Content | null {
  // "<", a UTF-8 byte order mark, or white space.
  if (![0x3c, 0xef, 0x20, 0x0a, 0x0d].includes(bytes[0] ?? 0)) return null;
  const message = ROOT.exec(decodeUtf8(bytes.subarray(0, MOST)).text)?.groups?.["message"];
  if (message === undefined) return null;
  return {
    kind: "opaque",
    name: `SAML (${message})`,
    certain: true,
    about:
      "It is XML that carries its signature inside, which no JWT verifier reads. The service provider's log or a tool for SAML says why it is refused.",
    items: [],
  };
}
