import { base64url } from "jose";
import { concatKdf } from "../../crypto/jwe/concat-kdf.ts";
import { numberOf } from "../../keys/numbers/big-number.ts";
import { decodeUtf8, encodeUtf8 } from "../../text/utf8.ts";
import { verify as verifySigned } from "../hardened/rs256.ts";
import { readSegment } from "../toolkit/compact.ts";
import { splitSealed } from "../toolkit/jwe.ts";
import { affineX, multiply } from "../toolkit/p256.ts";
import { bytesOf } from "../toolkit/rsa-recovery.ts";

/** Does ECDH-ES with its own curve arithmetic, then verifies the signed token inside. */
export async function verify(token: string, keys: { opener: bigint; issuer: CryptoKey }, now: Date) {
  const [header, , iv, ciphertext, tag] = splitSealed(token);
  const { epk } = readSegment(header) as { epk: { x: string; y: string } };
  const point = { X: numberOf(octets(epk.x)), Y: numberOf(octets(epk.y)), Z: 1n }; // guilty: nobody checks that this point is on the curve.
  const shared = bytesOf(affineX(multiply(point, keys.opener)), 32);
  const none = new Uint8Array();
  const contentKey = await concatKdf(shared, { algorithm: "A128GCM", apu: none, apv: none, keyBytes: 16 });
  const aes = await crypto.subtle.importKey("raw", contentKey, "AES-GCM", false, ["decrypt"]);
  const options = { name: "AES-GCM", iv: octets(iv), additionalData: encodeUtf8(header) };
  const sealed = new Uint8Array([...octets(ciphertext), ...octets(tag)]);
  const content = new Uint8Array(await crypto.subtle.decrypt(options, aes, sealed));
  return verifySigned(decodeUtf8(content).text, keys.issuer, now);
}

function octets(text: string) {
  return base64url.decode(text) as Uint8Array<ArrayBuffer>;
}
