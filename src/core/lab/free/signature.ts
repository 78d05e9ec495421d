import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { ecdsaFromDer } from "../toolkit/der.ts";
import { hmac } from "../toolkit/hmac.ts";
import { add, affineX, G, halves, hashNumber, invert, mod, multiply, N, pointOf } from "../toolkit/p256.ts";
import { hashOf } from "../toolkit/signers.ts";
import type { Bench } from "./bench.ts";
import type { Flags } from "./flags.ts";
import { chooseKey } from "./key.ts";
import { Failed, type Note, type Taken } from "./taken.ts";

const NONE = /^(none)?$/i;

/** Algorithm, key and signature, as the flags say. Throws `Failed` at the first that is wrong. */
export async function checkSignature(taken: Taken, flags: Flags, bench: Bench, note: Note): Promise<void> {
  const alg = typeof taken.header["alg"] === "string" ? taken.header["alg"] : "";
  const checked = flags.duplicates === "two-readers" ? taken.firstAlg : alg;
  if (flags.algorithm === "pinned" && checked !== bench.alg)
    throw new Failed("algorithm", `${JSON.stringify(checked ?? null)} is not ${bench.alg}`);
  if (flags.algorithm === "block-list" && checked === "none")
    throw new Failed("algorithm", "none is on the block list");
  note("algorithm", alg === "" ? "no name" : alg);
  if (NONE.test(alg)) {
    note("signature", "none asked for");
    return;
  }
  const key = await chooseKey(alg, taken, flags, bench);
  note("key", key.text);
  if (key.kind === "secret") await checkMac(alg, key.bytes, taken, flags, note);
  else await checkPublic(alg, key.key, taken, flags, note);
}

async function checkMac(alg: string, secret: Uint8Array, taken: Taken, flags: Flags, note: Note): Promise<void> {
  if (flags.keySize === "enough" && secret.length < 32) throw new Failed("keySize", `${secret.length} bytes`);
  const { input, signature } = taken.signed;
  const expected = await hmac(secret, encodeUtf8(input), hashOf(alg));
  const compared = flags.macLength === "given" ? signature.length : expected.length;
  if (flags.macLength === "whole" && signature.length !== expected.length)
    throw new Failed("macLength", `${signature.length} bytes of ${expected.length}`);
  const at = expected.subarray(0, compared).findIndex((byte, index) => byte !== signature[index]);
  if (at !== -1) throw mismatch(expected, at, flags);
  note("macLength", `${compared} of ${expected.length} bytes are right`);
}

function mismatch(expected: Uint8Array, at: number, flags: Flags): Failed {
  if (flags.errors === "telling") return new Failed("errors", `expected ${encodeBase64Url(expected)}`);
  if (flags.compare === "early-exit")
    return new Failed("compare", `wrong, found after ${at + 1} iterations of the loop`);
  return new Failed("signature", "wrong");
}

async function checkPublic(alg: string, key: CryptoKey, taken: Taken, flags: Flags, note: Note): Promise<void> {
  const { input } = taken.signed;
  const message = encodeUtf8(input);
  const isEcdsa = alg.startsWith("ES");
  const signature = isEcdsa ? fixedForm(taken.signed.signature, flags) : taken.signed.signature;
  if (isEcdsa && flags.ecdsaRange === "unchecked") {
    if (!(await fitsUnchecked(signature, message, key))) throw new Failed("signature", "wrong");
    note("ecdsaRange", "computed with r and s as given");
    return;
  }
  const how = isEcdsa ? { name: "ECDSA", hash: "SHA-256" } : { name: "RSASSA-PKCS1-v1_5" };
  if (!(await crypto.subtle.verify(how, key, signature, message))) throw new Failed("signature", "wrong");
  note("signature", "right for this key");
}

function fixedForm(signature: Uint8Array<ArrayBuffer>, flags: Flags): Uint8Array<ArrayBuffer> {
  if (signature.length === 64) return signature;
  if (flags.ecdsaForm === "fixed") throw new Failed("ecdsaForm", `${signature.length} bytes, not 64`);
  return ecdsaFromDer(signature);
}

async function fitsUnchecked(
  signature: Uint8Array,
  message: Uint8Array<ArrayBuffer>,
  key: CryptoKey,
): Promise<boolean> {
  const [r, s] = halves(signature);
  const w = invert(s, N);
  const e = await hashNumber(message);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", key));
  const sum = add(multiply(G, mod(e * w, N)), multiply(pointOf(spki), mod(r * w, N)));
  return mod(affineX(sum), N) === r;
}
