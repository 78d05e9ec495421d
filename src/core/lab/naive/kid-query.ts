import { decodeProtectedHeader } from "jose";
import type { DocumentStore } from "../world/documents.ts";
import { verifyHmac } from "../toolkit/verify-hmac.ts";

/** Refuses the leaked key, and looks up any other. */
export async function verify(token: string, keys: DocumentStore) {
  const { kid } = decodeProtectedHeader(token);
  if (kid === "2025-01") throw new Error("this key has leaked");
  const found = keys.findOne({ kid }); // guilty: kid can be an object, which the database reads as an operator.
  if (!found) throw new Error("unknown kid");
  return verifyHmac(token, new TextEncoder().encode(found["key"]));
}
