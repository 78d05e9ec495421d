import type { JWK } from "jose";
import { kindCalled } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { fromHex } from "../../text/hex.ts";
import { type MappedText, placeOf, replaceText } from "../text/mapped-text.ts";
import { misshapen } from "../asn1/asn1.ts";
import { privateFromNumber, publicFromPoint } from "../asn1/elliptic.ts";
import { type Found, isRefusal, type Refusal, refuse } from "../found.ts";
import { privateFromSeed } from "../asn1/pkcs8.ts";
import { checked } from "../asn1/rsa.ts";
import { publicFromOctets } from "../asn1/spki.ts";

const FORMAT = "openssl-text";

/** The numbers of one key, each under its name in lower case. */
interface Printed {
  /** The line that begins it: `Public-Key: (2048 bit)`, `ED25519 Private-Key:`. */
  readonly head: string;
  readonly start: number;
  end: number;
  readonly numbers: Map<string, string>;
  curve: string;
  /** RSA with more than two primes: only the public half is read. */
  isMultiPrime: boolean;
}

/** The names of RSA's numbers in OpenSSL and GnuTLS output, with their JWK names (RFC 7518 section 6.3). */
const RSA_MEMBERS: ReadonlyMap<string, string> = new Map([
  ["modulus", "n"],
  ["exponent", "e"],
  ["publicexponent", "e"],
  ["privateexponent", "d"],
  ["prime1", "p"],
  ["prime2", "q"],
  ["exponent1", "dp"],
  ["exponent2", "dq"],
  ["coefficient", "qi"],
]);

const HEAD = /(?:Public|Private)[- ]Key:|Public[ -]Key Info|Public Key Algorithm:/i;
const NAMED = /^[ \t]*([A-Za-z][A-Za-z\d]{2,15})(?: \(bits \d+\))?:[ \t]*(?:\d+ \(0x([\da-f]+)\)[ \t]*)?$/i;
const DIGITS = /^[ \t]*[\da-f]{2}(?::[\da-f]{2})*:?[ \t]*$/i;

/**
 * Reads the keys of a text that `openssl … -text -noout` printed, whose numbers are hex with colons: RSA, EC, Ed25519 and
 * Ed448, both halves, also within a printed certificate or request. Otherwise null. Linear time.
 */
export async function readOpensslText(given: MappedText): Promise<readonly Found[] | null> {
  if (!/(?:modulus(?: \(bits \d+\))?|pub|priv):/i.test(given.text)) return null;
  const mapped = linesOf(given);
  if (!/^[ \t]*(?:modulus(?: \(bits \d+\))?|pub|priv):[ \t]*\n\s*[\da-f]{2}:/im.test(mapped.text)) return null;
  const found: Found[] = [];
  for (const printed of printedKeys(mapped.text)) {
    const range = placeOf(mapped, printed.start, printed.end);
    const jwk = await jwkOf(printed);
    const damaged = printed.isMultiPrime ? { damaged: { ...MULTI_PRIME, range } } : {};
    found.push(isRefusal(jwk) ? { ...jwk, range } : { jwk, format: FORMAT, range, ...damaged });
  }
  return found.length > 0 ? found : null;
}

/** The lines as printed: without quoting or numbering, and with spelled-out line breaks resolved. */
function linesOf(mapped: MappedText): MappedText {
  const broken = replaceText(mapped, /(?<!\\)\\{1,4}(?:r\\{1,4})?n/g, () => "\n").result;
  const bare = replaceText(broken, /^[ \t]*(?:[>#*|+"'`“‘]+|\d{1,4}(?=\t))/gm, () => "").result;
  return replaceText(bare, /(?<=[\da-fA-Z):]\s{0,4})(?:["'`”’;,+\\>/ ]|<\/?\w{1,20}){1,40}$/gm, () => "").result;
}

function printedKeys(text: string): readonly Printed[] {
  const keys: Printed[] = [];
  let start = 0;
  let head = { line: "", start: 0 };
  let key: Printed | null = null;
  let name: string | null = null;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const [, label, value] = NAMED.exec(line) ?? [];
    if (line.trim() === "") {
      start = end + 1;
      continue;
    }
    if (DIGITS.test(line)) {
      if (key && name !== null) {
        key.numbers.set(name, (key.numbers.get(name) ?? "") + line.replaceAll(/[^\da-f]/gi, ""));
        key.end = end;
      }
    } else if (HEAD.test(line)) {
      head = { line: line.trim(), start };
      [key, name] = [null, null];
    } else if (label !== undefined && isNumber(label)) {
      const lower = label.toLowerCase();
      if (key === null || key.numbers.has(lower)) {
        key = {
          head: head.line,
          start: head.line === "" ? start : head.start,
          end,
          numbers: new Map(),
          curve: "",
          isMultiPrime: false,
        };
        keys.push(key);
      }
      name = value === undefined ? lower : null;
      if (value !== undefined) key.numbers.set(lower, value.length % 2 === 0 ? value : `0${value}`);
      key.end = end;
    } else {
      if (key && /^[ \t]*prime3:/i.test(line)) key.isMultiPrime = true;
      const curve = /^[ \t]*ASN1 OID:[ \t]*(\S+)/.exec(line)?.[1];
      // An explicitly specified curve has no name (RFC 5480 section 2.1.1 forbids it).
      if (key && /^[ \t]*Field Type:/.test(line)) key.curve = EXPLICIT;
      if (curve !== undefined && key) [key.curve, key.end] = [curve, end];
      name = null;
    }
    start = end + 1;
  }
  return keys.filter(({ numbers }) => ["modulus", "pub", "priv"].some((each) => (numbers.get(each) ?? "") !== ""));
}

function isNumber(label: string): boolean {
  const lower = label.toLowerCase();
  return RSA_MEMBERS.has(lower) || lower === "pub" || lower === "priv";
}

const EXPLICIT = "explicit";
const MULTI_PRIME = refuse("type-unsupported", FORMAT, { what: "an RSA key with more than two primes" });

async function jwkOf({ head, numbers, curve, isMultiPrime }: Printed): Promise<JWK | Refusal> {
  if (isMultiPrime) return rsaOf(new Map([...numbers].filter(([name]) => /^(?:modulus|publicexponent)$/.test(name))));
  if (numbers.has("modulus")) return rsaOf(numbers);
  const [pub, priv] = ["pub", "priv"].map((name) => fromHex(numbers.get(name) ?? "")) as [Uint8Array, Uint8Array];
  const isPrivate = priv.length > 0;
  // The line names kinds that consist of bytes only; the curve of an EC key follows its numbers.
  const kind = kindCalled("openssl", /\b(?:(?:ED|X)(?:25519|448)|ML-DSA-\d\d)\b/i.exec(head)?.[0].toUpperCase() ?? "");
  const given = pub.length > 0 ? pub : null;
  if (kind && !isPrivate) return publicFromOctets(kind, pub, FORMAT);
  if (kind?.kty === "OKP") return privateFromSeed(kind, priv, FORMAT, given);
  const crv = kindCalled("openssl", curve)?.name;
  if (kind || crv === undefined) {
    return refuse("type-unsupported", FORMAT, {
      what: kind
        ? `a printed private key of ${kind.name} (use its PEM)`
        : curve === ""
          ? "a key printed without its type"
          : curve === EXPLICIT
            ? "an EC key with explicit curve parameters"
            : `an EC key on ${curve}`,
    });
  }
  return isPrivate ? privateFromNumber(crv, priv, given, FORMAT) : publicFromPoint(crv, pub, FORMAT);
}

function rsaOf(numbers: ReadonlyMap<string, string>): JWK | Refusal {
  const members = new Map<string, string>();
  for (const [name, member] of RSA_MEMBERS) {
    const octets = fromHex(numbers.get(name) ?? "");
    const first = octets.findIndex((octet) => octet !== 0);
    if (first >= 0) members.set(member, encodeBase64Url(octets.subarray(first)));
  }
  if (!members.has("e")) return misshapen(FORMAT, "The exponent of the RSA key is missing");
  if (members.has("d") && members.size < 8) {
    return misshapen(FORMAT, "It is truncated: a private RSA key has eight numbers");
  }
  return checked({ kty: "RSA", ...Object.fromEntries(members) }, FORMAT);
}
