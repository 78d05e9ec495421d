import { ecdsaToDer } from "../toolkit/der.ts";
import { join } from "../toolkit/hmac.ts";
import { pkcs1Block } from "../toolkit/rsa-recovery.ts";
import { allOf, byteCells, from } from "./encode.ts";
import type { Stage, WalkAlgorithm } from "./types.ts";

/** A key of the walk: the secret's bytes, or a private key. */
export type WalkKey = Uint8Array<ArrayBuffer> | CryptoKey;

/** The stages from signing input to signature bytes; the last one is the JWS signature. */
export async function signStages(
  algorithm: WalkAlgorithm,
  key: WalkKey,
  input: Stage,
  message: Uint8Array<ArrayBuffer>,
): Promise<{ readonly stages: readonly Stage[]; readonly signature: Uint8Array<ArrayBuffer> }> {
  if (key instanceof Uint8Array) return hmacStages(key, input, message);
  switch (algorithm) {
    case "RS256":
      return rsaStages(key, input, message);
    case "ES256":
      return ecdsaStages(key, input, message);
    case "Ed25519":
      return eddsaStages(key, input, message);
    case "HS256":
      throw new TypeError("HS256 needs a key of bytes");
  }
}

function stage(id: string, title: string, note: string, cells: Stage["cells"]): Stage {
  return { id, title, note, unit: "byte", segment: "signature", cells };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** RFC 2104: the key is used twice, with the message and with the result. */
async function hmacStages(key: Uint8Array<ArrayBuffer>, input: Stage, message: Uint8Array<ArrayBuffer>) {
  const padded = new Uint8Array(64);
  padded.set(key.length > 64 ? await sha256(key) : key);
  const keyStage = stage(
    "key",
    "Key, padded to 64 bytes",
    "A short key gets zero bytes at its end; a longer one is hashed first.",
    byteCells(padded, [], (index) => (index < key.length ? "key" : "zeros")),
  );
  const inner = await sha256(
    join(
      padded.map((byte) => byte ^ 0x36),
      message,
    ),
  );
  const innerStage = stage(
    "inner",
    "Inner hash",
    "SHA-256 of (key ⊕ 36 36 …) followed by the signing input.",
    byteCells(inner, [allOf(keyStage), allOf(input)]),
  );
  const signature = await sha256(
    join(
      padded.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
  const outer = stage(
    "signature",
    "Signature: the outer hash",
    "SHA-256 of (key ⊕ 5c 5c …) followed by the inner hash. Each of the 32 bytes depends on all of the input.",
    byteCells(signature, [allOf(keyStage), allOf(innerStage)]),
  );
  return { stages: [keyStage, innerStage, outer], signature };
}

async function digestStage(input: Stage, message: Uint8Array<ArrayBuffer>) {
  const digest = await sha256(message);
  const made = stage(
    "digest",
    "SHA-256",
    "32 bytes for any length. One bit changed in the input changes about half of them.",
    byteCells(digest, [allOf(input)]),
  );
  return { digest, made };
}

/** RFC 8017 section 8.2.1: the padded digest is a number as long as the modulus, and is raised to the private exponent. */
async function rsaStages(key: CryptoKey, input: Stage, message: Uint8Array<ArrayBuffer>) {
  const { made } = await digestStage(input, message);
  const signature = new Uint8Array(await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, message));
  const size = signature.length;
  const block = await pkcs1Block(message, size);
  const [digestAt, infoAt] = [size - 32, size - 51];
  const parts = (index: number): string =>
    index < 2
      ? "00 01"
      : index < infoAt - 1
        ? "padding"
        : index < infoAt
          ? "00"
          : index < digestAt
            ? "DigestInfo: this is SHA-256"
            : "digest";
  const blockStage = stage(
    "block",
    "The PKCS#1 v1.5 block",
    `${size} bytes: 00 01, then ff as padding, 00, the name of the hash in DER, and the digest.`,
    byteCells(block, (index) => (index < digestAt ? [] : [from(made, index - digestAt, index - digestAt + 1)]), parts),
  );
  const raised = stage(
    "signature",
    "Signature: the block to the power of d",
    `As one number of ${size * 8} bits, modulo n. Raised to e, it becomes the block again; that is how it is verified.`,
    byteCells(signature, [allOf(blockStage)]),
  );
  return { stages: [made, blockStage, raised], signature };
}

/** RFC 7518 section 3.4, FIPS 186-5 section 6.4.1. */
async function ecdsaStages(key: CryptoKey, input: Stage, message: Uint8Array<ArrayBuffer>) {
  const { made } = await digestStage(input, message);
  const signature = new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, message));
  const pair = stage(
    "signature",
    "Signature: r and s",
    "r is the x of a random point; s ties it to digest and key. 32 bytes each, r first.",
    byteCells(
      signature,
      (index) => (index < 32 ? [] : [allOf(made), from({ id: "signature" }, 0, 32)]),
      (index) => (index < 32 ? "r" : "s"),
    ),
  );
  const der = ecdsaToDer(signature);
  const rLength = der[3] ?? 0;
  const sAt = 4 + rLength + 2;
  const other = stage(
    "der",
    "The same in DER",
    `As other standards write it: a SEQUENCE of two INTEGERs, ${der.length} bytes. Not in a JWS.`,
    byteCells(
      der,
      (index) => derOrigin(index, rLength, sAt, der.length),
      (index) =>
        index < 2 ? "SEQUENCE" : index < 4 || (index >= sAt - 2 && index < sAt) ? "INTEGER" : index < sAt ? "r" : "s",
    ),
  );
  return { stages: [made, pair, other], signature };
}

/** The byte of r or s that a byte of the DER form is; none for tags, lengths and a sign's zero byte. */
function derOrigin(index: number, rLength: number, sAt: number, length: number) {
  const isR = index >= 4 && index < 4 + rLength;
  const isS = index >= sAt;
  if (!isR && !isS) return [];
  // Counted from the end of each half: DER omits leading zero bytes, and inserts one before a set top bit.
  const at = isR ? 32 - (4 + rLength - index) : 64 - (length - index);
  return at < (isR ? 0 : 32) ? [] : [from({ id: "signature" }, at, at + 1)];
}

/** RFC 8032 section 5.1.6: no prior digest, no random number. */
async function eddsaStages(key: CryptoKey, input: Stage, message: Uint8Array<ArrayBuffer>) {
  const signature = new Uint8Array(await crypto.subtle.sign("Ed25519", key, message));
  const made = stage(
    "signature",
    "Signature: R and S",
    "R is a point made from key and message, without a random number; S ties it to both. 32 bytes each.",
    byteCells(
      signature,
      (index) => (index < 32 ? [allOf(input)] : [allOf(input), from({ id: "signature" }, 0, 32)]),
      (index) => (index < 32 ? "R" : "S"),
    ),
  );
  return { stages: [made], signature };
}
