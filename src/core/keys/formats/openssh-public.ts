import type { JWK } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../types.ts";
import { misshapen } from "./asn1.ts";
import { publicFromPoint } from "./elliptic.ts";
import { type Found, isRefusal, refuse, type Refusal } from "./found.ts";
import { checked } from "./rsa.ts";
import { publicFromOctets } from "./spki.ts";
import { readWire, type Wire } from "./wire.ts";

/** Curves by their names in SSH (RFC 5656 section 10.1). */
export const SSH_CURVES: ReadonlyMap<string, string> = new Map([
  ["nistp256", "P-256"],
  ["nistp384", "P-384"],
  ["nistp521", "P-521"],
]);

/** What a name of SSH's algorithms stands for where that is no key for JWS; null for those that are. */
export function unsupportedSshKind(name: string): string | null {
  if (name.includes("-cert-v0")) return "an OpenSSH certificate";
  if (name.startsWith("sk-")) return "a FIDO security key, which signs more than the text,";
  if (name === "ssh-dss") return "a DSA key";
  return null;
}

/** Whether octets begin like a public key of SSH, with the name of its algorithm as the first string. */
export function isSshBlob(bytes: Uint8Array): boolean {
  return /^(?:ssh-|ecdsa-sha2-|sk-)/.test(readWire(bytes).text() ?? "");
}

/** Reads a public key of SSH (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4). */
export async function readSshBlob(bytes: Uint8Array, format: KeyFormat = "openssh-public"): Promise<Found> {
  const wire = readWire(bytes);
  const name = wire.text();
  if (name === null) return misshapen(format, "It breaks off");
  const jwk = await readSshPublic(name, wire, format);
  if (isRefusal(jwk)) return jwk;
  return wire.rest().length > 0
    ? misshapen(format, `${wire.rest().length} octets too many stand behind it`)
    : { jwk, format };
}

/** The fields of a public key behind its name. */
export async function readSshPublic(name: string, wire: Wire, format: KeyFormat): Promise<JWK | Refusal> {
  const what = unsupportedSshKind(name);
  if (what !== null) return refuse("type-unsupported", format, { what });
  if (name === "ssh-rsa") {
    const [e, n] = [wire.mpint(), wire.mpint()];
    if (!e || !n) return misshapen(format, "It breaks off within its numbers");
    return checked({ kty: "RSA", n: encodeBase64Url(n), e: encodeBase64Url(e) }, format);
  }
  if (name === "ssh-ed25519" || name === "ssh-ed448") {
    const key = wire.string();
    if (!key) return misshapen(format, "It breaks off within its number");
    return publicFromOctets(name === "ssh-ed25519" ? "Ed25519" : "Ed448", key, format);
  }
  if (name.startsWith("ecdsa-sha2-")) {
    const crv = SSH_CURVES.get(wire.text() ?? "");
    const point = wire.string();
    if (!point) return misshapen(format, "It breaks off within its point");
    return crv === undefined
      ? refuse("type-unsupported", format, { what: `a key of the kind ${name}` })
      : publicFromPoint(crv, point, format);
  }
  return refuse("type-unsupported", format, { what: `a key of the kind ${name}` });
}
