import { decodeBase64Url } from "../text/base64url.ts";
import { cborContent } from "./cbor-content.ts";
import type { Content } from "./types.ts";

/** Longer texts are not searched, nor are more runs of base64url. */
const MOST = 1_000_000;
const MOST_RUNS = 20;

/**
 * Recognises JSON, a form or an HTTP message that carries an mdoc in base64url: the response of a credential issuer (OpenID4VCI 1.0
 * appendix A.2) or of a wallet (OpenID4VP 1.0 appendix B.2). Null for any other text, and for one that is an mdoc and nothing else.
 */
export function mdocInText(text: string): Content | null {
  if (text.length > MOST || !/["=&]|%22/.test(text)) return null;
  const plain = text.replaceAll("%22", '"');
  const runs = [...plain.matchAll(/(?<![\w-])[o-z][\w-]{99,}/g)].slice(0, MOST_RUNS);
  const found = runs.flatMap(([run]) => {
    const { bytes, problems } = decodeBase64Url(run);
    const content = problems.length === 0 ? cborContent(bytes) : null;
    return content?.isMdoc ? content : [];
  });
  const [first] = found;
  if (first === undefined) return null;
  return {
    ...first,
    name: found.length === 1 ? `a message with ${first.name}` : `a message with ${found.length} mdocs`,
    about:
      "An mdoc is CBOR (ISO/IEC 18013-5), not a JWT. This page reads its docType, elements, validity and digest algorithm, as its issuer wrote them. It verifies neither the issuer's signature, nor the digests of the elements, nor the device's signature.",
    items:
      found.length === 1
        ? first.items
        : found.map(({ name, items }, index) => ({ name: String(index + 1), value: name, items })),
  };
}
