import { decodeProtectedHeader, jwtVerify } from "jose";
import { importCertificate } from "../toolkit/certificate.ts";
import type { Network } from "../world/network.ts";

/** Fetches a certificate from the URL in the token, and uses its key. */
export async function verify(token: string, network: Network, now: Date) {
  const { alg = "", x5u = "https://id.example/cert.pem" } = decodeProtectedHeader(token);
  const certificate = network.get(x5u); // guilty: any URL will do, and nothing checks who issued the certificate.
  const key = await importCertificate(certificate, alg);
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
