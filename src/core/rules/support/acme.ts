import type { Facts } from "./facts.ts";

/** The URL in the header of an ACME request; null if it is not one (RFC 8555 sections 6.4, 6.5). */
export function acmeUrl({ headerValue }: Pick<Facts, "headerValue">): string | null {
  const [nonce, url] = [headerValue("nonce"), headerValue("url")];
  return nonce?.type === "string" && url?.type === "string" && /^https?:\/\//.test(url.value) ? url.value : null;
}

/** Whether a token is an ACME request in the only form that servers accept: a flattened JWS with everything protected (RFC 8555 section 6.2). */
export function isAcmeRequest({ headerValue, envelope }: Pick<Facts, "headerValue" | "envelope">): boolean {
  return (
    acmeUrl({ headerValue }) !== null &&
    envelope?.form === "jws-json" &&
    envelope.list === null &&
    envelope.seals[0]?.unprotected === null
  );
}
