import { GeneralizedTime, UTCTime } from "asn1js";
import type { CertificateFacts } from "../types.ts";
import { type Asn1, misshapen } from "./asn1.ts";
import { nameText } from "./distinguished-name.ts";
import { type Found, isRefusal } from "../found.ts";
import { readSpki } from "./spki.ts";
import { toHex } from "../../text/hex.ts";

/** Reads the key of an X.509 certificate, and what the certificate says of itself (RFC 5280 section 4.1). Validates nothing. */
export async function readCertificate({ items: [tbs] }: Asn1): Promise<Found> {
  const fields = tbs?.items[0]?.tag === 0xa0 ? tbs.items.slice(1) : (tbs?.items ?? []);
  const [serial, , issuer, validity, subject, spki] = fields;
  const facts = factsOf(serial, issuer, validity, subject);
  if (!spki || !facts) return misshapen("certificate", "A field of the certificate is missing");
  const found = await readSpki(spki, "certificate");
  return isRefusal(found) ? found : { ...found, certificate: facts };
}

function factsOf(
  serial: Asn1 | undefined,
  issuer: Asn1 | undefined,
  validity: Asn1 | undefined,
  subject: Asn1 | undefined,
): CertificateFacts | null {
  const [notBefore, notAfter] = (validity?.items ?? []).map(timeOf);
  if (!serial || !issuer || !subject || typeof notBefore !== "number" || typeof notAfter !== "number") return null;
  return {
    subject: nameText(subject),
    issuer: nameText(issuer),
    notBefore,
    notAfter,
    serialNumber: toHex(serial.content, ":"),
  };
}

/** Time in seconds since the epoch (RFC 5280 section 4.1.2.5); null where it is not a time. */
function timeOf({ block }: Asn1): number | null {
  if (!(block instanceof UTCTime || block instanceof GeneralizedTime)) return null;
  const time = block.toDate().getTime();
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}
