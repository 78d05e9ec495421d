import {
  constants,
  createHash,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  sign,
} from "node:crypto";
import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { ed25519ph } from "@noble/curves/ed25519.js";
import { judgeToken } from "../crypto/judge.ts";
import { parseToken } from "../envelope/parse.ts";
import type { KeyInputs } from "../keys/types.ts";
import { ruleOfDiscovery } from "../rules/solve/found-words.ts";
import { solve } from "./solve.ts";
import type { Discovery, SolveStep } from "./types.ts";
import { OTHER_RSA, RSA } from "../../testing/keys/pairs.ts";
import { sampled } from "../../testing/rounds.ts";

/* What signers do wrong with the right key. Signatures are made by Node or put together here, never by the solver. */

const rsa = RSA;
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ec384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const ed = generateKeyPairSync("ed25519");
const k1 = generateKeyPairSync("ec", { namedCurve: "secp256k1" });

// A payload whose standard Base64 has all that base64url lacks: +, / and padding.
const PAYLOAD = '{"sub":"~~~???>>>","name":"ÿþýûúx"}';
const b64u = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64url");
const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64");
const headerOf = (alg: string): string => `{"alg":"${alg}","typ":"JWT"}`;
const inputOf = (alg: string): string => `${b64u(headerOf(alg))}.${b64u(PAYLOAD)}`;
const hash = (name: string, content: Uint8Array | string): Buffer => createHash(name).update(content).digest();
const spki = (key: KeyObject): string => key.export({ type: "spki", format: "pem" }) as string;
const withPublic = (key: KeyObject): KeyInputs => ({
  secret: { text: "", encoding: "UTF-8" },
  publicKey: { text: spki(key) },
  privateKey: { text: "" },
});

const pkcs1 = (digest: string, content: Uint8Array | string): Buffer =>
  sign(digest, Buffer.from(content), rsa.privateKey);
const pss = (digest: string, content: Uint8Array | string, saltLength = 32): Buffer =>
  sign(digest, Buffer.from(content), { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
const ecdsa = (digest: string, content: Uint8Array | string, key = ec.privateKey): Buffer =>
  sign(digest, Buffer.from(content), { key, dsaEncoding: "ieee-p1363" });
/** PKCS #1 padding around whatever is given: what `openssl rsautl -sign` does. */
const padded = (content: Uint8Array): Buffer =>
  privateEncrypt({ key: rsa.privateKey, padding: constants.RSA_PKCS1_PADDING }, content);

/** PSS with a mask of another hash than the message's (RFC 8017 section 9.1.1), which Node cannot be asked for. */
function pssWithMask(content: string, own: string, mask: string): Buffer {
  const salt = Buffer.alloc(32, 7);
  const length = 256;
  const digest = hash(own, Buffer.concat([Buffer.alloc(8), hash(own, content), salt]));
  const block = Buffer.concat([Buffer.alloc(length - salt.length - digest.length - 2), Buffer.of(1), salt]);
  const masks: Buffer[] = [];
  for (let counter = 0; masks.length * 20 < block.length + 64; counter += 1) {
    const octets = Buffer.alloc(4);
    octets.writeUInt32BE(counter);
    masks.push(hash(mask, Buffer.concat([digest, octets])));
  }
  const over = Buffer.concat(masks);
  const masked = Buffer.from(block.map((octet, at) => octet ^ (over[at] ?? 0)));
  masked[0] = (masked[0] ?? 0) & 0x7f;
  return privateEncrypt(
    { key: rsa.privateKey, padding: constants.RSA_NO_PADDING },
    Buffer.concat([masked, digest, Buffer.of(0xbc)]),
  );
}

/** An Ethereum wallet's signature over what is not the algorithm's digest. */
function overDigest(digest: Uint8Array): Buffer {
  const { d = "" } = k1.privateKey.export({ format: "jwk" });
  return Buffer.from(secp256k1.sign(digest, Buffer.from(d, "base64url"), { prehash: false, format: "compact" }));
}

const seedOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url");
const FAR = { key: createPrivateKey(rsa.privateKey.export({ type: "pkcs8", format: "pem" })) };
const RS = inputOf("RS256");
const ES = inputOf("ES256");

interface Row {
  readonly about: string;
  readonly alg: string;
  readonly key: KeyObject;
  readonly signature: Uint8Array;
  readonly steps: readonly SolveStep[];
  readonly rule: string;
  /** It can be rewritten in its proper form: the offered token verifies. */
  readonly mends?: true;
}

const signer = (
  about: string,
  alg: string,
  key: KeyObject,
  signature: Uint8Array,
  steps: readonly SolveStep[],
  rule = "signature",
): Row => ({ about, alg, key, signature, steps, rule });

const MADE: readonly Row[] = [
  signer("SHA-1 under RS256", "RS256", rsa.publicKey, pkcs1("sha1", RS), ["sha-1"]),
  signer("MD5 under RS256", "RS256", rsa.publicKey, pkcs1("md5", RS), ["hash"]),
  signer("SHA-224 under RS256", "RS256", rsa.publicKey, pkcs1("sha224", RS), ["hash"]),
  signer("SHA3-256 under RS256", "RS256", rsa.publicKey, pkcs1("sha3-256", RS), ["hash"]),
  signer("SHA-1 under PS256", "PS256", rsa.publicKey, pss("sha1", inputOf("PS256"), 20), ["sha-1"], "signature"),
  signer("SHA-1 under ES256", "ES256", ec.publicKey, ecdsa("sha1", ES), ["sha-1"]),
  signer("SHA-512 under ES256", "ES256", ec.publicKey, ecdsa("sha512", ES), ["hash"]),
  signer("SHA-256 under ES384", "ES384", ec384.publicKey, ecdsa("sha256", inputOf("ES384"), ec384.privateKey), [
    "hash",
  ]),
  signer("the digest hashed twice", "RS256", rsa.publicKey, pkcs1("sha256", hash("sha256", RS)), ["hashed-twice"]),
  signer("the hex digest hashed", "RS256", rsa.publicKey, pkcs1("sha256", hash("sha256", RS).toString("hex")), [
    "hashed-twice",
  ]),
  signer("the Base64 digest hashed", "ES256", ec.publicKey, ecdsa("sha256", b64(hash("sha256", ES))), ["hashed-twice"]),
  signer("the digest hashed twice, PSS", "PS256", rsa.publicKey, pss("sha256", hash("sha256", inputOf("PS256"))), [
    "hashed-twice",
  ]),
  signer("the digest hashed twice, ECDSA", "ES256", ec.publicKey, ecdsa("sha256", hash("sha256", ES)), [
    "hashed-twice",
  ]),
  signer(
    "a digest given to Ed25519",
    "EdDSA",
    ed.publicKey,
    sign(null, hash("sha512", inputOf("EdDSA")), ed.privateKey),
    ["hashed-twice"],
  ),
  signer(
    "MGF1 with SHA-1",
    "PS256",
    rsa.publicKey,
    pssWithMask(inputOf("PS256"), "sha256", "sha1"),
    ["mgf1"],
    "KEY-18",
  ),
  signer(
    "MGF1 with SHA-512",
    "PS256",
    rsa.publicKey,
    pssWithMask(inputOf("PS256"), "sha256", "sha512"),
    ["mgf1"],
    "KEY-18",
  ),
  signer(
    "MGF1 with SHA-256 under PS512",
    "PS512",
    rsa.publicKey,
    pssWithMask(inputOf("PS512"), "sha512", "sha256"),
    ["mgf1"],
    "KEY-18",
  ),
  signer("no DigestInfo", "RS256", rsa.publicKey, padded(hash("sha256", RS)), ["bare-digest"]),
  signer("no DigestInfo around a SHA-1", "RS256", rsa.publicKey, padded(hash("sha1", RS)), ["bare-digest"]),
  signer(
    "the hex text of the digest in the padding",
    "RS256",
    rsa.publicKey,
    padded(Buffer.from(hash("sha256", RS).toString("hex"))),
    ["bare-digest"],
  ),
  signer(
    "a DigestInfo without NULL",
    "RS256",
    rsa.publicKey,
    padded(Buffer.concat([Buffer.from("302f300b06096086480165030402010420", "hex"), hash("sha256", RS)])),
    ["digest-info"],
  ),
  signer(
    "no padding",
    "RS256",
    rsa.publicKey,
    privateEncrypt(
      { ...FAR, padding: constants.RSA_NO_PADDING },
      Buffer.concat([Buffer.alloc(224), hash("sha256", RS)]),
    ),
    ["no-padding"],
  ),
  signer("Keccak-256 under ES256K", "ES256K", k1.publicKey, overDigest(keccak_256(Buffer.from(inputOf("ES256K")))), [
    "hash",
  ]),
  signer(
    "a wallet's message under ES256K",
    "ES256K",
    k1.publicKey,
    overDigest(
      keccak_256(Buffer.from(`\u0019Ethereum Signed Message:\n${inputOf("ES256K").length}${inputOf("ES256K")}`)),
    ),
    ["ethereum-message"],
  ),
  signer(
    "content that was not hashed",
    "ES256K",
    k1.publicKey,
    overDigest(Buffer.from(inputOf("ES256K")).subarray(0, 32)),
    ["not-hashed"],
  ),
  signer("Ed25519ph", "EdDSA", ed.publicKey, ed25519ph.sign(Buffer.from(inputOf("EdDSA")), seedOf(ed.privateKey)), [
    "prehashed",
  ]),
];

const over = (
  about: string,
  content: string | Uint8Array,
  step: SolveStep,
  rule = "signed-content",
): readonly Row[] => [signer(`${about}, RS256`, "RS256", rsa.publicKey, pkcs1("sha256", content), [step], rule)];
const STANDARD = `${b64(headerOf("RS256"))}.${b64(PAYLOAD)}`;
const OVER: readonly Row[] = [
  ...over("standard Base64", STANDARD, "standard-base64", "DBG-02"),
  ...over("standard Base64 without padding", STANDARD.replaceAll("=", ""), "standard-base64", "DBG-02"),
  ...over("base64url with padding", STANDARD.replaceAll("+", "-").replaceAll("/", "_"), "padded-segments"),
  ...over("the JSON texts", `${headerOf("RS256")}.${PAYLOAD}`, "decoded-segments"),
  ...over("the JSON texts without a dot", headerOf("RS256") + PAYLOAD, "decoded-segments"),
  ...over("the header's segment and the payload's text", `${b64u(headerOf("RS256"))}.${PAYLOAD}`, "decoded-segments"),
  ...over("a line feed too much", `${RS}\n`, "line-end"),
  ...over("CRLF too much", `${RS}\r\n`, "line-end"),
  ...over("a dot too much", `${RS}.`, "dot-at-end"),
  ...over("a dot too few", RS.replace(".", ""), "no-dot"),
  ...over("the payload's segment alone", b64u(PAYLOAD), "payload-alone"),
  ...over("the payload's text alone", PAYLOAD, "payload-alone"),
  ...over("the payload first", RS.split(".").toReversed().join("."), "swapped-segments"),
  ...over("quotes around it", `"${RS}"`, "quoted-input"),
  ...over("UTF-16", Buffer.from(RS, "utf16le"), "utf-16-input"),
  signer(
    "the payload alone, ES256",
    "ES256",
    ec.publicKey,
    ecdsa("sha256", b64u(PAYLOAD)),
    ["payload-alone"],
    "signed-content",
  ),
  signer(
    "a line feed too much, EdDSA",
    "EdDSA",
    ed.publicKey,
    sign(null, Buffer.from(`${inputOf("EdDSA")}\n`), ed.privateKey),
    ["line-end"],
    "signed-content",
  ),
  signer("the payload alone, with SHA-1", "RS256", rsa.publicKey, pkcs1("sha1", PAYLOAD), ["sha-1", "payload-alone"]),
];

const spelled = (
  about: string,
  alg: string,
  key: KeyObject,
  signature: Uint8Array,
  step: SolveStep,
  rule: string,
): Row => ({
  about,
  alg,
  key,
  signature,
  steps: [step],
  rule,
  mends: true,
});
const halves = (raw: Buffer): readonly [Buffer, Buffer] => [
  raw.subarray(0, raw.length / 2),
  raw.subarray(raw.length / 2),
];
const [R, Z] = halves(ecdsa("sha256", ES));

/** A signature whose number begins with a zero byte, which some programs leave out. */
function shortRsa(): { readonly input: string; readonly signature: Buffer } {
  for (let tries = 0; ; tries += 1) {
    const input = `${b64u(`{"alg":"RS256","try":${tries}}`)}.${b64u(PAYLOAD)}`;
    const signature = pkcs1("sha256", input);
    if (signature[0] === 0) return { input, signature };
  }
}

const SPELLED: readonly Row[] = [
  spelled("r‖s‖v", "ES256", ec.publicKey, Buffer.concat([R, Z, Buffer.of(27)]), "recovery", "KEY-20"),
  spelled("r‖s‖v of a chain", "ES256", ec.publicKey, Buffer.concat([R, Z, Buffer.of(37)]), "recovery", "KEY-20"),
  spelled("v‖r‖s", "ES256", ec.publicKey, Buffer.concat([Buffer.of(28), R, Z]), "recovery", "KEY-20"),
  spelled("DER", "ES256", ec.publicKey, sign("sha256", Buffer.from(ES), ec.privateKey), "der", "KEY-19"),
  spelled(
    "DER of P-384",
    "ES384",
    ec384.publicKey,
    sign("sha384", Buffer.from(inputOf("ES384")), ec384.privateKey),
    "der",
    "KEY-19",
  ),
  spelled("s before r", "ES256", ec.publicKey, Buffer.concat([Z, R]), "swapped-halves", "signature-spelling"),
  spelled(
    "each number reversed",
    "ES256",
    ec.publicKey,
    Buffer.from([...R.toReversed(), ...Z.toReversed()]),
    "reversed",
    "signature-spelling",
  ),
  spelled("RSA reversed", "RS256", rsa.publicKey, pkcs1("sha256", RS).toReversed(), "reversed", "signature-spelling"),
  spelled(
    "PSS reversed",
    "PS256",
    rsa.publicKey,
    pss("sha256", inputOf("PS256")).toReversed(),
    "reversed",
    "signature-spelling",
  ),
  spelled(
    "a zero before RSA's number",
    "RS256",
    rsa.publicKey,
    Buffer.concat([Buffer.of(0), pkcs1("sha256", RS)]),
    "rsa-length",
    "signature-spelling",
  ),
  spelled(
    "the message behind an Ed25519 signature",
    "EdDSA",
    ed.publicKey,
    Buffer.concat([sign(null, Buffer.from(inputOf("EdDSA")), ed.privateKey), Buffer.from(inputOf("EdDSA"))]),
    "attached",
    "signature-spelling",
  ),
  spelled(
    "hex text",
    "RS256",
    rsa.publicKey,
    Buffer.from(pkcs1("sha256", RS).toString("hex")),
    "signature-hex",
    "signature-spelling",
  ),
  spelled(
    "Base64 text",
    "ES256",
    ec.publicKey,
    Buffer.from(b64(Buffer.concat([R, Z]))),
    "signature-base64",
    "signature-spelling",
  ),
];

async function discovered({ alg, key, signature }: Row): Promise<readonly [token: string, Discovery | null]> {
  const token = `${inputOf(alg)}.${b64u(signature)}`;
  expect((await judgeToken(parseToken(token), withPublic(key))).state, "does not verify").not.toBe("verified");
  return [token, (await solve({ token, keys: withPublic(key) }, () => performance.now())).discovery];
}

describe("non-standard signatures are named, and never offered as verified", () => {
  test.each(sampled([...MADE, ...OVER]))("$about", async (row) => {
    const [, discovery] = await discovered(row);
    expect(discovery?.steps).toEqual(row.steps);
    if (!discovery) return;
    expect(ruleOfDiscovery(discovery)).toBe(row.rule);
    expect(discovery).not.toHaveProperty("token");
    expect(discovery).not.toHaveProperty("alg");
  });
});

describe("misspelled signatures verify once rewritten", () => {
  test.each(SPELLED)("$about", async (row) => {
    const [, discovery] = await discovered(row);
    expect(discovery?.steps).toEqual(row.steps);
    if (!discovery) return;
    expect(ruleOfDiscovery(discovery)).toBe(row.rule);
    expect((await judgeToken(parseToken(discovery.token ?? ""), withPublic(row.key))).state).toBe("verified");
  });

  test("RSA's number without its leading zero", async () => {
    const { input, signature } = shortRsa();
    const keys = withPublic(rsa.publicKey);
    const token = `${input}.${b64u(signature.subarray(1))}`;
    const { discovery } = await solve({ token, keys }, () => performance.now());
    expect(discovery?.steps).toEqual(["rsa-length"]);
    expect(discovery?.token).toBe(`${input}.${b64u(signature)}`);
  });

  test("the greater of the two values of S is not a mistake", async () => {
    const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const other = (n - BigInt(`0x${Z.toString("hex")}`)).toString(16).padStart(64, "0");
    const token = `${ES}.${b64u(Buffer.concat([R, Buffer.from(other, "hex")]))}`;
    expect((await judgeToken(parseToken(token), withPublic(ec.publicKey))).state).toBe("verified");
  });
});

describe("MACs that JWA does not have are named, with nothing to set", () => {
  const secret = "an uncommon s3cret of more than 32 bytes";
  const input = inputOf("HS256");
  const keys: KeyInputs = {
    ...withPublic(rsa.publicKey),
    secret: { text: secret, encoding: "UTF-8" },
    publicKey: { text: "" },
  };
  const mac = (digest: string, key: string, content: string): Buffer =>
    createHmac(digest, key).update(content).digest();
  test.each([
    ["key and message swapped", mac("sha256", input, secret), "swapped"],
    ["a hash of input and secret", hash("sha256", input + secret), "plain-hash"],
    ["a hash of secret and input", hash("sha256", secret + input), "plain-hash"],
    ["a hash with a dot between", hash("sha256", `${input}.${secret}`), "plain-hash"],
    ["a SHA-512 of both", hash("sha512", secret + input), "plain-hash"],
    ["an MD5 of both", hash("md5", input + secret), "plain-hash"],
    ["a hash without the secret", hash("sha256", input), "no-secret"],
    ["HMAC with SHA-1", mac("sha1", secret, input), "hmac-hash"],
    ["HMAC with MD5", mac("md5", secret, input), "hmac-hash"],
    ["HMAC with SHA3-256", mac("sha3-256", secret, input), "hmac-hash"],
    ["HMAC with SHA-512, cut to half", mac("sha512", secret, input).subarray(0, 32), "truncated"],
    ["HMAC with SHA-256, cut to half", mac("sha256", secret, input).subarray(0, 16), "truncated"],
  ] as const)("%s", async (_, signature, step) => {
    const token = `${input}.${b64u(signature)}`;
    const { discovery } = await solve({ token, keys }, () => performance.now());
    expect(discovery?.steps[0]).toBe(step);
    if (!discovery) return;
    expect(ruleOfDiscovery(discovery)).toBe("signature");
    for (const member of ["secret", "token", "alg"]) expect(discovery).not.toHaveProperty(member);
  });

  test("its hex text, as PHP's hash_hmac gives it", async () => {
    const token = `${input}.${b64u(mac("sha1", secret, input).toString("hex"))}`;
    expect((await solve({ token, keys }, () => performance.now())).discovery?.steps).toEqual([
      "hmac-hash",
      "signature-hex",
    ]);
  });
});

test("another pair's key finds nothing, whatever was tried", async () => {
  const stranger = OTHER_RSA;
  for (const signature of [pkcs1("sha1", RS), padded(hash("sha256", RS)), pkcs1("sha256", PAYLOAD)]) {
    const keys = withPublic(stranger.publicKey);
    const solution = await solve({ token: `${RS}.${b64u(signature)}`, keys }, () => performance.now());
    expect(solution.discovery).toBeNull();
    expect(solution.kinds).toContain("sha-1");
  }
});
