import type { JWK } from "jose";
import { describe, expect, test } from "vitest";
import { ecKeyValue, printed, rsaKeyValue } from "../../../testing/keys/printed.ts";
import { CERTIFICATE } from "../../../testing/keys/samples.ts";
import { keyOf, keysOf, PAIRS, problemIn } from "../../../testing/keys/pairs.ts";

const jwkOf = (name: string, half: "publicKey" | "privateKey"): JWK =>
  PAIRS[name]?.[half].export({ format: "jwk" }) as JWK;
const rsa = jwkOf("RSA 2048 bits", "publicKey");
const ec = jwkOf("EC P-256", "publicKey");

/** As `openssl x509 -text -noout` prints a certificate around its key. */
const certificateText = (key: string): string => `Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            00:c0:ff:ee
        Signature Algorithm: sha256WithRSAEncryption
        Subject: CN = a
        Subject Public Key Info:
            Public Key Algorithm: rsaEncryption
${key.replaceAll(/^(?=.)/gm, "                ")}        X509v3 extensions:
            X509v3 Subject Key Identifier: 
                AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01
    Signature Algorithm: sha256WithRSAEncryption
    Signature Value:
        00:11:22:33:44
`;

test("a certificate printed without its PEM gives the key; the notes are about it alone", async () => {
  for (const [name, jwk] of Object.entries({ "RSA 2048 bits": rsa, "EC P-256": ec })) {
    const text = certificateText(printed(name, jwk));
    const { keys, repairs } = await keysOf(text);
    expect([keys.map((key) => key.jwk), keys[0]?.format, repairs]).toEqual([[jwk], "openssl-text", []]);
    expect(text.slice(keys[0]?.range?.start, keys[0]?.range?.end).trim()).toMatch(/^Public-Key/);
  }
});

test("a chain of printed certificates gives a key each", async () => {
  const text = certificateText(printed("", rsa)) + certificateText(printed("", ec));
  expect((await keysOf(text)).keys.map(({ jwk }) => jwk)).toEqual([rsa, ec]);
});

test("the output of older OpenSSL, of GnuTLS and a paste from the middle are read", async () => {
  const text = printed("", rsa);
  const gnutls = text
    .replace(/^.*\n/, "Public Key Info:\n\tPublic Key Algorithm: RSA\n")
    .replace("Modulus:", "Modulus (bits 2048):")
    .replace(/Exponent: .*/, "Exponent (bits 24):\n    01:00:01");
  const older = text.replace("Public-Key", "RSA Public-Key");
  const bare = text.replace(/^.*\n/, "");
  for (const each of [gnutls, older, bare, text.replaceAll("\n", "\r\n"), `> ${text}`]) {
    expect((await keyOf(each)).jwk, each).toEqual(rsa);
  }
});

test("printed numbers that are truncated or of an unknown kind are refused with the reason", async () => {
  const whole = printed("", jwkOf("RSA 2048 bits", "privateKey"));
  expect(await problemIn(whole.slice(0, whole.indexOf("prime2")))).toMatchObject({
    code: "asn1",
    format: "openssl-text",
    args: { why: expect.stringContaining("truncated") as string },
  });
  expect(await problemIn(printed("", rsa).replace(/^Exponent.*\n/m, ""))).toMatchObject({ code: "asn1" });
  expect(await problemIn(printed("", ec).replace("prime256v1", "secp224r1"))).toMatchObject({
    code: "type-unsupported",
    args: { what: "an EC key on secp224r1" },
  });
  const changed = printed("", ec).replace(/(\n {4}04:)../, "$100");
  expect(await problemIn(changed)).toMatchObject({ code: "asn1" });
});

test("a public RSA key as Java and Go print it", async () => {
  const n = BigInt(`0x${Buffer.from(rsa.n ?? "", "base64url").toString("hex")}`);
  for (const text of [
    `Sun RSA public key, 2048 bits\n  params: null\n  modulus: ${n}\n  public exponent: 65537`,
    `INFO key is &{${n} 65537}`,
    `&{N:${n} E:65537}`,
  ]) {
    expect(await keyOf(text), text).toMatchObject({ jwk: rsa, format: "openssl-text" });
  }
});

test("XML around the key is read: pretty or escaped, in JSON, in Base64, with a prefix", async () => {
  const xml = rsaKeyValue(rsa);
  const pretty = `<?xml version="1.0"?>\n${xml.replaceAll("><", ">\n  <")}`;
  const parameters = pretty.replaceAll("RSAKeyValue", "RSAParameters");
  const escaped = xml.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const prefixed = xml.replaceAll(/<(\/?)/g, "<$1ds:");
  for (const text of [
    pretty,
    parameters,
    escaped,
    prefixed,
    `Key: ${xml} (from the vault)`,
    JSON.stringify({ key: xml }),
    Buffer.from(xml).toString("base64"),
  ]) {
    expect((await keyOf(text)).jwk, text).toEqual(rsa);
  }
});

test("the certificates of SAML metadata are read, repeated ones once", async () => {
  const element = `<ds:X509Certificate>\n${CERTIFICATE.replaceAll(/.{76}/g, "$&\n")}\n</ds:X509Certificate>`;
  const key = (use: string): string =>
    `<KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data>${element}</ds:X509Data></ds:KeyInfo></KeyDescriptor>`;
  const text = `<EntityDescriptor entityID="a">${key("signing")}${key("encryption")}</EntityDescriptor>`;
  const found = await keyOf(text);
  expect([found.format, found.certificate?.serialNumber]).toEqual(["certificate", "00:c0:ff:ee"]);
});

test("XML whose key lacks a part says so", async () => {
  expect(await problemIn("<RSAKeyValue><Modulus>AQAB</Modulus></RSAKeyValue>")).toMatchObject({
    code: "asn1",
    format: "xml",
    args: { why: "It has no Modulus and Exponent" },
  });
  const partial = rsaKeyValue(jwkOf("RSA 2048 bits", "privateKey")).replace(/<Q>.*<\/Q>/, "");
  expect((await problemIn(partial)).args["why"]).toContain("eight numbers");
  expect(await problemIn(ecKeyValue(ec).replace("10045.3.1.7", "10045.3.1.1"))).toMatchObject({
    code: "type-unsupported",
    args: { what: "an EC key on P-192" },
  });
  expect(await problemIn(rsaKeyValue(rsa).replace(/(<Modulus>.{9})./, "$1*"))).toMatchObject({ code: "pem-body" });
});

test("text of nothing but openings takes no quadratic time", async () => {
  // It does not end within the test's own time, if each opening looks for its end.
  expect((await problemIn("<RSAKeyValue>".repeat(100_000))).code).toBe("not-a-key");
});

describe("decimal numbers", () => {
  const number = (member: string | undefined): string =>
    BigInt(`0x${Buffer.from(member ?? "", "base64url").toString("hex")}`).toString();
  const rsa = PAIRS["RSA 2048 bits"]?.publicKey.export({ format: "jwk" }) as JWK;
  const ec = PAIRS["EC P-256"]?.publicKey.export({ format: "jwk" }) as JWK;
  const [n, x, y] = [rsa.n, ec.x, ec.y].map(number) as [string, string, string];

  test.each([
    ["RSA as Python's cryptography prints it", `<RSAPublicNumbers(e=65537, n=${n})>`, rsa],
    ["RSA as PyCryptodome prints it", `RsaKey(n=${n}, e=65537)`, rsa],
    [
      "EC as Java prints it",
      `Sun EC public key, 256 bits\n  public x coord: ${x}\n  public y coord: ${y}\n  parameters: secp256r1 [NIST P-256]`,
      ec,
    ],
    ["EC as Python's cryptography prints it", `<EllipticCurvePublicNumbers(curve=secp256r1, x=${x}, y=${y})>`, ec],
    ["EC as PyCryptodome prints it", `EccKey(curve='NIST P-256', point_x=${x}, point_y=${y})`, ec],
    ["RSA as Go prints it with its fields", `&{N:+${n} E:65537}`, rsa],
    ["RSA as python-rsa prints it", `PublicKey(${n}, 65537)`, rsa],
    ["RSA as Erlang prints it", `{'RSAPublicKey',${n},65537}`, rsa],
    ["RSA as Elixir prints it", `{:RSAPublicKey, ${n}, 65537}`, rsa],
    ["RSA as Rust prints it", `RsaPublicKey { n: ${n}, e: 65537 }`, rsa],
    ["EC as Go prints it", `&{0xc0000a4000 ${x} ${y}}`, ec],
    ["EC as Go prints it with its fields", `&{Curve:0xc0000a4000 X:+${x} Y:+${y}}`, ec],
  ])("%s", async (_, text, jwk) => {
    expect((await keysOf(text)).keys.map((key) => key.jwk)).toEqual([jwk]);
  });

  test("two numbers that are no point of a curve are not a key", async () => {
    expect((await problemIn(`&{0xc0000a4000 ${y} ${x}}`)).code).toBe("not-a-key");
  });

  test("a private number beside its point makes it a private key", async () => {
    const whole = PAIRS["EC P-256"]?.privateKey.export({ format: "jwk" }) as JWK;
    const text = `EccKey(curve='NIST P-256', point_x=${x}, point_y=${y}, d=${number(whole.d)})`;
    expect((await keysOf(text)).keys.map((key) => key.jwk)).toEqual([whole]);
    const other = PAIRS["EC secp256k1"]?.privateKey.export({ format: "jwk" }) as JWK;
    expect((await keysOf(text.replace(number(whole.d), number(other.d)))).keys.map((key) => key.jwk)).toEqual([ec]);
  });

  test("a point off its curve is corrupt, and a curve without a JWK name is named", async () => {
    const point = `x=${x}, y=${y.slice(0, -1)}${(Number(y.slice(-1)) + 1) % 10})`;
    expect((await problemIn(`EccKey(curve='NIST P-256', ${point}`)).args["why"]).toContain("not on the curve");
    expect((await problemIn(`EccKey(curve='NIST P-224', ${point}`)).args["what"]).toContain("P-224");
  });
});

describe("bare hex", () => {
  const hex = (member: string | undefined): string => Buffer.from(member ?? "", "base64url").toString("hex");
  const ed = jwkOf("Ed25519", "publicKey");
  const fingerprint = "[a1:9d:aa:34:00:39:a3:16:79:5c:40:b2:7f:ac:ff:0b:c7:46:8d:84]";

  test.each([
    [
      "EC as Bouncy Castle prints it",
      `EC Public Key ${fingerprint}\n            X: ${hex(ec.x)}\n            Y: ${hex(ec.y)}\n`,
      ec,
    ],
    ["Ed25519 as Bouncy Castle prints it", `Ed25519 Public Key ${fingerprint}\n    public data: ${hex(ed.x)}\n`, ed],
    ["coordinates by themselves", `Qx = 0x${hex(ec.x)}\nQy = 0x${hex(ec.y)}`, ec],
    ["modulus and exponent by themselves", `n=${hex(rsa.n)}\ne=010001`, rsa],
    ["a modulus in hex with its exponent in decimal", `modulus: ${hex(rsa.n)}\nexponent: 65537`, rsa],
  ])("%s", async (_, text, jwk) => {
    expect((await keysOf(text)).keys.map((key) => key.jwk)).toEqual([jwk]);
  });

  test("Ed25519 as Java prints it, alone and in a certificate", async () => {
    const bytes = (hex(ed.x).toUpperCase().match(/../g) ?? []).map((octet, at) => octet + (at % 16 === 7 ? "  " : ""));
    const dump = `0000: ${bytes.slice(0, 16).join(" ")}  ................\n0010: ${bytes.slice(16).join(" ")}  ................\n`;
    const text = `algorithm = Ed25519, unparsed keybits = \n${dump}`;
    for (const each of [text, `[\n[\n  Version: V3\n  Key:  ${text}\n  Validity: [From: today]\n]\n]`])
      expect((await keysOf(each)).keys.map((key) => key.jwk)).toEqual([ed]);
  });
});

test("printed three-prime RSA is its public half, with the reason, and not called corrupt", async () => {
  const jwk = PAIRS["RSA 2048 bits"]?.privateKey.export({ format: "jwk" }) as JWK;
  const text = printed("Private-Key: (2048 bit, 3 primes)", jwk).replace(
    /exponent1:/,
    "prime3:\n    00:c5:01\nexponent1:",
  );
  const [key] = (await keysOf(text)).keys;
  expect(key).toMatchObject({ isPrivate: false, jwk: { n: jwk.n }, damaged: { code: "type-unsupported" } });
});

test("a .NET private key without the numbers derived from its primes", async () => {
  const jwk = PAIRS["RSA 2048 bits"]?.privateKey.export({ format: "jwk" }) as JWK;
  const text = rsaKeyValue(jwk).replaceAll(/<(DP|DQ|InverseQ)>[^<]*<\/\1>/g, "");
  expect((await keysOf(text)).keys.map((key) => key.jwk)).toEqual([jwk]);
});

test("a printed EC key with an explicit curve is refused for that reason", async () => {
  const text = `Public-Key: (256 bit)
pub:
    04:f0:de:07:ef:c8:01:a0:b0:8b:0a:3a:92:9e:53:
    86:09:12:af
Field Type: prime-field
Prime:
    00:ff:ff:ff:ff:00:00:00:01
Cofactor:  1 (0x1)
`;
  expect(await problemIn(text)).toMatchObject({
    code: "type-unsupported",
    args: { what: "an EC key with explicit curve parameters" },
  });
});
