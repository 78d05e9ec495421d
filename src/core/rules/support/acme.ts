import type { Facts } from "./facts.ts";

/** Where the header of a request of ACME says that it is sent to; null where the header is none (RFC 8555 sections 6.4, 6.5). */
export function acmeUrl({ headerValue }: Pick<Facts, "headerValue">): string | null {
  const [nonce, url] = [headerValue("nonce"), headerValue("url")];
  return nonce?.type === "string" && url?.type === "string" && /^https?:\/\//.test(url.value) ? url.value : null;
}

/** Whether a token is a request of ACME in the one form that its servers take: a flattened JWS, all of it protected (RFC 8555 section 6.2). */
export function isAcmeRequest({ headerValue, envelope }: Pick<Facts, "headerValue" | "envelope">): boolean {
  return (
    acmeUrl({ headerValue }) !== null &&
    envelope?.form === "jws-json" &&
    envelope.list === null &&
    envelope.seals[0]?.unprotected === null
  );
}
