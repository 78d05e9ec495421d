import { NO_KEYS } from "../keys/no-keys.ts";
import {
  createHash,
  createHmac,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  constants,
  sign as nodeSign,
} from "node:crypto";
import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import type { KeyInputs, SecretEncoding } from "../keys/types.ts";
import { parseToken } from "../envelope/parse.ts";
import { OTHER_RSA, RSA } from "../../testing/keys/pairs.ts";
import { solve } from "./solve.ts";
import type { Discovery, SolveStep } from "./types.ts";
import { sampled } from "../../testing/rounds.ts";

const clock = () => performance.now();
const segment = (text: string | Uint8Array) => Buffer.from(text).toString("base64url");
const PAYLOAD = '{"sub":"ada","iat":1800000000}';
const SECRET = "an uncommon s3cret of more than 32 bytes";

function input(header: string, payload = PAYLOAD): string {
  return `${segment(header)}.${segment(payload)}`;
}
/** A token that Node signs with these bytes, whatever its header says. */
function hmac(
  secret: string | Uint8Array,
  {
    header = '{"alg":"HS256"}',
    hash = "sha256",
    over = input(header),
    spelled = (mac: Buffer): Uint8Array => mac,
  } = {},
): string {
  return `${input(header)}.${segment(spelled(createHmac(hash, secret).update(over).digest()))}`;
}
const given = (text: string, encoding: SecretEncoding = "UTF-8"): KeyInputs => ({
  ...NO_KEYS,
  secret: { text, encoding },
});

/** The token and keys after the offer was taken. A changed `alg` is not applied: it would change the signing input. */
function taken(
  token: string,
  keys: KeyInputs,
  { secret, publicKey, token: other }: Discovery,
): readonly [string, KeyInputs] {
  const changed = {
    ...keys,
    ...(secret === undefined ? {} : { secret }),
    ...(publicKey === undefined ? {} : { publicKey: { text: publicKey } }),
  };
  return [other ?? token, changed];
}

/** Expects the discovery and, if the offer is about key or token, that the token verifies once it is taken. */
async function expectDiscovery(
  token: string,
  keys: KeyInputs,
  steps: readonly SolveStep[],
  proves = true,
): Promise<Discovery> {
  const judgement = await judgeToken(parseToken(token), keys);
  expect(judgement.state, "the sample must not verify as it is").not.toBe("verified");
  const { discovery, tried } = await solve({ token, keys }, clock);
  expect(discovery?.steps).toEqual(steps);
  expect(tried).toBeGreaterThan(0);
  const found = discovery as Discovery;
  if (proves) {
    const after = await judgeToken(parseToken(taken(token, keys, found)[0]), taken(token, keys, found)[1]);
    expect(after.state, "the offer makes it verify").toBe("verified");
  }
  return found;
}

describe("a secret read another way", () => {
  const bytes = createHash("sha256").update("x").digest();
  const upper = "Ünïcode-sécret-0123456789-0123456789";
  const thirtyTwo = createHash("sha256").update("32").digest("base64");
  const cases: readonly (readonly [
    name: string,
    signedWith: string | Uint8Array,
    keys: KeyInputs,
    steps: readonly SolveStep[],
  ])[] = [
    ["Base64 taken as text", bytes, given(bytes.toString("base64")), ["base64"]],
    [
      "base64url taken as text",
      bytes,
      given(bytes.toString("base64url")),
      bytes.toString("base64url").match(/[-_]/) ? ["base64url"] : ["base64"],
    ],
    ["hex taken as text", bytes, given(bytes.toString("hex")), ["hex"]],
    ["text taken as Base64", SECRET.replaceAll(" ", ""), given(SECRET.replaceAll(" ", ""), "Base64"), ["utf-8"]],
    [
      "text that a lenient decoder took as Base64",
      Buffer.from("my-secret key!", "base64"),
      given("my-secret key!"),
      ["base64-lenient"],
    ],
    ["white space at the ends", SECRET, given(`  ${SECRET} `), ["trimmed"]],
    ["an extra final line break", SECRET, given(`${SECRET}\n`), ["trimmed"]],
    ["a missing final line break", `${SECRET}\n`, given(SECRET), ["newline-added"]],
    ["a missing CRLF", `${SECRET}\r\n`, given(SECRET), ["crlf-added"]],
    ["extra quotes", SECRET, given(`"${SECRET}"`), ["unquoted"]],
    ["missing quotes", `'${SECRET}'`, given(SECRET), ["quoted"]],
    ["\\n spelled out", "first line\nsecond line of it", given("first line\\nsecond line of it"), ["unescaped"]],
    ["a line break spelled out by the signer", "first line\\nsecond", given("first line\nsecond"), ["escaped"]],
    ["cut at a comment sign", "abc", given("abc#def-with-a-long-rest"), ["cut-at-hash"]],
    ["cut at a space", "correct", given("correct horse battery staple"), ["cut-at-space"]],
    ["a variable expanded to nothing", "pass-tail", given("pass$word-tail"), ["dollar-expanded"]],
    ["a variable in braces expanded", "pass-tail", given("pass${word}-tail"), ["dollar-expanded"]],
    ["dollar signs doubled", "pa$$word".replaceAll("$$", "$"), given("pa$$word"), ["dollar-halved"]],
    ["backslashes dropped by a shell", "a!b c", given("a\\!b\\ c"), ["backslashes-dropped"]],
    ["a line of a settings file", SECRET, given(`JWT_SECRET=${SECRET}`), ["assignment"]],
    ["the string in a line of code", SECRET, given(`key := []byte("${SECRET}") // of the test stage`), ["part"]],
    ["the default of a variable", SECRET, given(`secret: process.env.JWT_SECRET || '${SECRET}',`), ["part"]],
    ["Spring's default", SECRET, given(`@Value("\${jwt.secret:${SECRET}}")`), ["part"]],
    [
      "Base64 that code decodes",
      bytes,
      given(`Buffer.from("${bytes.toString("base64")}", "base64")`),
      ["part", "base64"],
    ],
    ["a word of a command", "dFQ6zp", given("docker run -e PORT=80 -e JWT_SECRET=dFQ6zp app:latest"), ["part"]],
    ["an element's content", "dFQ6zp", given("<jwt-secret>dFQ6zp</jwt-secret>"), ["part"]],
    [
      "a command with its output",
      bytes,
      given(`$ openssl rand -base64 40\n${bytes.toString("base64")}`),
      ["part", "base64"],
    ],
    ["a table's column", "dFQ6zp", given("Key       Value\n---       -----\nsecret    dFQ6zp"), ["part"]],
    [
      "an oct JWK as Python prints it",
      bytes,
      given(`{'kty': 'oct', 'k': '${bytes.toString("base64url")}'}`),
      ["part", "base64url"],
    ],
    ["YAML's binary tag", bytes, given(`secret: !!binary ${bytes.toString("base64")}`), ["assignment", "base64"]],
    [
      "a UUID without its hyphens",
      "3ef31aff63c2d2911e0665b13906d0b2",
      given("3ef31aff-63c2-d291-1e06-65b13906d0b2"),
      ["hyphens-dropped"],
    ],
    ["Laravel's prefix, which the other side left", `base64:${thirtyTwo}`, given(thirtyTwo), ["prefix-added"]],
    ["Laravel's prefix", bytes, given(`base64:${bytes.toString("base64")}`), ["base64", "prefix"]],
    ["Base64 with a line break", bytes, given(`${bytes.toString("base64")}\n`), ["base64", "trimmed"]],
    ["encoded twice", bytes, given(Buffer.from(bytes.toString("base64")).toString("base64")), ["base64-twice"]],
    ["UTF-16", Buffer.from(SECRET, "utf16le"), given(SECRET), ["utf-16le"]],
    ["Latin-1", Buffer.from(upper, "latin1"), given(upper), ["latin-1"]],
    ["a byte order mark", `\ufeff${SECRET}`, given(SECRET), ["bom"]],
    ["decomposed letters", upper.normalize("NFD"), given(upper), ["nfd"]],
    ["an encoder's output as text", Buffer.from(SECRET).toString("base64"), given(SECRET), ["encoded-base64"]],
    ["a hash of it", createHash("sha256").update(SECRET).digest(), given(SECRET), ["sha-256"]],
    ["invisible characters", SECRET, given(`\u200b${SECRET}`), ["invisible-removed"]],
    ["an oct JWK", bytes, given(JSON.stringify({ kty: "oct", k: bytes.toString("base64url") })), ["jwk"]],
    ["percent-encoded", "a/b+c=d&e", given(encodeURIComponent("a/b+c=d&e")), ["percent-decoded"]],
    ["a byte order mark that a file brought", SECRET, given(`\ufeff${SECRET}`), ["invisible-removed"]],
    ["a byte order mark and a line break", SECRET, given(`\ufeff${SECRET}\n`), ["invisible-removed"]],
    ["a published secret", "your-256-bit-secret", given("mine"), ["published"]],
    ["an empty secret, of a variable that was not set", "", given("mine"), ["empty"]],
  ];
  test.each(cases)("%s", async (_, signedWith, keys, steps) => {
    await expectDiscovery(hmac(signedWith), keys, steps);
  });

  test("another hash is recognised by the signature's length", async () => {
    const found = await expectDiscovery(hmac(SECRET, { hash: "sha512" }), given(SECRET), ["algorithm"], false);
    expect(found).toMatchObject({ alg: "HS512", args: { was: "HS256" } });
    expect(found.secret).toBeUndefined();
  });

  test("a signature spelled as hex before it became base64url", async () => {
    await expectDiscovery(hmac(SECRET, { spelled: (mac) => Buffer.from(mac.toString("hex")) }), given(SECRET), [
      "signature-hex",
    ]);
  });

  test("a signature that is the hex digits as they are", async () => {
    const right = hmac(SECRET);
    const mac = Buffer.from(right.slice(right.lastIndexOf(".") + 1), "base64url").toString("hex");
    const found = await solve(
      { token: right.slice(0, right.lastIndexOf(".") + 1) + mac, keys: given(SECRET) },
      () => 0,
    );
    expect(found.discovery?.steps).toEqual(["signature-hex"]);
    expect(found.discovery?.token).toBe(right);
  });

  test("a header changed after signing, and what it was", async () => {
    const token = hmac(SECRET, { over: input('{"alg":"HS256","typ":"JWT"}') });
    const found = await expectDiscovery(token, given(SECRET), ["header"]);
    expect(found.args["header"]).toBe('{"alg":"HS256","typ":"JWT"}');
  });

  test("a payload reformatted after signing", async () => {
    const header = '{"alg":"HS256"}';
    const pretty = JSON.stringify(JSON.parse(PAYLOAD), null, 2);
    const mac = createHmac("sha256", SECRET).update(input(header)).digest("base64url");
    await expectDiscovery(`${segment(header)}.${segment(pretty)}.${mac}`, given(SECRET), ["minified"]);
  });

  test("a secret whose JWK names another algorithm finds nothing: the page has said why", async () => {
    const keys = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const, jwk: { alg: "HS512" } } };
    expect((await judgeToken(parseToken(hmac(SECRET)), keys)).state).toBe("key-error");
    expect((await solve({ token: hmac(SECRET), keys }, clock)).discovery).toBe(null);
  });

  test("finds nothing in any reading: the count, and a fingerprint to compare with the other side", async () => {
    const solution = await solve({ token: hmac("quite another one"), keys: given(SECRET) }, clock);
    expect(solution.discovery).toBe(null);
    expect(solution.tried).toBeGreaterThan(100);
    expect(solution.kinds).toEqual(expect.arrayContaining(["utf-8", "space-added", "quoted", "utf-16le", "swapped"]));
    expect(solution.fingerprint).toEqual({
      bytes: SECRET.length,
      sha256: createHash("sha256").update(SECRET).digest("hex").slice(0, 8),
    });
  });

  test("takes no more trials than a browser makes in a tenth of a second, however long the secret", async () => {
    // How long they take is measured by the bench; a worker of Chromium makes some 40 in a millisecond.
    for (const secret of sampled(["Ünïcödé $PATH #1 ".repeat(50), SECRET, `"${SECRET}"\\n`, "d34db33f".repeat(100)])) {
      const { tried } = await solve({ token: hmac("quite another one"), keys: given(secret) }, clock);
      expect(tried).toBeLessThan(4000);
    }
  });
});

const [rsa, other] = [RSA, OTHER_RSA];
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const spki = (key: KeyObject) => key.export({ type: "spki", format: "pem" }) as string;
const withPublic = (text: string): KeyInputs => ({ ...NO_KEYS, publicKey: { text } });
const jwk = (key: KeyObject, more: object) => ({ ...key.export({ format: "jwk" }), ...more });

function signed(header: string, signature: (bytes: Buffer) => Uint8Array, over = input(header)): string {
  return `${input(header)}.${segment(signature(Buffer.from(over)))}`;
}
const rs256 = (key: KeyObject) => (bytes: Buffer) => createSign("sha256").update(bytes).sign(key);
const es256 = (bytes: Buffer) => nodeSign("sha256", bytes, { key: ec.privateKey, dsaEncoding: "ieee-p1363" });

describe("a public key used another way", () => {
  test("PKCS#1 v1.5 where the header says PSS", async () => {
    const token = signed('{"alg":"PS256"}', rs256(rsa.privateKey));
    const found = await expectDiscovery(token, withPublic(spki(rsa.publicKey)), ["algorithm"], false);
    expect(found).toMatchObject({ alg: "RS256", args: { was: "PS256" } });
  });

  test("PSS where the header says PKCS#1 v1.5", async () => {
    const token = signed('{"alg":"RS256"}', (bytes) =>
      nodeSign("sha256", bytes, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
    );
    expect((await expectDiscovery(token, withPublic(spki(rsa.publicKey)), ["algorithm"], false)).alg).toBe("PS256");
  });

  test("PSS with the longest possible salt", async () => {
    const token = signed('{"alg":"PS256"}', (bytes) =>
      nodeSign("sha256", bytes, {
        key: rsa.privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN,
      }),
    );
    expect((await expectDiscovery(token, withPublic(spki(rsa.publicKey)), ["salt"], false)).args["salt"]).toBe(222);
  });

  test("another key of the set than the kid says", async () => {
    const token = signed('{"alg":"RS256","kid":"a"}', rs256(rsa.privateKey));
    const set = { keys: [jwk(other.publicKey, { kid: "a" }), jwk(rsa.publicKey, { kid: "b" })] };
    const found = await expectDiscovery(token, withPublic(JSON.stringify(set)), ["other-key"]);
    expect(found.args).toMatchObject({ kid: "b", wanted: "a" });
  });

  test("the only key of a set, though the kid names another", async () => {
    const token = signed('{"alg":"RS256","kid":"a"}', rs256(rsa.privateKey));
    const set = { keys: [jwk(rsa.publicKey, { kid: "b" })] };
    const found = await expectDiscovery(token, withPublic(JSON.stringify(set)), ["other-key"]);
    expect(found.args).toMatchObject({ kid: "b", wanted: "a" });
  });

  test.each([{ use: "enc" }, { alg: "RS512" }, { key_ops: ["encrypt"] }])(
    "the very key, with %o in it, is not another key",
    async (member) => {
      const token = signed('{"alg":"RS256","kid":"a"}', rs256(rsa.privateKey));
      const own = jwk(rsa.publicKey, { kid: "a", ...member });
      const set = { keys: [own, jwk(other.publicKey, { kid: "b" })] };
      for (const keys of [own, { keys: [own] }, set]) {
        const inputs = withPublic(JSON.stringify(keys));
        expect((await judgeToken(parseToken(token), inputs)).state).toBe("key-error");
        expect((await solve({ token, keys: inputs }, clock)).discovery).toBe(null);
      }
    },
  );

  test("the key in Private key, if Public key holds another", async () => {
    const token = signed('{"alg":"RS256"}', rs256(rsa.privateKey));
    const pem = rsa.privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    const found = await expectDiscovery(token, { ...withPublic(spki(other.publicKey)), privateKey: { text: pem } }, [
      "other-key",
    ]);
    expect(found.publicKey).not.toMatch(/"d"|"p"/);
  });

  test("an ECDSA signature in DER becomes R and S", async () => {
    const token = signed('{"alg":"ES256"}', (bytes) => createSign("sha256").update(bytes).sign(ec.privateKey));
    await expectDiscovery(token, withPublic(spki(ec.publicKey)), ["der"]);
  });

  test("R or S without its leading zero", async () => {
    let raw = es256(Buffer.from(input('{"alg":"ES256"}')));
    for (let tries = 0; raw[0] !== 0 && raw[32] !== 0; tries += 1) raw = es256(Buffer.from(input('{"alg":"ES256"}')));
    const cut = raw[0] === 0 ? raw.subarray(1) : Buffer.concat([raw.subarray(0, 32), raw.subarray(33)]);
    await expectDiscovery(`${input('{"alg":"ES256"}')}.${segment(cut)}`, withPublic(spki(ec.publicKey)), ["unpadded"]);
  });

  test("the hashed nonce of Microsoft Graph", async () => {
    const nonce = "a-nonce-of-graph";
    const hashed = createHash("sha256").update(nonce).digest("base64url");
    const header = (value: string) => `{"typ":"JWT","nonce":"${value}","alg":"RS256"}`;
    const token = signed(header(nonce), rs256(rsa.privateKey), input(header(hashed)));
    const found = await expectDiscovery(token, withPublic(spki(rsa.publicKey)), ["hashed-nonce"], false);
    expect(found.args["header"]).toBe(header(hashed));
  });

  test.each([
    ["as OpenSSL writes it", (pem: string) => pem],
    ["without a final line break", (pem: string) => pem.trim()],
    ["with CRLF", (pem: string) => pem.replaceAll("\n", "\r\n")],
    ["on one line", (pem: string) => pem.replaceAll("\n", "")],
    ["as DER", (pem: string) => createPublicKey(pem).export({ type: "spki", format: "der" })],
    ["as PKCS#1", (pem: string) => createPublicKey(pem).export({ type: "pkcs1", format: "pem" })],
  ])("the public key's PEM taken for an HMAC secret, %s", async (_, form) => {
    const pem = spki(rsa.publicKey);
    const token = hmac(form(pem));
    for (const keys of [withPublic(pem), withPublic(JSON.stringify(jwk(rsa.publicKey, { kid: "a" }))), given(pem)]) {
      if ((await judgeToken(parseToken(token), keys)).state === "verified") continue;
      await expectDiscovery(token, keys, ["public-key"]);
    }
  });

  test("an HMAC under a header that promises RSA", async () => {
    const keys = { ...given(SECRET), publicKey: { text: spki(rsa.publicKey) } };
    const found = await expectDiscovery(hmac(SECRET, { header: '{"alg":"RS256"}' }), keys, ["algorithm"], false);
    expect(found.alg).toBe("HS256");
  });

  test("an unrelated key gives no discovery", async () => {
    const token = signed('{"alg":"RS256"}', rs256(rsa.privateKey));
    expect((await solve({ token, keys: withPublic(spki(other.publicKey)) }, clock)).discovery).toBe(null);
  });
});

test("gives an answer for any text", async () => {
  for (const token of [
    "",
    ".",
    "a.b",
    "..",
    "a.b.c",
    `${segment('{"alg":1}')}.e30.AAAA`,
    `${segment("[]")}.e30.AAAA`,
  ]) {
    const keys = { ...given("\ud800%$${\\"), publicKey: { text: "-----BEGIN" }, privateKey: { text: "{" } };
    expect((await solve({ token, keys }, clock)).discovery).toBe(null);
  }
});

test("a key under which anyone can sign is never offered", async () => {
  // Under the neutral point a signature of that point and 0 fits every content (RFC 8032 section 5.1.7).
  const neutral = Uint8Array.of(1, ...new Uint8Array(31));
  const signature = Uint8Array.of(...neutral, ...new Uint8Array(32));
  const degenerate = { kty: "OKP", crv: "Ed25519", x: segment(neutral) };
  for (const header of ['{"alg":"EdDSA"}', '{"alg":"RS256"}']) {
    const { discovery } = await solve(
      {
        token: `${input(header)}.${segment(signature)}`,
        keys: { ...NO_KEYS, publicKey: { text: JSON.stringify({ keys: [degenerate] }) } },
      },
      clock,
    );
    expect(discovery).toBeNull();
  }
});
