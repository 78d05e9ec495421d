// @ts-check
import { createHmac } from "node:crypto";
import { exportPKCS8, generateKeyPair, SignJWT } from "jose";

const SECRET = "a secret for measuring that is long enough for every HMAC";

/** @typedef {{ token: string, field: "Secret" | "Private key", key: string }} Subject */

/**
 * A token whose payload has about `size` bytes, in typical members.
 *
 * @param {string} alg @param {number} size
 * @returns {Subject}
 */
export function hmacToken(alg, size) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: "measured",
    iss: "https://issuer.example",
    iat: now,
    exp: now + 3600,
    ...(size > 0 && {
      groups: Array.from(
        { length: Math.ceil(size / 40) },
        (_, n) => `group-${String(n).padStart(6, "0")}-of-the-organisation`,
      ),
    }),
  };
  const input = [{ alg, typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = createHmac("sha256", SECRET).update(input).digest("base64url");
  return { token: `${input}.${signature}`, field: "Secret", key: SECRET };
}

/** @param {string} alg @returns {Promise<Subject>} */
export async function pairToken(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const token = await new SignJWT({ sub: "measured", iss: "https://issuer.example" })
    .setProtectedHeader({ alg, typ: "JWT" })
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(privateKey);
  return { token, field: "Private key", key: await exportPKCS8(privateKey) };
}
