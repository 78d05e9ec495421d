import { jwtVerify } from "jose";

/** Does everything right, with a secret that a person thought of. */
export async function verify(token: string, secret: string, now: Date) {
  const key = new TextEncoder().encode(secret); // guilty: a word is not a key. It is in a list.
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["HS256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  return payload;
}
