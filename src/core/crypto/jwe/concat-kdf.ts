import { encodeUtf8 } from "../../text/utf8.ts";
import { joined } from "./aes.ts";

type Octets = Uint8Array<ArrayBuffer>;

/** The purpose of the derived key (RFC 7518 section 4.6.2). */
interface KeyDerivation {
  /** `enc` if it is the content encryption key, `alg` if it wraps that. */
  readonly algorithm: string;
  readonly apu: Octets;
  readonly apv: Octets;
  readonly keyBytes: number;
}

function number(value: number): Octets {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setUint32(0, value);
  return octets;
}

function counted(data: Octets): Octets {
  return joined(number(data.length), data);
}

/** The Concat KDF with SHA-256 (SP 800-56A section 5.8.1) over a shared secret, as RFC 7518 section 4.6.2 fills it. */
export async function concatKdf(secret: Octets, { algorithm, apu, apv, keyBytes }: KeyDerivation): Promise<Octets> {
  const info = joined(counted(encodeUtf8(algorithm)), counted(apu), counted(apv), number(keyBytes * 8));
  const rounds: Octets[] = [];
  for (let round = 1; (round - 1) * 32 < keyBytes; round += 1) {
    const digest = await globalThis.crypto.subtle.digest("SHA-256", joined(number(round), secret, info));
    rounds.push(new Uint8Array(digest));
  }
  return joined(...rounds).slice(0, keyBytes);
}
