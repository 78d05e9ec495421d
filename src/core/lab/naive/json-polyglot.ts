import { compactVerify, flattenedVerify } from "jose";
import { readSegment } from "../toolkit/compact.ts";

/** Takes both serialisations, and reads the claims by itself. */
export async function verify(token: string, key: CryptoKey) {
  const algorithms = ["RS256"];
  if (token.startsWith("{")) await flattenedVerify(JSON.parse(token), key, { algorithms });
  else await compactVerify(token, key, { algorithms });

  const [, payload = ""] = token.split("."); // guilty: what was verified is not what is read.
  return readSegment(payload);
}
