import type { JWK } from "jose";
import { kindCalled } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { type MappedText, placeOf, sliceText } from "../text/mapped-text.ts";
import { misshapen } from "../asn1/asn1.ts";
import { decodeBody } from "../text/base64-body.ts";
import { publicFromPoint } from "../asn1/elliptic.ts";
import { type Found, isRefusal, refuse, type Refusal } from "../found.ts";
import { nameOtherCurve } from "../asn1/object-identifiers.ts";
import { readOctets } from "./octets.ts";
import { checked } from "../asn1/rsa.ts";
import { withExponents } from "../numbers/rsa-primes.ts";

const FORMAT = "xml";

/** The elements of RSAKeyValue (XML Signature section 4.5.2.2, and .NET's private ones), and the members of a JWK. */
const RSA_ELEMENTS: readonly (readonly [element: string, member: string])[] = [
  ["Modulus", "n"],
  ["Exponent", "e"],
  ["D", "d"],
  ["P", "p"],
  ["Q", "q"],
  ["DP", "dp"],
  ["DQ", "dq"],
  ["InverseQ", "qi"],
];

/** The start or end of an element with a key, with any namespace prefix. */
const TAG = /<(\/?)(?:[\w-]{1,40}:)?(RSAKeyValue|RSAParameters|ECKeyValue|X509Certificate)(?:\s[^<>]*)?>/g;

/**
 * Reads keys in XML: RSAKeyValue as .NET exports it, ECKeyValue, and the certificates of an XML
 * signature or of SAML metadata. Null if there is none. A certificate that appears twice is listed once. Linear time.
 */
export async function readXmlKeys(mapped: MappedText, passphrase?: string): Promise<readonly Found[] | null> {
  const found: Found[] = [];
  const seen = new Set<string>();
  let opened: { readonly element: string; readonly start: number; readonly contentStart: number } | null = null;
  for (const { 0: tag, 1: slash, 2: element = "", index } of mapped.text.matchAll(TAG)) {
    if (slash === "") {
      opened = { element, start: index, contentStart: index + tag.length };
      continue;
    }
    if (opened?.element !== element) continue;
    const { start, contentStart } = opened;
    opened = null;
    const content = mapped.text.slice(contentStart, index).replaceAll(/\s/g, "");
    if (element === "X509Certificate" && seen.has(content)) continue;
    seen.add(content);
    const read = await readElement(element, sliceText(mapped, contentStart, index), passphrase);
    found.push({ ...read, range: read.range ?? placeOf(mapped, start, index + tag.length) });
  }
  return found.length > 0 ? found : null;
}

async function readElement(element: string, inner: MappedText, passphrase?: string): Promise<Found> {
  if (element === "X509Certificate") {
    const body = decodeBody(inner);
    return isRefusal(body) ? body : readOctets(body.bytes, passphrase);
  }
  const jwk = element === "ECKeyValue" ? await ecOf(inner) : rsaOf(inner);
  return isRefusal(jwk) ? jwk : { jwk, format: FORMAT };
}

function rsaOf(inner: MappedText): JWK | Refusal {
  const members: Record<string, string> = {};
  for (const [element, member] of RSA_ELEMENTS) {
    const octets = octetsOf(inner, element);
    if (octets === null) continue;
    if (isRefusal(octets)) return octets;
    // CryptoBinary has no leading zeros; .NET writes private numbers with them.
    const first = octets.findIndex((octet) => octet !== 0);
    members[member] = encodeBase64Url(octets.subarray(Math.max(first, 0)));
  }
  if (members["n"] === undefined || members["e"] === undefined) {
    return misshapen(FORMAT, "It has no Modulus and Exponent");
  }
  const isWhole = Object.keys(members).length === RSA_ELEMENTS.length;
  if (members["d"] === undefined || isWhole) return checked({ kty: "RSA", ...members }, FORMAT);
  // Values that follow from the primes may be omitted.
  const whole = withExponents({ kty: "RSA", ...members });
  return whole
    ? checked(whole, FORMAT)
    : misshapen(FORMAT, "A private RSA key has eight numbers, and some are missing");
}

/** ECKeyValue (XML Signature 1.1 section 4.5.2.3): a curve by its object identifier, and a point. */
async function ecOf(inner: MappedText): Promise<JWK | Refusal> {
  const oid = /<(?:[\w-]{1,40}:)?NamedCurve\s[^<>]*URI\s*=\s*["']urn:oid:([\d.]+)["']/.exec(inner.text)?.[1];
  const point = octetsOf(inner, "PublicKey");
  if (point && isRefusal(point)) return point;
  if (oid === undefined || point === null) return misshapen(FORMAT, "It has no NamedCurve and PublicKey");
  const kind = kindCalled("oid", oid);
  if (kind?.kty !== "EC") return refuse("type-unsupported", FORMAT, { what: nameOtherCurve(oid) });
  return publicFromPoint(kind.name, point, FORMAT);
}

/** The bytes in an element's Base64; null if the element is missing. */
function octetsOf(inner: MappedText, element: string): Uint8Array | Refusal | null {
  const match = new RegExp(`<(?:[\\w-]{1,40}:)?${element}(?:\\s[^<>]*)?>([^<]*)<`).exec(inner.text);
  if (!match) return null;
  const start = match.index + match[0].length - 1 - (match[1] ?? "").length;
  const body = decodeBody(sliceText(inner, start, start + (match[1] ?? "").length));
  return isRefusal(body) ? body : body.bytes;
}
