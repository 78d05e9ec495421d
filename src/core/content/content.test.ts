import { createHmac } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { encode, Token, Type } from "cborg";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeUtf8 } from "../text/utf8.ts";
import { fromHex } from "../text/hex.ts";
import { readCbor } from "./cbor.ts";
import { cborContent } from "./cbor-content.ts";
import { credentialIn, foreignOf } from "./foreign.ts";
import type { Item } from "./types.ts";
import { rounds } from "../../testing/rounds.ts";

/** All lines of a tree, each with what is before it. */
const linesOf = (items: readonly Item[], before = ""): readonly string[] =>
  items.flatMap(({ name, value, note, items: inner = [] }) => [
    `${before}${name}: ${value}${note === undefined ? "" : ` [${note}]`}`,
    ...linesOf(inner, `${before}${name} > `),
  ]);
const seen = (text: string) => {
  const found = foreignOf(text);
  return found && [found.kind, found.name, found.certain];
};

/** RFC 8392 appendix A.3. */
const CWT =
  "d28443a10126a104524173796d6d657472696345434453413235365850a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d041a5612aeb0051a5610d9f0061a5610d9f007420b7158405427c1ff28d23fbad1f29c4c7c6a555e601d6fa29f9179bc3d7438bacaca5acd08c8d4d4f96131680c429a01f85951ecee743a52b9b63632c57209120e1c9e30";
/** In the form of RFC 8392 appendix A.5. */
const ENCRYPTED = `d08343a1010aa1054d99a0d7846e762c49ffe8a63e0b5820${"00".repeat(32)}`;

describe("CBOR", () => {
  test("a signed CWT has its headers and claims by name, and its times as dates", () => {
    for (const text of [
      CWT,
      CWT.toUpperCase(),
      Buffer.from(CWT, "hex").toString("base64"),
      Buffer.from(CWT, "hex").toString("base64url"),
    ]) {
      expect(seen(text)).toEqual(["cbor", "a CWT (CBOR Web Token), as COSE_Sign1", true]);
      const lines = linesOf(foreignOf(text)!.items);
      expect(lines).toContain("protected header > alg (1): -7 [ES256]");
      expect(lines).toContain('payload > iss (1): "coap://as.example.com"');
      expect(lines).toContain("payload > exp (4): 1444064944 [2015-10-05T17:09:04.000Z]");
      expect(lines).toContain("payload > cti (7): h'0b71'");
    }
  });

  test("simple values that nobody assigned are named by their number, and the rest is read", () => {
    const read = (hex: string) => readCbor(fromHex(hex));
    expect(read("84e0f3f8ff01")).toEqual({
      kind: "array",
      items: [
        { kind: "simple", value: 0 },
        { kind: "simple", value: 19 },
        { kind: "simple", value: 255 },
        { kind: "number", value: 1 },
      ],
    });
    // Below 32 the second byte is not well-formed (RFC 8949 section 3.3).
    for (const hex of ["f818", "f81f", "f8", "82e0"]) expect(read(hex)).toBeNull();
    expect(read("84f4f5f6f7")).toMatchObject({
      items: ["false", "true", "null", "undefined"].map((value) => ({ value })),
    });
    const signed = foreignOf("d28443a10126a10af820410140");
    expect(linesOf(signed!.items)).toContainEqual(expect.stringContaining("simple(32)"));
  });

  test("COSE is recognised with and without its tag, inside a CWT's, and encrypted", () => {
    expect(seen(CWT.slice(2))?.[1]).toBe("a CWT (CBOR Web Token), as COSE_Sign1");
    expect(seen(`d83d${CWT}`)?.[1]).toBe("a CWT (CBOR Web Token), as COSE_Sign1");
    expect(seen(ENCRYPTED)?.[1]).toBe("an encrypted COSE message (COSE_Encrypt0)");
  });

  test("an mdoc is named, its elements are opened and its security object is read", () => {
    const tag24 = (value: Uint8Array) => [new Token(Type.tag, 24), new Token(Type.bytes, value)];
    const typed = { Embedded: ({ bytes }: { bytes: Uint8Array }) => tag24(bytes) };
    class Embedded {
      readonly bytes: Uint8Array;
      constructor(bytes: Uint8Array) {
        this.bytes = bytes;
      }
    }
    const embed = (value: unknown) => new Embedded(encode(value, { typeEncoders }));
    const typeEncoders = { Object: (value: unknown) => (value instanceof Embedded ? typed.Embedded(value) : null) };
    const mso = { version: "1.0", digestAlgorithm: "SHA-256", valueDigests: {}, docType: "org.iso.18013.5.1.mDL" };
    const element = {
      digestID: 0,
      random: Uint8Array.of(1, 2),
      elementIdentifier: "family_name",
      elementValue: "Lovelace",
    };
    const issuerAuth = [fromHex("a10126"), new Map(), encode(embed(mso), { typeEncoders }), new Uint8Array(64)];
    const signed = { nameSpaces: { "org.iso.18013.5.1": [embed(element)] }, issuerAuth };
    const text = Buffer.from(encode(signed, { typeEncoders })).toString("base64url");
    expect(seen(text)?.[1]).toBe("the issuer-signed part of an mdoc (IssuerSigned)");
    const lines = linesOf(foreignOf(text)!.items).join("\n");
    expect(lines).toContain('"elementIdentifier": "family_name"');
    expect(lines).toContain('"docType": "org.iso.18013.5.1.mDL"');
    expect(seen(Buffer.from(encode(mso)).toString("hex"))?.[1]).toBe("the security object of an mdoc (MSO)");

    // The message that it comes in: of a credential issuer, old or new, and of a wallet, as a form.
    const inMessage = ["cbor", "a message with the issuer-signed part of an mdoc (IssuerSigned)", true];
    const response = JSON.stringify({ credentials: [{ credential: text }] }, null, 2);
    for (const message of [
      response,
      `HTTP/1.1 200 OK\nContent-Type: application/json\n\n${response}`,
      JSON.stringify({ format: "mso_mdoc", credential: text }),
      `vp_token=${encodeURIComponent(JSON.stringify({ pid: [text] }))}&state=1`,
    ]) {
      expect(seen(message), message.slice(0, 40)).toEqual(inMessage);
      const said = linesOf(foreignOf(message)!.items);
      expect(said.slice(0, 3)).toEqual([
        "docType: org.iso.18013.5.1.mDL",
        "digest algorithm: SHA-256",
        "org.iso.18013.5.1: family_name",
      ]);
    }
    const device = {
      version: "1.0",
      documents: [
        { docType: "a", issuerSigned: signed },
        { docType: "b", issuerSigned: signed },
      ],
    };
    const both = JSON.stringify({
      vp_token: { x: [Buffer.from(encode(device, { typeEncoders })).toString("base64url"), text] },
    });
    expect(seen(both)).toEqual(["cbor", "a message with 2 mdocs", true]);
    expect(linesOf(foreignOf(both)!.items)).toContain("1: a device response with mdocs (DeviceResponse)");
    expect(seen(JSON.stringify({ credential: text.slice(0, -8) }))).toBeNull();
    expect(seen(JSON.stringify({ credential: Buffer.alloc(200, 0xa1).toString("base64url") }))).toBeNull();
  });

  test("what wallets and credential issuers tell each other unsigned is named", () => {
    for (const [json, name] of [
      [{ credential_issuer: "https://i.example", credential_configuration_ids: ["pid"] }, "a credential offer"],
      [{ credential_issuer: "https://i.example", credentials: ["pid"] }, "a credential offer"],
      [
        { credential_issuer: "https://i.example", credential_endpoint: "https://i.example/c" },
        "the metadata of a credential issuer",
      ],
      [{ issuer: "https://i.example", jwks_uri: "https://i.example/jwks" }, "the metadata of a credential issuer"],
      [{ vct: "urn:eudi:pid:1", name: "PID", claims: [] }, "the type metadata of an SD-JWT credential"],
    ] as const)
      expect(seen(JSON.stringify(json))).toEqual(["opaque", name, true]);
    for (const json of [{ credential_issuer: "x" }, { vct: "a", iss: "b", claims: [] }, { issuer: "a", sub: "b" }])
      expect(seen(JSON.stringify(json))).toBeNull();
  });

  test("what an authorization server answers apart from JWTs is named, and never taken for claims", () => {
    for (const [json, name] of [
      [
        {
          access_token: "9f86d081884c7d65",
          token_type: "Bearer",
          expires_in: 3600,
          refresh_token: "a",
          scope: "openid",
        },
        "an OAuth token response with an opaque access token",
      ],
      [{ device_code: "GmRh", user_code: "WDJB-MJHT", expires_in: 1800 }, "a device authorization response"],
      [
        { client_id: "web", client_secret: "a", redirect_uris: ["https://c.example/cb"] },
        "the registration of an OAuth client",
      ],
      [{ request_uri: "urn:a", expires_in: 60 }, "a response to a pushed authorization request"],
      [{ active: false }, "an introspection response: the token is not active"],
    ] as const) {
      expect(seen(JSON.stringify(json, null, 2))).toEqual(["opaque", name, true]);
      const said = linesOf(foreignOf(JSON.stringify(json, null, 2))!.items).join();
      for (const secret of ["9f86d0", "GmRh", "client_secret"]) expect(said).not.toContain(secret);
    }
    for (const json of [
      { active: true, iss: "https://i.example", sub: "1" },
      { client_id: "web", redirect_uris: ["https://c.example"], iss: "https://i.example" },
      { access_token: "", token_type: "Bearer" },
      { access_token: "9f86", scope: "openid" },
      { active: false, id: 4 },
      { request_uri: "https://c.example/request", client_id: "web" },
      { error: "invalid_grant", request_uri: "urn:a", expires_in: 60 },
      { access_token: "eyJhbGciOiJIUzI1NiJ9.x", token_type: "Bearer" },
      { client_id: "web", redirect_uris: ["https://c.example"], jwks: { keys: [] } },
    ])
      expect(seen(JSON.stringify(json))).toBeNull();
  });

  test("hostile input is not read, and costs little", () => {
    const deep = new Uint8Array(100_000).fill(0x81);
    expect(cborContent(deep)?.items).toEqual([]);
    // Tag 24 (encoded CBOR) around a byte string, 2000 times: seven octets each, the last four the length of the rest.
    const nested = new Uint8Array(2000 * 7 + 1);
    for (let at = 0; at + 7 < nested.length; at += 7) {
      nested.set([0xd8, 24, 0x5a], at);
      new DataView(nested.buffer).setUint32(at + 3, nested.length - at - 7);
    }
    nested[nested.length - 1] = 0x01;
    expect(linesOf(cborContent(nested)?.items ?? []).length).toBeLessThan(20);
    expect(cborContent(fromHex("9a7fffffff01"))).toBeNull();
    expect(cborContent(fromHex("ff"))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        cborContent(Uint8Array.from(bytes));
      }),
    );
  });
});

describe("a macaroon", () => {
  const packet = (word: string, value: string | Uint8Array) => {
    const content = Buffer.concat([Buffer.from(`${word} `), Buffer.from(value), Buffer.from("\n")]);
    return Buffer.concat([Buffer.from((content.length + 4).toString(16).padStart(4, "0")), content]);
  };
  const mac = createHmac("sha256", "k").digest();

  test("of version 1 has its location, identifier and caveats", () => {
    const bytes = Buffer.concat([
      packet("location", "https://x.example"),
      packet("identifier", "key-1"),
      packet("cid", "user = ada"),
      packet("cid", "third"),
      packet("vid", mac),
      packet("cl", "https://y.example"),
      packet("signature", mac),
    ]);
    const text = bytes.toString("base64url");
    expect(seen(text)).toEqual(["macaroon", "a macaroon (version 1)", true]);
    expect(linesOf(foreignOf(text)!.items)).toEqual([
      "location: https://x.example",
      "identifier: key-1",
      "caveat 1: user = ada",
      "caveat 2: third [of a third party, which has to issue a discharge]",
      "location of caveat 2: https://y.example",
      `signature: ${mac.toString("hex")}`,
    ]);
  });

  test("of version 2 too, as bytes and as JSON", () => {
    const field = (type: number, value: string | Buffer) =>
      Buffer.concat([Buffer.from([type, value.length]), Buffer.from(value)]);
    const end = Buffer.from([0]);
    const bytes = Buffer.concat([
      Buffer.from([2]),
      field(1, "https://x.example"),
      field(2, "key-1"),
      end,
      field(2, "user = ada"),
      end,
      end,
      field(6, mac),
    ]);
    expect(linesOf(foreignOf(bytes.toString("base64"))!.items).slice(0, 3)).toEqual([
      "location: https://x.example",
      "identifier: key-1",
      "caveat 1: user = ada",
    ]);
    const json = `{"v":2,"l":"https://x.example","i":"key-1","c":[{"i":"user = ada"}],"s64":"${"A".repeat(43)}"}`;
    expect(linesOf(foreignOf(json)!.items)).toContain("caveat 1: user = ada");
  });
});

describe("a PASETO", () => {
  const message = '{"sub":"ada","exp":"2026-12-01T00:00:00+00:00"}';

  test.each([
    ["v1", 256],
    ["v2", 64],
    ["v3", 96],
    ["v4", 64],
  ])("%s.public is read, and its signature is not checked", (version, length) => {
    const body = Buffer.concat([Buffer.from(message), Buffer.alloc(length, 7)]).toString("base64url");
    const found = foreignOf(`${version}.public.${body}.${Buffer.from('{"kid":"1"}').toString("base64url")}`)!;
    expect(found.name).toBe(`a PASETO (${version}.public)`);
    expect(JSON.parse(found.text ?? "")).toEqual(JSON.parse(message));
    expect(linesOf(found.items)).toContain('footer: {"kid":"1"} [never encrypted]');
    expect(found.about).toContain("does not verify");
  });

  test("local stays closed; a truncated one says so", () => {
    const local = foreignOf(`v4.local.${Buffer.alloc(80).toString("base64url")}`)!;
    expect(local.text).toBeUndefined();
    expect(linesOf(local.items)).toContain("ciphertext: 16 bytes");
    expect(linesOf(foreignOf("v4.public.AAAA")!.items).join()).toContain("too short");
  });
});

test("a Biscuit has its blocks, and says whether it can be attenuated", () => {
  const field = (number: number, value: Uint8Array | string) => {
    const bytes = Buffer.from(value);
    const size = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
    return Buffer.concat([Buffer.from([(number << 3) | 2, ...size]), bytes]);
  };
  const key = Buffer.concat([Buffer.from([0x08, 0]), field(2, Buffer.alloc(32, 1))]);
  const block = Buffer.concat([field(1, "user"), field(1, "ada"), Buffer.from([0x18, 3]), field(4, "f")]);
  const signed = Buffer.concat([field(1, block), field(2, key), field(3, Buffer.alloc(64, 2))]);
  const biscuit = Buffer.concat([field(2, signed), field(3, signed), field(4, field(1, Buffer.alloc(32, 3)))]);
  for (const text of [biscuit.toString("base64url"), `biscuit:${biscuit.toString("base64")}`]) {
    expect(seen(text)).toEqual(["biscuit", "a Biscuit", true]);
    const lines = linesOf(foreignOf(text)!.items);
    expect(lines).toContain("authority block: 1 fact, 0 rules, 0 checks");
    expect(lines).toContain("authority block > strings: user, ada");
    expect(lines).toContain("proof: open [its holder can add blocks that narrow it]");
  }
});

test.each([
  [`ghp_${"a1B2".repeat(9)}`, "a GitHub personal access token", true],
  [`gho_${"a1B2".repeat(9)}`, "an OAuth access token of GitHub", true],
  ["ya29.a0AfH6SMBabcdefghijklmnop", "an access token of Google", true],
  [`sk_live_${"a1B2".repeat(6)}`, "a secret key as used by Stripe and Clerk", false],
  ["AKIAIOSFODNN7EXAMPLE", "an access key ID of AWS", true],
  [`SG.${"a".repeat(22)}.${"b".repeat(43)}`, "an API key of SendGrid", true],
  ["f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "a UUID", true],
  ["00QCjAl4MlV-WPXM-ABCdefghijklmnopqrstuvwxy", "an API token of Okta", false],
  [`${Buffer.from('{"user_id":1}').toString("base64")}--${"ab".repeat(20)}`, "a signed cookie of Rails", true],
  [
    `${Buffer.alloc(40, 1).toString("base64")}--${Buffer.alloc(12, 2).toString("base64")}--${Buffer.alloc(16, 3).toString("base64")}`,
    "an encrypted session cookie of Rails",
    true,
  ],
  [Buffer.from('{"iv":"a","value":"b","mac":"c","tag":""}').toString("base64"), "an encrypted cookie of Laravel", true],
  [`s:abc123.${"A".repeat(43)}`, "a signed cookie of Express", true],
  [
    Buffer.concat([Buffer.from([0x80, 0, 0, 0, 0, 0x6a, 0, 0, 0]), Buffer.alloc(64)]).toString("base64url"),
    "a Fernet token",
    true,
  ],
])("%s is named", (text, name, certain) => {
  expect(seen(text)?.slice(1)).toEqual([name, certain]);
});

test("what only looks like bytes is not recognised", () => {
  for (const text of [
    "",
    "hello there",
    "f81d4fae7dec11d0a76500a0c91e6bf6",
    "5f4dcc3b5aa765d61d8327deb882cf99",
    "a-string-secret-at-least-256-bits-long",
    "dGhpcyBpcyBhIHRlc3Q=",
    "gAAAAABhello",
    "{}",
  ])
    expect(seen(text)).toBeNull();
  // Random text is never identified: it almost never has one of the structures by chance.
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 64 }), (bytes) => {
      const found = foreignOf(Buffer.from(bytes).toString("base64url"));
      expect(found?.certain ?? false).toBe(false);
    }),
    { numRuns: rounds(2000) },
  );
  expect(encodeUtf8("")).toHaveLength(0);
});

describe("what is pasted with its name", () => {
  test("a token of Vault is known", () => {
    expect(seen(`Bearer hvs.${"CAESIJ3mNq5K0".repeat(4)}`)).toEqual(["opaque", "a token of HashiCorp Vault", true]);
    expect(seen("hvs.short")).toBeNull();
  });

  const base64 = (length: number) => Buffer.alloc(length, 7).toString("base64");
  const rails = encodeURIComponent(`${base64(48)}--${base64(12)}--${base64(16)}`);
  const hmac = Buffer.alloc(32, 9).toString("base64url");

  test.each([
    [
      `Set-Cookie: _shop_session=${rails}; path=/; expires=Thu, 01 Jan 2026 00:00:00 GMT; HttpOnly`,
      "an encrypted session cookie of Rails",
    ],
    [`connect.sid=s%3Aabcdefghijklmnop.${hmac}`, "a signed cookie of Express"],
    [`Cookie: theme=dark; connect.sid=s%3Aabcdefghijklmnop.${hmac}`, "a signed cookie of Express"],
    [
      `Fe26.2*1*${"a1".repeat(32)}*${"b".repeat(22)}*${"c".repeat(43)}*1800000000000*${"d2".repeat(32)}*${"e".repeat(43)}~2`,
      "a sealed cookie of Iron (iron-session, hapi)",
    ],
  ])("a cookie is known with its name and attributes: %s", (text, name) => {
    expect(foreignOf(text)).toMatchObject({ name, certain: true });
  });

  test("a SAML message is known as Base64, as a form's field and as XML, whatever its prefix", () => {
    const xml =
      '<?xml version="1.0"?>\n<saml2p:Response ID="_1" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol"><a/></saml2p:Response>';
    const encoded = Buffer.from(xml).toString("base64");
    for (const text of [xml, encoded, `SAMLResponse=${encodeURIComponent(encoded)}&RelayState=x`]) {
      expect(seen(text)).toEqual(["opaque", "SAML (Response)", true]);
    }
  });

  test("a SAML message of the redirect binding is known in a query", () => {
    const xml = '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"></samlp:AuthnRequest>';
    const packed = encodeURIComponent(deflateRawSync(xml).toString("base64"));
    for (const name of ["SAMLRequest", "SAMLResponse"])
      expect(seen(`${name}=${packed}&RelayState=x`)).toEqual(["opaque", "SAML (AuthnRequest)", true]);
    expect(
      seen(`SAMLRequest=${encodeURIComponent(deflateRawSync("a".repeat(200)).toString("base64"))}AAAA`),
    ).toBeNull();
  });

  test("the session is found behind many other cookies; a text with more cookies than browsers send is not read at all", () => {
    const others = (count: number) => Array.from({ length: count }, (_, at) => `c${at}=1`).join("; ");
    const session = `s=s%3Aabcdefghijklmnop.${"A".repeat(43)}`;
    expect(seen(`Cookie: ${others(180)}; ${session}`)?.[1]).toBe("a signed cookie of Express");
    expect(seen(`Cookie: ${session}; ${others(200)}`)).toBeNull();
  });

  test("an issuer's metadata says where its keys are", () => {
    const metadata = {
      issuer: "https://id.example",
      token_endpoint: "https://id.example/t",
      jwks_uri: "https://id.example/k",
    };
    expect(seen(JSON.stringify(metadata))).toEqual(["opaque", "the metadata of an issuer", true]);
    expect(foreignOf(JSON.stringify(metadata))?.about).toContain("Its keys are at https://id.example/k");
    expect(foreignOf(JSON.stringify({ ...metadata, jwks_uri: 1 }))?.about).toContain("It names no key set");
  });

  test("an issuer's metadata is shown in part where it is long, and is uncertain next to a client's settings", () => {
    const metadata = { issuer: "https://id.example", token_endpoint: "https://id.example/t" };
    const long = foreignOf(JSON.stringify({ ...metadata, issuer: `https://${"a".repeat(150_000)}` }));
    expect(JSON.stringify(long).length).toBeLessThan(2000);
    for (const more of [{ client_id: "c" }, { client_secret: "s" }])
      expect(seen(JSON.stringify({ ...metadata, ...more }))).toEqual(["opaque", "the metadata of an issuer", false]);
    const own = foreignOf(JSON.stringify({ ...metadata, jwks: { keys: [] } }))?.about;
    expect(own).toContain("Its keys are in jwks");
    expect(own).not.toContain("no key");
  });
});

describe("SAML in what carries it", () => {
  const xml =
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"></samlp:Response>';
  const posted = Buffer.from(xml).toString("base64");
  const packed = deflateRawSync(xml).toString("base64");

  test("a link, a query, a form and the page that posts it", () => {
    for (const text of [
      `https://idp.example/sso?SAMLRequest=${encodeURIComponent(packed)}&RelayState=a`,
      `?SAMLRequest=${encodeURIComponent(packed)}`,
      `RelayState=a&SAMLResponse=${encodeURIComponent(posted)}`,
      `<form method="post"><input type="hidden" name="SAMLResponse" value="${posted}"/></form>`,
    ])
      expect(seen(text)).toEqual(["opaque", "SAML (Response)", true]);
  });

  test("SAML 1.1 as well", () => {
    const assertion =
      '<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion" MajorVersion="1" AssertionID="_1"></Assertion>';
    expect(seen(Buffer.from(assertion).toString("base64"))).toEqual(["opaque", "SAML (Assertion)", true]);
  });

  test("a parameter of that name without such a message is nothing known", () => {
    expect(seen("https://idp.example/sso?SAMLRequest=aGVsbG8gd29ybGQsIGhlbGxvIHdvcmxk")).toBeNull();
  });
});

describe("credentials that are no tokens of JOSE", () => {
  const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

  test("JSON in Base64 is named by its members", () => {
    const mapbox = `pk.${json({ u: "example", a: "cl0123456" }).replace(/=+$/, "")}.Ab1Cd2Ef3Gh4Ij5Kl6Mn7A`;
    expect(seen(mapbox)?.[1]).toBe("an access token of Mapbox");
    expect(seen(json({ k: "Ab1Cd2Ef3Gh4Ij5Kl6Mn7O8p9Q", n: "ci", id: 1 }))?.[1]).toBe("an API key of Grafana");
    expect(seen(json({ a: "0123456789abcdef", t: "9f1c7a5e-0d2b-4c8e", s: "QUJD" }))?.[1]).toBe(
      "a token of a Cloudflare tunnel",
    );
    expect(seen(`${json({ _rails: { message: "IjEi", pur: "id" } })}--${"0a".repeat(20)}`)?.[1]).toBe(
      "a signed message of Ruby on Rails",
    );
    expect(
      seen(`${"Ab1".repeat(14)}c.${json({ algorithm: "HMAC-SHA256", issued_at: 1 }).replace(/=+$/, "")}`)?.[1],
    ).toBe("a signed_request of Facebook");
    expect(seen(json({ k: "Ab1Cd2Ef3Gh4Ij5Kl6Mn7O8p9Q", alg: "HS256" }))).toBeNull();
  });

  test("they are found in a settings file, a field or a sentence; a UUID only where it is called a token", () => {
    const npm = `npm_${"a1B2".repeat(9)}`;
    const uuid = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    for (const text of [`//registry.npmjs.org/:_authToken=${npm}`, `NPM_TOKEN="${npm}"`, `It is ${npm}, I think.`])
      expect(credentialIn(text)?.name).toBe("an access token of npm");
    expect(credentialIn(`//registry.npmjs.org/:_authToken=${uuid}`)?.name).toBe("a UUID");
    expect(credentialIn(`request ${uuid} failed`)).toBeNull();
    expect(credentialIn("nothing of the kind is in here")).toBeNull();
  });
});
