import type { JWK } from "jose";

/** Test keys as other programs print them, made from a JWK. */

const octets = (member: string | undefined): Buffer => Buffer.from(member ?? "", "base64url");

/**
 * A number as OpenSSL prints it: hex with colons, fifteen bytes per line, and a leading zero byte if the first bit is
 * set.
 */
function hexLines(bytes: Buffer, isNumber: boolean): string {
  const whole = isNumber && (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  const pairs = (whole.toString("hex").match(/../g) ?? []).join(":");
  return (pairs.match(/.{1,45}/g) ?? []).map((line) => `    ${line}\n`).join("");
}

const CURVE_LINES: Readonly<Record<string, string>> = {
  "P-256": "ASN1 OID: prime256v1\nNIST CURVE: P-256\n",
  "P-384": "ASN1 OID: secp384r1\nNIST CURVE: P-384\n",
  "P-521": "ASN1 OID: secp521r1\nNIST CURVE: P-521\n",
  secp256k1: "ASN1 OID: secp256k1\n",
};

/** The output of `openssl pkey -text -noout` for a key. */
export function printed(description: string, jwk: JWK): string {
  const half = jwk.d === undefined ? "Public-Key" : "Private-Key";
  if (jwk.kty === "RSA") {
    const names = jwk.d === undefined ? ["Modulus", "Exponent"] : ["modulus", "publicExponent"];
    const numbers = (
      ["privateExponent d", "prime1 p", "prime2 q", "exponent1 dp", "exponent2 dq", "coefficient qi"] as const
    )
      .map((pair) => pair.split(" ") as [string, "d" | "p" | "q" | "dp" | "dq" | "qi"])
      .map(([name, member]) => `${name}:\n${hexLines(octets(jwk[member]), true)}`)
      .join("");
    const head = `${half}: (2048 bit${jwk.d === undefined ? "" : ", 2 primes"})\n`;
    return `${head}${names[0]}:\n${hexLines(octets(jwk.n), true)}${names[1]}: 65537 (0x10001)\n${jwk.d === undefined ? "" : numbers}`;
  }
  const isNamed = jwk.kty === "OKP";
  const pub = isNamed ? octets(jwk.x) : Buffer.concat([Buffer.from([4]), octets(jwk.x), octets(jwk.y)]);
  const head = isNamed ? `${description.toUpperCase()} ${half}:\n` : `${half}: (256 bit)\n`;
  const priv = jwk.d === undefined ? "" : `priv:\n${hexLines(octets(jwk.d), false)}`;
  return `${head}${priv}pub:\n${hexLines(pub, false)}${isNamed ? "" : (CURVE_LINES[jwk.crv ?? ""] ?? "")}`;
}

const base64 = (member: string | undefined): string => octets(member).toString("base64");

/** An RSA key as .NET's ToXmlString writes it. */
export function rsaKeyValue(jwk: JWK): string {
  const rest = [
    ["P", jwk.p],
    ["Q", jwk.q],
    ["DP", jwk.dp],
    ["DQ", jwk.dq],
    ["InverseQ", jwk.qi],
    ["D", jwk.d],
  ] as const;
  const numbers = rest.map(([name, member]) => `<${name}>${base64(member)}</${name}>`).join("");
  return `<RSAKeyValue><Modulus>${base64(jwk.n)}</Modulus><Exponent>${base64(jwk.e)}</Exponent>${jwk.d === undefined ? "" : numbers}</RSAKeyValue>`;
}

const CURVE_OIDS: Readonly<Record<string, string>> = {
  "P-256": "1.2.840.10045.3.1.7",
  "P-384": "1.3.132.0.34",
  "P-521": "1.3.132.0.35",
};

/** A public EC key in XML Signature 1.1. */
export function ecKeyValue(jwk: JWK): string {
  const point = Buffer.concat([Buffer.from([4]), octets(jwk.x), octets(jwk.y)]).toString("base64");
  return `<dsig11:ECKeyValue xmlns:dsig11="http://www.w3.org/2009/xmldsig11#"><dsig11:NamedCurve URI="urn:oid:${CURVE_OIDS[jwk.crv ?? ""]}"/><dsig11:PublicKey>${point}</dsig11:PublicKey></dsig11:ECKeyValue>`;
}
