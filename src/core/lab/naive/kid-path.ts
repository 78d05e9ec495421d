import { decodeProtectedHeader } from "jose";
import type { FileSystem } from "../world/files.ts";
import { verifyHmac } from "../toolkit/verify-hmac.ts";

/** One file for each key, named by kid. */
export async function verify(token: string, files: FileSystem) {
  const { kid = "" } = decodeProtectedHeader(token);
  const secret = files.read(`/app/keys/${kid}`); // guilty: kid may climb out of the folder.
  return verifyHmac(token, secret);
}
