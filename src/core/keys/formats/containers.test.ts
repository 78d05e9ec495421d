import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readKeys } from "../read.ts";
import {
  CERTIFICATE,
  EXPLICIT_CURVE_PKCS8,
  FOREIGN,
  OPENSSH_PLAIN,
  PKCS8_PLAIN,
} from "../../../testing/keys/samples.ts";
import { multikey } from "../../../testing/keys/formats.ts";
import { armour, bodyOf, keyOf, keysOf, PAIRS, problemIn } from "../../../testing/keys/pairs.ts";

const certificate = armour("CERTIFICATE", CERTIFICATE);
const privatePem = armour("PRIVATE KEY", PKCS8_PLAIN);
const otherPem = String(PAIRS["RSA 2048 bits"]?.publicKey.export({ type: "spki", format: "pem" }));
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const json = JSON.stringify;

describe("a certificate", () => {
  test("gives subject, issuer and validity; its name as RFC 4514 writes it", async () => {
    const name = String.raw`OU=Keys+CN=jötscope.example, O=Example\, Inc., C=DE`;
    const x509 = new X509Certificate(certificate);
    expect((await keyOf(certificate)).certificate).toEqual({
      subject: name,
      issuer: name,
      notBefore: Date.UTC(2026, 10, 24, 21, 15, 19) / 1000,
      notAfter: Date.UTC(2081, 7, 27, 21, 15, 19) / 1000,
      serialNumber: "00:c0:ff:ee",
      thumbprints: {
        x5t: Buffer.from(x509.fingerprint.replaceAll(":", ""), "hex").toString("base64url"),
        "x5t#S256": Buffer.from(x509.fingerprint256.replaceAll(":", ""), "hex").toString("base64url"),
      },
      isAuthority: x509.ca,
      isSelfIssued: x509.subject === x509.issuer,
    });
  });

  test("chain gives a key for each, in order", async () => {
    const { keys, format } = await keysOf(`${certificate}${certificate}`);
    expect(format).toBe("certificate");
    expect(keys.map(({ certificate: facts }) => facts?.serialNumber)).toEqual(["00:c0:ff:ee", "00:c0:ff:ee"]);
  });

  test("next to its private key is the other half", async () => {
    const { keys } = await keysOf(`${privatePem}${certificate}`);
    expect(keys.map(({ isPrivate }) => isPrivate)).toEqual([true, false]);
    expect(keys[0]?.thumbprint).toBe(keys[1]?.thumbprint);
  });

  test("marked as trusted by OpenSSL is read without the trailing data", async () => {
    const der = Buffer.concat([Buffer.from(CERTIFICATE, "base64"), Buffer.from("300c300a06082b06010505070301", "hex")]);
    expect((await keysOf(armour("TRUSTED CERTIFICATE", der.toString("base64")))).repairs).toEqual([]);
  });
});

describe("containers", () => {
  test("Google's map gives each certificate's key the kid that it is under", async () => {
    const text = json({ "4bd3f7b2": certificate, c7e04465: certificate });
    const { keys, format, repairs } = await keysOf(text);
    expect(format).toBe("certificate-map");
    expect(repairs).toEqual([]);
    expect(keys.map(({ jwk, format: own }) => [jwk.kid, own])).toEqual([
      ["4bd3f7b2", "certificate-map"],
      ["c7e04465", "certificate-map"],
    ]);
    expect(keys[0]?.certificate?.serialNumber).toBe("00:c0:ff:ee");
    const { start = 0, end = 0 } = keys[1]?.range ?? {};
    expect(JSON.parse(text.slice(start, end))).toBe(certificate);
  });

  test("a member that describes the map gives no kid", async () => {
    for (const name of ["public_key", "cert", "tls.crt"]) {
      const { keys, format, repairs } = await keysOf(json({ [name]: otherPem }));
      expect([keys[0]?.jwk.kid, format]).toEqual([undefined, "spki"]);
      expect(repairs).toMatchObject([{ code: "json-string", args: { member: name } }]);
    }
  });

  test("a service account gives its private key with its ID", async () => {
    const text = json({
      type: "service_account",
      project_id: "a",
      private_key_id: "abc",
      private_key: privatePem,
      client_email: "a@b",
    });
    const { keys, format, repairs } = await keysOf(text);
    expect([keys.length, format, keys[0]?.jwk.kid, keys[0]?.isPrivate, repairs]).toEqual([
      1,
      "service-account",
      "abc",
      true,
      [],
    ]);
  });

  test("concatenated bodies of a chain give a key each", async () => {
    const wrapped = (CERTIFICATE.match(/.{1,76}/g) ?? []).join("\n");
    for (const text of [`${CERTIFICATE}\n${CERTIFICATE}\n`, `${wrapped}\n\n${wrapped}`]) {
      const { keys, repairs } = await keysOf(text);
      expect(keys.map(({ certificate: facts }) => facts?.serialNumber)).toEqual(["00:c0:ff:ee", "00:c0:ff:ee"]);
      expect(repairs.map(({ code }) => code)).toEqual(["missing-armour"]);
      expect(keys.map(({ range }) => bodyOf(text.slice(range?.start, range?.end)))).toEqual([CERTIFICATE, CERTIFICATE]);
    }
  });

  test("what only looks like a key in other text, or is cut off there, is not one", async () => {
    for (const text of [
      `See ${CERTIFICATE.slice(0, -40)} for more.`,
      `See ${CERTIFICATE}AAAA for more.`,
      "MAILBOXES and MEMORIES, MIGRATIONS and MICROSERVICES",
    ]) {
      expect((await problemIn(text)).args["what"], text).toMatch(/^text/);
    }
  });

  test("Keycloak's list of keys is read, which is not a JWK Set though it is called keys", async () => {
    const { keys, unreadable } = await keysOf(
      json({
        active: { RS256: "a" },
        keys: [
          { kid: "a", type: "RSA", algorithm: "RS256", publicKey: bodyOf(otherPem), use: "SIG" },
          { kid: "b", type: "OCT", algorithm: "HS256", use: "SIG" },
        ],
      }),
    );
    expect([keys.map(({ description }) => description), unreadable]).toEqual([["RSA 2048 bits"], []]);
    // A key that lost its kty was meant to be one.
    expect((await problemIn(json({ keys: [{ n: "AQAB", e: "AQAB" }] }))).args["member"]).toBe("kty");
  });

  test("bytes in Base64 in an API's response are read (Keycloak's realm, x5c)", async () => {
    expect((await keyOf(json({ realm: "a", public_key: bodyOf(otherPem) }))).description).toBe("RSA 2048 bits");
    expect((await keyOf(json({ alg: "ES256", x5c: [CERTIFICATE] }))).certificate?.serialNumber).toBe("00:c0:ff:ee");
  });

  const secret = (entries: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ntype: kubernetes.io/tls\n${entries}`;
  const wrapped = (text: string): string =>
    (base64(text).match(/.{1,60}/g) ?? []).map((line) => `    ${line}`).join("\n");

  test.each([
    ["on one line", secret(`data:\n  tls.crt: ${base64(certificate)}\n  tls.key: ${base64(privatePem)}\n`)],
    ["in quotes", secret(`data:\n  tls.crt: "${base64(certificate)}"\n  tls.key: '${base64(privatePem)}'\n`)],
    ["folded", secret(`data:\n  tls.crt: >-\n${wrapped(certificate)}\n  tls.key: |\n${wrapped(privatePem)}\n`)],
    [
      "in the clear",
      secret(`stringData:\n  tls.crt: |\n${indent(certificate)}\n  tls.key: |\n${indent(privatePem)}\n`),
    ],
    [
      "in JSON",
      json({
        kind: "Secret",
        data: { note: base64("hello"), "tls.crt": base64(certificate), "tls.key": base64(privatePem) },
      }),
    ],
    [
      "in JSON and in the clear",
      json({ kind: "Secret", stringData: { "tls.crt": certificate, "tls.key": privatePem } }),
    ],
    [
      "in a List's item",
      secret(`data:\n  tls.crt: ${base64(certificate)}\n  tls.key: ${base64(privatePem)}\n`)
        .replace(/^/gm, "  ")
        .replace("  kind", "kind"),
    ],
  ])("a Kubernetes Secret %s gives all its keys", async (_, text) => {
    const { keys, format, repairs } = await keysOf(text);
    expect(format).toBe("kubernetes-secret");
    expect(keys.map(({ isPrivate, certificate: facts }) => [isPrivate, facts !== undefined])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(repairs).toEqual([]);
    expect(keys.map(({ range }) => text.slice(range?.start, range?.end)).every((part) => part.length > 100)).toBe(true);
  });

  test("a Secret is read with a set of keys or with none", async () => {
    const jwk = PAIRS["EC P-384"]?.publicKey.export({ format: "jwk" });
    expect((await keyOf(secret(`data:\n  jwks: ${base64(json({ keys: [jwk] }))}\n`))).jwk).toEqual(jwk);
    expect(await problemIn(secret(`data:\n  password: ${base64("hunter2")}\n`))).toMatchObject({ code: "not-a-key" });
  });

  test("authorized_keys gives each of its keys, and names those that sign no JWT", async () => {
    const [first, second] = [OPENSSH_PLAIN["ed25519"]?.pub, OPENSSH_PLAIN["ecdsab256"]?.pub];
    const text = `# admins\nfrom="10.0.0.0/8" ${first}\n${second}\nssh-dss AAAAB3NzaC1kc3MAAAABAA== old\n`;
    const { keys, unreadable } = await keysOf(text);
    expect(keys.map(({ description }) => description)).toEqual(["Ed25519", "EC P-256"]);
    expect(unreadable).toMatchObject([{ code: "type-unsupported", args: { what: "a DSA key" } }]);
    expect(
      await problemIn("sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAABAgM= a"),
    ).toMatchObject({
      code: "type-unsupported",
      format: "openssh-public",
    });
  });

  test("a truncated OpenSSH line is refused, and one under the wrong name corrected", async () => {
    const line = OPENSSH_PLAIN["ed25519"]?.pub ?? "";
    expect(await problemIn(line.slice(0, 60))).toMatchObject({ code: "asn1", format: "openssh-public" });
    const { keys, repairs } = await keysOf(line.replace("ssh-ed25519", "ssh-rsa"));
    expect(keys[0]?.description).toBe("Ed25519");
    expect(repairs).toMatchObject([{ code: "label", args: { from: "ssh-rsa", to: "ssh-ed25519" } }]);
  });

  test("RFC 4716 is read, its headers with continued lines", async () => {
    const [, body = ""] = (OPENSSH_PLAIN["ecdsab521"]?.pub ?? "").split(" ");
    const lines = (body.match(/.{1,70}/g) ?? []).join("\n");
    const text = `---- BEGIN SSH2 PUBLIC KEY ----\nSubject: me\nComment: "a key \\\nof two lines"\n${lines}\n---- END SSH2 PUBLIC KEY ----\n`;
    expect(await keysOf(text)).toMatchObject({ format: "rfc4716", repairs: [], keys: [{ description: "EC P-521" }] });
  });

  test("keys are read from a log, source code and an assignment", async () => {
    const jwk = PAIRS["EC P-384"]?.publicKey.export({ format: "jwk" });
    for (const [text, code] of [
      [`2026-01-01 got ${json({ keys: [jwk] })} from the issuer`, "text-around"],
      [`const jwk = ${json(jwk, null, 2)};`, "text-around"],
      [`JWK='${json(jwk)}'`, "env-or-yaml"],
      [json(json(jwk)), "json-string"],
      [base64(json(jwk)), "double-encoded"],
    ] as const) {
      const { keys, repairs } = await keysOf(text);
      expect(
        keys.map((key) => key.jwk),
        text,
      ).toEqual([jwk]);
      expect(repairs.map((repair) => repair.code)).toContain(code);
    }
  });
});

describe("decentralized identifiers", () => {
  const ed = PAIRS["Ed25519"]?.publicKey.export({ format: "jwk" });
  const octets = Buffer.from(ed?.x ?? "", "base64url");
  const own = multikey("ed01", octets);

  test("a did:key, its verification method and a DID document give the key once", async () => {
    const document = { id: "did:web:a.example", verificationMethod: [{ type: "Multikey", publicKeyMultibase: own }] };
    for (const text of [`did:key:${own}`, `did:key:${own}#${own}`, json(document)])
      expect((await keyOf(text)).jwk, text).toEqual(ed);
  });

  test("a did:jwk gives its JWK, also with a fragment", async () => {
    const did = `did:jwk:${Buffer.from(json(ed)).toString("base64url")}`;
    for (const text of [did, `${did}#0`]) {
      const { keys, repairs } = await keysOf(text);
      expect([keys.map(({ jwk }) => jwk), repairs]).toEqual([[ed], []]);
    }
  });

  test("a private Multikey gives both halves, and one that signs no JWT is named", async () => {
    const whole = PAIRS["Ed25519"]?.privateKey.export({ format: "jwk" });
    expect((await keyOf(multikey("8026", Buffer.from(whole?.d ?? "", "base64url")))).jwk).toEqual(whole);
    expect(await problemIn(`did:key:${multikey("eb01", Buffer.alloc(96, 7))}`)).toMatchObject({
      code: "type-unsupported",
      args: { what: "a BLS12-381 key" },
    });
  });
});

test("the key of a WebAuthn credential is read, with its algorithm", async () => {
  const ec = PAIRS["EC P-256"]?.publicKey.export({ format: "jwk" });
  const [x, y] = [ec?.x, ec?.y].map((member) => Buffer.from(member ?? "", "base64url").toString("hex"));
  const cose = Buffer.from(`a5010203262001215820${x}225820${y}`, "hex");
  for (const text of [
    cose.toString("hex"),
    cose.toString("base64url"),
    json({ credentialPublicKey: cose.toString("base64url") }),
  ])
    expect((await keyOf(text)).jwk, text).toEqual({ ...ec, alg: "ES256" });
});

describe("what is not a key for JWS is named", () => {
  test.each(Object.entries(FOREIGN))("%s", async (what, body) => {
    for (const text of [armour("PRIVATE KEY", body), body]) {
      const problem = await problemIn(text);
      expect(problem.args).toMatchObject({ what });
      // What holds a key or a certificate in another container says how to get it out.
      if (what.startsWith("a PKCS #")) expect(problem.args["command"]).toMatch(/^openssl pkcs/);
      expect(["type-unsupported", "not-a-key"]).toContain(problem.code);
    }
  });

  test.each([
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "not-a-key", "a token"],
    ["https://issuer.example/.well-known/jwks.json", "url-or-path", "a URL"],
    ["file:///etc/keys/a.pem", "url-or-path", "a URL"],
    ["/etc/ssl/private/key.pem", "url-or-path", "a file path"],
    ["~/.ssh/id_rsa", "url-or-path", "a file path"],
    [String.raw`C:\keys\public.pem`, "url-or-path", "a file path"],
    ["public.pem", "url-or-path", "a file name"],
    ["<!DOCTYPE html><html><body>404</body></html>", "not-a-key", "HTML, such as a web or error page"],
    ["SHA256:uNiVztksCsDhcc0u9e8BrWXl0dVAtZx0VgaMS4LXwM4", "not-a-key", "the fingerprint of a key, not the key"],
    ["16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", "not-a-key", "the fingerprint of a key, not the key"],
    ["PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 2\n", "not-a-key", "a PuTTY key file"],
    ["Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "not-a-key", "a token"],
    [`Modulus=${"C0FFEE".repeat(80)}`, "not-a-key", "only the modulus of an RSA key, without its exponent"],
    [`04${"ab".repeat(64)}`, "not-a-key", "the point of an EC key, without its curve"],
    [
      "    0:d=0  hl=4 l= 290 cons: SEQUENCE          \n    4:d=1  hl=2 l=  13 cons: SEQUENCE",
      "not-a-key",
      "the output of openssl asn1parse, which omits the key",
    ],
    ["Keystore type: JKS\nKeystore provider: SUN\n", "not-a-key", "a keytool listing, without the keys"],
    [
      "# created: 2026-01-02T15:30:45+01:00\nAGE-SECRET-KEY-1N9JEPW6DWJ0ZQUDX63F5A03GX8QUW7PXDE39N8UYF82VZ9PC8UFS3M7XA9",
      "not-a-key",
      "an age key, which encrypts files and does not sign JWTs",
    ],
    [
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
      "not-a-key",
      "an age key, which encrypts files and does not sign JWTs",
    ],
    [
      "[Interface]\nPrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=\nListenPort = 51820\n",
      "not-a-key",
      "a WireGuard configuration, whose keys do not sign JWTs",
    ],
    [
      "untrusted comment: public key\nRWQf6LRCGA9i53mlYecO",
      "not-a-key",
      "a minisign or signify key, which does not sign JWTs",
    ],
    ["arn:aws:kms:eu-central-1:111122223333:key/1234abcd", "not-a-key", "the name of a key in AWS"],
    [
      "projects/p/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1",
      "not-a-key",
      "the name of a key in Google Cloud KMS",
    ],
    ["pkcs11:token=a;object=sign", "not-a-key", "the address of a key in a device (PKCS #11), not the key"],
    ["${JWT_PUBLIC_KEY}", "not-a-key", "the name of a variable, not its value"],
    ["did:web:login.example", "not-a-key", "a DID, whose document has the keys"],
    [
      `<Buffer ${"30 82 01 22 ".repeat(12)}30 0d ... 244 more bytes>`,
      "not-a-key",
      "bytes of which only the beginning was printed",
    ],
    ["<<48, 89, 48, 19, 6, 7, 42, 134, ...>>", "not-a-key", "bytes of which only the beginning was printed"],
    ["hunter2", "not-a-key", "a word of 7 characters (a shared secret, or an id?)"],
    ["please find the key attached", "not-a-key", "text of 28 characters"],
    ["ssh-ed25519", "not-a-key", "an OpenSSH key type without the key"],
    ["\u200b\ufeff\u200b", "not-a-key", "nothing but invisible characters"],
  ])("%s", async (text, code, what) => {
    expect(await problemIn(text)).toMatchObject({ code, args: { what } });
  });

  test.each([
    "PublicKeyObject {}",
    "CryptoKey {\n  type: 'public',\n  extractable: true\n}",
    "<cryptography.hazmat.bindings._rust.openssl.rsa.RSAPublicKey object at 0x7f0a>",
    "sun.security.ec.ECPrivateKeyImpl@69102f61",
    "Microsoft.IdentityModel.Tokens.RsaSecurityKey, KeyId: 'a', InternalId: 'b'.",
  ])("%s is a key object without the key", async (text) => {
    const what = "a key object as a program prints it, without the key: export it";
    expect(await problemIn(text)).toMatchObject({ code: "not-a-key", args: { what } });
  });

  test("a container that is not opened says what opens it, wherever it is", async () => {
    const p12 = FOREIGN["a PKCS #12 store (.p12, .pfx)"] ?? "";
    for (const text of [`STORE=${p12}`, json({ kind: "Secret", data: { "store.p12": p12 } }), p12]) {
      expect((await problemIn(text)).args).toMatchObject({ command: "openssl pkcs12 -in file.p12 -nodes" });
    }
    const putty = await problemIn("PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n");
    expect(putty.args["command"]).toBe("puttygen file.ppk -O private-openssh -o key.pem");
    for (const [magic, what, command] of [
      ["feedfeed00000002", "a Java keystore (JKS)", "keytool -importkeystore"],
      ["cececece00000002", "a Java keystore (JCEKS)", "-srcstoretype JCEKS"],
      ["1f8b080000000000", "text compressed with gzip", "gunzip"],
    ] as const) {
      const store = Buffer.concat([Buffer.from(magic, "hex"), Buffer.alloc(60, 7)]);
      expect((await problemIn(store.toString("base64"))).args).toMatchObject({
        what,
        command: expect.stringContaining(command) as string,
      });
    }
  });

  test("Diffie-Hellman parameters, whose bytes look like an RSA key's, are recognised by their label", async () => {
    const prime = PAIRS["RSA 2048 bits"]?.publicKey.export({ type: "pkcs1", format: "der" }) as Buffer;
    for (const label of ["DH PARAMETERS", "X9.42 DH PARAMETERS"]) {
      expect(await problemIn(armour(label, prime.toString("base64")))).toMatchObject({
        code: "not-a-key",
        args: { what: "Diffie-Hellman parameters, not a key" },
      });
    }
  });

  test.each([
    ["NEBULA ED25519 PRIVATE KEY", "a Nebula private key"],
    ["NEBULA X25519 PUBLIC KEY", "a Nebula key"],
    ["NEBULA ED25519 ENCRYPTED PRIVATE KEY", "an encrypted Nebula private key"],
    ["NEBULA CERTIFICATE V2", "a Nebula certificate"],
    ["PKCS7", "a PKCS #7 (CMS) message"],
    ["TSS2 PRIVATE KEY", "a key of a TPM"],
    ["DSA PARAMETERS", "DSA parameters"],
  ])("a block of %s is named by its label, whatever its bytes are", async (label, what) => {
    const octets = PAIRS["Ed25519"]?.publicKey.export({ type: "spki", format: "der" }) ?? Buffer.alloc(0);
    const problem = await problemIn(armour(label, octets.toString("base64")));
    expect(problem.code).toBe("not-a-key");
    expect(problem.args["what"]).toContain(what);
  });

  test("a certificate revocation list without its label is not a certificate", async () => {
    const algorithm = "300a06082a8648ce3d040302";
    const list = `3036020101${algorithm}300d310b3009060355040613024445170d3236303130313030303030305a170d3236303230313030303030305a`;
    const whole = Buffer.from(`3049${list.replace("3036", "3038")}${algorithm}030100`, "hex");
    whole[1] = whole.length - 2;
    const inner = Buffer.from(list, "hex").length - 2;
    whole[3] = inner;
    expect((await problemIn(whole.toString("base64"))).args).toEqual({ what: "a certificate revocation list" });
  });

  test("an OpenPGP block is named", async () => {
    const text = armour("PGP PUBLIC KEY BLOCK", "mQENBFAAAAABCAC7");
    expect(await problemIn(text)).toMatchObject({
      code: "not-a-key",
      args: { what: expect.stringContaining("OpenPGP") as string },
    });
  });

  test.each([
    ["AGE ENCRYPTED FILE", "a file encrypted with age"],
    ["ENCRYPTED SIGSTORE PRIVATE KEY", "an encrypted cosign private key; this page needs the public key"],
    ["SSH SIGNATURE", "an SSH signature, not a key"],
    ["OpenVPN Static key V1", "an OpenVPN static key, which does not sign JWTs"],
  ])("armour of another kind: %s", async (label, what) => {
    expect(await problemIn(armour(label, "MIIBIjANBgkqhkiG9w0BAQEF"))).toMatchObject({
      code: "not-a-key",
      args: { what },
    });
  });

  test("a Microsoft CryptoAPI blob says what converts it to PEM", async () => {
    const blob = Buffer.concat([Buffer.from("0602000000a4000052534131", "hex"), Buffer.alloc(60, 5)]);
    for (const text of [blob.toString("base64"), blob.toString("hex")]) {
      expect((await problemIn(text)).args).toMatchObject({ command: expect.stringContaining("MSBLOB") });
    }
  });

  test("bytes without a format are never guessed at", async () => {
    const raw = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString("base64");
    expect((await problemIn(raw)).args["what"]).toMatch(/^Base64 of 32 bytes/);
  });
});

describe("an explicitly specified curve", () => {
  test("is the named one if all its parameters are", async () => {
    expect((await keyOf(armour("PRIVATE KEY", EXPLICIT_CURVE_PKCS8))).description).toBe("EC P-256");
  });

  test("is not that one if its generator is another point (CVE-2020-0601)", async () => {
    const der = Buffer.from(EXPLICIT_CURVE_PKCS8, "base64");
    const generator = Buffer.from("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "hex");
    const at = der.indexOf(generator);
    expect(at).toBeGreaterThan(0);
    // 2G, uncompressed.
    Buffer.from(
      "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc4766997807775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1",
      "hex",
    ).copy(der, at);
    expect(await problemIn(armour("PRIVATE KEY", der.toString("base64")))).toMatchObject({
      code: "type-unsupported",
      args: { what: "an EC key with explicit curve parameters" },
    });
  });

  test("a point off the curve is not a compressed point", async () => {
    const head = "3039301306072a8648ce3d020106082a8648ce3d030107032200";
    const texts = Array.from({ length: 12 }, (_, x) => `${head}02${x.toString(16).padStart(64, "0")}`);
    const readings = await Promise.all(texts.map((text) => readKeys(text)));
    const kinds = new Set(
      readings.map((reading) => (reading.kind === "unusable" ? reading.problem.args["why"] : reading.kind)),
    );
    expect(kinds).toEqual(new Set(["keys", "Its point is not on the curve P-256: the key is corrupt"]));
  });
});

function indent(text: string): string {
  return text.trim().replaceAll(/^/gm, "    ");
}
