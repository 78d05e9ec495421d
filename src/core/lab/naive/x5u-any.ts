import { decodeProtectedHeader, jwtVerify } from "jose";
import { importCertificate } from "../toolkit/certificate.ts";
import type { Network } from "../world/network.ts";

/** Fetches a certificate from where the token says, and takes its key. */
export async function verify(token: string, network: Network, now: Date) {
  const { alg = "", x5u = "https://id.example/cert.pem" } = decodeProtectedHeader(token);
  const certificate = network.get(x5u); // guilty: any address, and no look at who issued the certificate.
  const key = await importCertificate(certificate, alg);
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
