import { type Asn1, misshapen, parseAsn1 } from "./asn1.ts";
import { readCertificate } from "./certificate.ts";
import { readCsr } from "./csr.ts";
import { type Found, type Refusal, refuse } from "./found.ts";
import { readPkcs1Private, readPkcs1Public } from "./pkcs1.ts";
import { readPkcs8 } from "./pkcs8.ts";
import { readSec1 } from "./sec1.ts";
import { readSpki } from "./spki.ts";

/**
 * Reads a key from DER, whose kind is told by its shape alone: no label is asked. An encrypted one needs the passphrase.
 * Where the octets are no key the refusal says what they are.
 */
export async function readDer(bytes: Uint8Array, passphrase?: string): Promise<Found> {
  const node = parseAsn1(bytes);
  if ("why" in node) return refuse("asn1", null, { why: node.why });
  switch (shapeOf(node)) {
    case "spki":
      return readSpki(node);
    case "pkcs8":
      return readPkcs8(node);
    case "pkcs1-private":
      return readPkcs1Private(node);
    case "pkcs1-public":
      return readPkcs1Public(node);
    case "sec1":
      return readSec1(node);
    case "certificate":
      return readCertificate(node);
    case "csr":
      return readCsr(node);
    case "encrypted-pkcs8": {
      const { readEncryptedPkcs8 } = await import("./encrypted-pkcs8.ts");
      return readEncryptedPkcs8(node, passphrase);
    }
    case null:
      return nameOtherShape(node);
  }
}

type Shape =
  | "spki"
  | "pkcs8"
  | "pkcs1-private"
  | "pkcs1-public"
  | "sec1"
  | "certificate"
  | "csr"
  | "encrypted-pkcs8"
  | null;

/** What structure a value has: the tags of its parts tell the formats apart. */
function shapeOf({ tag, items }: Asn1): Shape {
  if (tag !== 0x30) return null;
  const tags = items.map((item) => item.tag);
  const starts = (...wanted: readonly number[]): boolean => wanted.every((want, index) => tags[index] === want);
  const [first] = items;
  const isAlgorithm = (node: Asn1 | undefined): boolean => node?.tag === 0x30 && (node.items[0]?.oid ?? "") !== "";
  if (starts(0x02, 0x30, 0x04) && isAlgorithm(items[1])) return "pkcs8";
  if (starts(0x02, 0x04)) return "sec1";
  if (items.length >= 9 && tags.slice(0, 9).every((each) => each === 0x02)) return "pkcs1-private";
  if (items.length === 2 && starts(0x02, 0x02)) return "pkcs1-public";
  if (items.length === 2 && starts(0x30, 0x03) && isAlgorithm(first)) return "spki";
  if (items.length === 2 && starts(0x30, 0x04) && isAlgorithm(first)) return "encrypted-pkcs8";
  if (items.length === 3 && starts(0x30, 0x30, 0x03) && isAlgorithm(items[1])) {
    if (isRevocationList(items) || first?.items.length === 2) return null;
    // TBSCertificate has an AlgorithmIdentifier behind the serial number; CertificationRequestInfo has a name there.
    const fields = first?.items ?? [];
    return isAlgorithm(fields[fields[0]?.tag === 0xa0 ? 2 : 1]) ? "certificate" : "csr";
  }
  return null;
}

/** CertificateList (RFC 5280 section 5.1): a time stands by itself, where a certificate has two of them in a sequence. */
function isRevocationList([list]: readonly Asn1[]): boolean {
  return list?.items.some(({ tag }) => tag === 0x17 || tag === 0x18) === true;
}

function nameOtherShape({ tag, items }: Asn1): Refusal {
  const what = otherShape(tag, items);
  if (what === null) return misshapenOther(items.length);
  const command = COMMANDS.find(([start]) => what.startsWith(start))?.[1];
  return refuse(what.startsWith("a DSA") ? "type-unsupported" : "not-a-key", null, {
    what,
    ...(command === undefined ? {} : { command }),
  });
}

/** What gets a key out of a container that is not opened here. */
const COMMANDS: readonly (readonly [start: string, command: string])[] = [
  ["a PKCS #7", "openssl pkcs7 -print_certs -in file.p7b"],
  ["a PKCS #12", "openssl pkcs12 -in file.p12 -nodes"],
  ["a signed public key", "openssl spkac -pubkey -noout -in file"],
];

function otherShape(tag: number, items: readonly Asn1[]): string | null {
  const [first, second] = items;
  if (tag === 0x06) return "a set of EC parameters (the name of a curve), and no key";
  if (tag !== 0x30) return null;
  if (isRevocationList(items)) return "a list of revoked certificates";
  if (first?.tag === 0x30 && first.items.length === 2 && first.items[1]?.tag === 0x16) {
    return "a signed public key and challenge (SPKAC)";
  }
  if (items.length === 6 && items.every((item) => item.tag === 0x02)) return "a DSA key";
  if (first?.tag === 0x02 && second?.items[0]?.oid === "1.2.840.10045.1.1") {
    return "a set of EC parameters, and no key";
  }
  if (first?.oid.startsWith("1.2.840.113549.1.7.")) return "a PKCS #7 (CMS) message";
  if (first?.tag === 0x02 && second?.items[0]?.oid.startsWith("1.2.840.113549.1.7.")) {
    return "a PKCS #12 store (.p12, .pfx)";
  }
  if (items.every((item) => item.tag === 0x02)) return "Diffie-Hellman or DSA parameters, and no key";
  return null;
}

function misshapenOther(parts: number): Refusal {
  const { code, args } = misshapen(
    "pkcs8",
    `It is ASN.1 of ${parts === 1 ? "1 part" : `${parts} parts`}, and no known form of a key`,
  );
  return { code, args, format: null };
}
