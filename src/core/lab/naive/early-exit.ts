import { decodeJwt } from "jose";
import { hmac } from "../toolkit/hmac.ts";
import { readCompact, signingInput } from "../toolkit/compact.ts";
import type { StopWatch } from "../world/clock.ts";

/** Compares until something differs. */
export async function verify(token: string, secret: Uint8Array, watch: StopWatch) {
  const expected = await hmac(secret, signingInput(token));
  const { signature } = readCompact(token);
  if (signature.length !== expected.length) throw new Error("invalid signature");
  for (let i = 0; i < expected.length; i++) {
    watch.pass(4); // each turn of the loop takes its time, here four nanoseconds
    if (signature[i] !== expected[i]) throw new Error("invalid signature"); // guilty: the sooner it stops, the sooner the answer comes.
  }
  return decodeJwt(token);
}
