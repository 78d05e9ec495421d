import { jwtVerify } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import { hashNumber, signWith } from "../toolkit/p256.ts";

/** The issuer: its random number was generated once and is used forever. */
export async function sign(signingInput: string, d: bigint, k: bigint) {
  const hash = await hashNumber(new TextEncoder().encode(signingInput));
  return `${signingInput}.${encodeBase64Url(signWith(hash, d, k))}`; // guilty: the same k for every token.
}

/** The service has no flaw: it verifies correctly. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["ES256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  return payload;
}
