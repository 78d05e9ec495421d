import { decodeJwt, jwtVerify } from "jose";
import { firstMembers, textOfSegment } from "../toolkit/first-wins.ts";

/** A gateway whose JSON parser keeps the first of two members, before a library that keeps the last. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { alg } = firstMembers(textOfSegment(token, 0));
  if (alg !== "RS256") throw new Error("algorithm not allowed"); // guilty: one parser checks alg, another one uses it.

  const { alg: used } = JSON.parse(textOfSegment(token, 0));
  const claims = used === "none" ? decodeJwt(token) : (await jwtVerify(token, key, { currentDate: now })).payload;
  return { ...claims, ...firstMembers(textOfSegment(token, 1)) };
}
