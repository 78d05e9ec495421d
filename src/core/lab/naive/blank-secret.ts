import { verifyHmac } from "../toolkit/verify-hmac.ts";

/** Reads its secret from the environment. */
export async function verify(token: string, environment: Readonly<Record<string, string>>) {
  const secret = environment["JWT_SECRET"] ?? ""; // guilty: if the variable is not set, the secret is empty.
  return verifyHmac(token, new TextEncoder().encode(secret));
}
