import { GeneralizedTime, UTCTime } from "asn1js";
import type { CertificateFacts, CertificateThumbprints } from "../types.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { type Asn1, misshapen, octets, parseAsn1 } from "./asn1.ts";
import { nameText } from "./distinguished-name.ts";
import { type Found, isRefusal } from "../found.ts";
import { readSpki } from "./spki.ts";
import { toHex } from "../../text/hex.ts";

/** Reads the key of an X.509 certificate and the certificate's fields (RFC 5280 section 4.1). Validates nothing. */
export async function readCertificate({ raw, items: [tbs] }: Asn1): Promise<Found> {
  const fields = tbs?.items[0]?.tag === 0xa0 ? tbs.items.slice(1) : (tbs?.items ?? []);
  const [serial, , issuer, validity, subject, spki] = fields;
  const said = factsOf(serial, issuer, validity, subject);
  if (!spki || !said) return misshapen("certificate", "A field of the certificate is missing");
  const facts: CertificateFacts = {
    ...said,
    thumbprints: await thumbprintsOf(raw),
    isAuthority: isAuthority(tbs?.items.find(({ tag }) => tag === 0xa3)),
    isSelfIssued: said.subject === said.issuer,
  };
  const found = await readSpki(spki, "certificate");
  return isRefusal(found) ? found : { ...found, certificate: facts };
}

function factsOf(
  serial: Asn1 | undefined,
  issuer: Asn1 | undefined,
  validity: Asn1 | undefined,
  subject: Asn1 | undefined,
): Omit<CertificateFacts, "thumbprints" | "isAuthority" | "isSelfIssued"> | null {
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

/** The digests of a whole certificate; works without a secure context. */
async function thumbprintsOf(der: Uint8Array): Promise<CertificateThumbprints> {
  const [{ sha1 }, { sha256 }] = await Promise.all([
    import("@noble/hashes/legacy.js"),
    import("@noble/hashes/sha2.js"),
  ]);
  return { x5t: encodeBase64Url(sha1(der)), "x5t#S256": encodeBase64Url(sha256(der)) };
}

/** Whether basicConstraints mark the certificate as an authority's; version 1 has no extensions. */
function isAuthority(extensions: Asn1 | undefined): boolean {
  const basic = extensions?.items[0]?.items.find(({ items }) => items[0]?.oid === "2.5.29.19");
  const value = octets(basic?.items.at(-1));
  const constraints = value && parseAsn1(value);
  return (
    constraints !== null &&
    "items" in constraints &&
    constraints.items[0]?.tag === 0x01 &&
    constraints.items[0].content[0] !== 0
  );
}

/** Time in seconds since the epoch (RFC 5280 section 4.1.2.5); null if it is not a time. */
function timeOf({ block }: Asn1): number | null {
  if (!(block instanceof UTCTime || block instanceof GeneralizedTime)) return null;
  const time = block.toDate().getTime();
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}
