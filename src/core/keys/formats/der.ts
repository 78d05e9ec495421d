import { type Asn1, misshapen, parseAsn1 } from "../asn1/asn1.ts";
import { readCertificate } from "../asn1/certificate.ts";
import { readCsr } from "../asn1/csr.ts";
import { type Found, isRefusal, type Refusal, refuse } from "../found.ts";
import type { Opened } from "../locked/password-encryption.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { readPkcs1Private, readPkcs1Public } from "../asn1/pkcs1.ts";
import { readPkcs8 } from "../asn1/pkcs8.ts";
import { readSec1 } from "../asn1/sec1.ts";
import { readSpki } from "../asn1/spki.ts";

/** A DER structure that is a key, recognised by the tags of its parts. */
interface Shape {
  readonly id: KeyFormat;
  readonly fits: (parts: readonly Asn1[]) => boolean;
  readonly read: (node: Asn1, passphrase?: string) => Found | Promise<Found>;
}

/** The structures, in the order they are tried. */
const SHAPES: readonly Shape[] = [
  {
    id: "pkcs8",
    fits: (parts) => starts(parts, 0x02, 0x30, 0x04) && isAlgorithm(parts[1]),
    read: (node) => readPkcs8(node),
  },
  { id: "sec1", fits: (parts) => starts(parts, 0x02, 0x04), read: (node) => readSec1(node) },
  {
    id: "pkcs1-private",
    fits: (parts) => parts.length >= 9 && parts.slice(0, 9).every(({ tag }) => tag === 0x02),
    read: readPkcs1Private,
  },
  { id: "pkcs1-public", fits: (parts) => parts.length === 2 && starts(parts, 0x02, 0x02), read: readPkcs1Public },
  {
    id: "spki",
    fits: (parts) => parts.length === 2 && starts(parts, 0x30, 0x03) && isAlgorithm(parts[0]),
    read: (node) => readSpki(node),
  },
  {
    id: "encrypted-pkcs8",
    fits: (parts) => parts.length === 2 && starts(parts, 0x30, 0x04) && isAlgorithm(parts[0]),
    read: async (node, passphrase) => {
      const { openEncryptedPkcs8 } = await import("../locked/encrypted-pkcs8.ts");
      return readOpened(await openEncryptedPkcs8(node, passphrase), "encrypted-pkcs8");
    },
  },
  { id: "certificate", fits: (parts) => isSigned(parts) && hasSerialNumber(parts), read: readCertificate },
  { id: "csr", fits: (parts) => isSigned(parts) && !hasSerialNumber(parts), read: readCsr },
];

/**
 * Reads a key from DER, whose kind is recognised by its shape, without a label. An encrypted one needs the passphrase.
 * If the bytes are not a key, the error says what they are.
 */
export async function readDer(bytes: Uint8Array, passphrase?: string): Promise<Found> {
  const node = parseAsn1(bytes);
  if ("why" in node) return refuse("asn1", null, { why: node.why });
  const shape = node.tag === 0x30 && SHAPES.find(({ fits }) => fits(node.items));
  return shape ? shape.read(node, passphrase) : nameOtherShape(node);
}

/** Reads decrypted bytes, under the name of their container format. */
export async function readOpened(opened: Opened | Refusal, format: KeyFormat): Promise<Found> {
  if ("code" in opened) return opened;
  const found = opened.bytes && (await readDer(opened.bytes));
  // One in 256 wrong passphrases leaves valid padding: the result is not a key.
  if (!found || (isRefusal(found) && found.code === "asn1")) return refuse("passphrase-wrong", format);
  return { ...found, format };
}

function starts(parts: readonly Asn1[], ...tags: readonly number[]): boolean {
  return tags.every((tag, index) => parts[index]?.tag === tag);
}

function isAlgorithm(node: Asn1 | undefined): boolean {
  return node?.tag === 0x30 && (node.items[0]?.oid ?? "") !== "";
}

/** A signed structure, followed by algorithm and signature. */
function isSigned(parts: readonly Asn1[]): boolean {
  const isWhole = parts.length === 3 && starts(parts, 0x30, 0x30, 0x03) && isAlgorithm(parts[1]);
  return isWhole && !isRevocationList(parts) && parts[0]?.items.length !== 2;
}

/** In TBSCertificate an AlgorithmIdentifier follows the serial number; in CertificationRequestInfo a name does. */
function hasSerialNumber([first]: readonly Asn1[]): boolean {
  const fields = first?.items ?? [];
  return isAlgorithm(fields[fields[0]?.tag === 0xa0 ? 2 : 1]);
}

/** CertificateList (RFC 5280 section 5.1): a single time, where a certificate has a sequence of two. */
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

/** The command that extracts a key from a container this page cannot open. */
const COMMANDS: readonly (readonly [start: string, command: string])[] = [
  ["a PKCS #7", "openssl pkcs7 -print_certs -in file.p7b"],
  ["a PKCS #12", "openssl pkcs12 -in file.p12 -nodes"],
  ["a signed public key", "openssl spkac -pubkey -noout -in file"],
];

function otherShape(tag: number, items: readonly Asn1[]): string | null {
  const [first, second] = items;
  if (tag === 0x06) return "EC parameters (the name of a curve), not a key";
  if (tag !== 0x30) return null;
  if (isRevocationList(items)) return "a certificate revocation list";
  if (first?.tag === 0x30 && first.items.length === 2 && first.items[1]?.tag === 0x16) {
    return "a signed public key and challenge (SPKAC)";
  }
  if (items.length === 6 && items.every((item) => item.tag === 0x02)) return "a DSA key";
  if (first?.tag === 0x02 && second?.items[0]?.oid === "1.2.840.10045.1.1") {
    return "EC parameters, not a key";
  }
  if (first?.oid.startsWith("1.2.840.113549.1.7.")) return "a PKCS #7 (CMS) message";
  if (first?.tag === 0x02 && second?.items[0]?.oid.startsWith("1.2.840.113549.1.7.")) {
    return "a PKCS #12 store (.p12, .pfx)";
  }
  if (items.every((item) => item.tag === 0x02)) return "Diffie-Hellman or DSA parameters, not a key";
  return null;
}

function misshapenOther(parts: number): Refusal {
  const { code, args } = misshapen(
    "pkcs8",
    `It is ASN.1 with ${parts === 1 ? "1 part" : `${parts} parts`}, but not a known key format`,
  );
  return { code, args, format: null };
}
