import { base64url, compactDecrypt, decodeProtectedHeader } from "jose";
import { numberOf } from "../../keys/numbers/big-number.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { Refusal } from "../refusal.ts";
import { isOnCurve } from "../toolkit/p256.ts";
import { verify as verifySigned } from "./rs256.ts";

/** Refuses a point off the key's curve before computing with it (RFC 8725 section 3.4), as Web Cryptography does itself. */
export async function verify(token: string, keys: { opener: CryptoKey; issuer: CryptoKey }, now: Date) {
  const { epk } = decodeProtectedHeader(token) as { epk?: { x?: string; y?: string } };
  const [x, y] = [epk?.x, epk?.y].map((text) => numberOf(base64url.decode(text ?? "")));
  if (x === undefined || y === undefined || !isOnCurve(x, y))
    throw new Refusal("not-on-curve", "epk is not a point on P-256");
  const { plaintext } = await compactDecrypt(token, keys.opener, {
    keyManagementAlgorithms: ["ECDH-ES"],
    contentEncryptionAlgorithms: ["A128GCM"],
  });
  return verifySigned(decodeUtf8(plaintext).text, keys.issuer, now);
}
