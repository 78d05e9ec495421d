import { base64url, decodeProtectedHeader, type JSONWebKeySet, jwtDecrypt } from "jose";
import { Refusal } from "../refusal.ts";

/** One set holds every key of the service. The token says which one to use, and how. */
export async function verify(token: string, { keys }: JSONWebKeySet, now: Date) {
  const { kid } = decodeProtectedHeader(token);
  const jwk = keys.find((key) => key.kid === kid);
  if (!jwk) throw new Refusal("unknown-kid", `no key ${kid}`);
  const octets = base64url.decode(jwk.k ?? jwk.x ?? ""); // guilty: a public key's x serves as a secret.
  const { payload } = await jwtDecrypt(token, octets, { currentDate: now });
  return payload;
}
