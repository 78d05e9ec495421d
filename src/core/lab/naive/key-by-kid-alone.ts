import { base64url, decodeProtectedHeader, type JSONWebKeySet, jwtDecrypt } from "jose";
import { Refusal } from "../refusal.ts";

/** One set holds every key of the service. The token says which key it means, and how to use it. */
export async function verify(token: string, { keys }: JSONWebKeySet, now: Date) {
  const { kid } = decodeProtectedHeader(token);
  const jwk = keys.find((key) => key.kid === kid);
  if (!jwk) throw new Refusal("unknown-kid", `no key ${kid}`);
  const octets = base64url.decode(jwk.k ?? jwk.x ?? ""); // guilty: half of a public key is taken for a secret.
  const { payload } = await jwtDecrypt(token, octets, { currentDate: now });
  return payload;
}
