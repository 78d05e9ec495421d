import { decodeProtectedHeader } from "jose";
import type { FileSystem } from "../world/files.ts";
import { verifyHmac } from "../toolkit/verify-hmac.ts";

/** Keeps each key in a file named by its kid. */
export async function verify(token: string, files: FileSystem) {
  const { kid = "" } = decodeProtectedHeader(token);
  const secret = files.read(`/app/keys/${kid}`); // guilty: kid can leave the folder with ../.
  return verifyHmac(token, secret);
}
