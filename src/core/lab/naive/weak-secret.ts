import { jwtVerify } from "jose";

/** Does everything right, but with a guessable secret. */
export async function verify(token: string, secret: string, now: Date) {
  const key = new TextEncoder().encode(secret); // guilty: this secret is a word, and word lists contain it.
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["HS256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  return payload;
}
