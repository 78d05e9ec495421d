import type { JWK } from "jose";
import { kindCalled } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { misshapen } from "../asn1/asn1.ts";
import { publicFromPoint } from "../asn1/elliptic.ts";
import { type Found, isRefusal, refuse, type Refusal } from "../found.ts";
import { checked } from "../asn1/rsa.ts";
import { publicFromOctets } from "../asn1/spki.ts";
import { readWire, type Wire } from "../asn1/wire.ts";

/** The meaning of an SSH algorithm name that JWS cannot use; null for usable ones. */
export function unsupportedSshKind(name: string): string | null {
  if (name.includes("-cert-v0")) return "an OpenSSH certificate";
  if (name.startsWith("sk-")) return "a FIDO security key, which signs more than the text,";
  if (name === "ssh-dss") return "a DSA key";
  return null;
}

/** Whether bytes begin like an SSH public key, with an algorithm name as the first string. */
export function isSshBlob(bytes: Uint8Array): boolean {
  return /^(?:ssh-|ecdsa-sha2-|sk-)/.test(readWire(bytes).text() ?? "");
}

/** Reads an SSH public key (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4). */
export async function readSshBlob(bytes: Uint8Array, format: KeyFormat = "openssh-public"): Promise<Found> {
  const wire = readWire(bytes);
  const name = wire.text();
  if (name === null) return misshapen(format, "It is truncated");
  const jwk = await readSshPublic(name, wire, format);
  if (isRefusal(jwk)) return jwk;
  return wire.rest().length > 0 ? misshapen(format, `${wire.rest().length} extra bytes follow it`) : { jwk, format };
}

/** The fields of a public key after its name. */
async function readSshPublic(name: string, wire: Wire, format: KeyFormat): Promise<JWK | Refusal> {
  const what = unsupportedSshKind(name);
  if (what !== null) return refuse("type-unsupported", format, { what });
  if (name === "ssh-rsa") {
    const [e, n] = [wire.mpint(), wire.mpint()];
    if (!e || !n) return misshapen(format, "It ends in the middle of its numbers");
    return checked({ kty: "RSA", n: encodeBase64Url(n), e: encodeBase64Url(e) }, format);
  }
  const kind = kindCalled("ssh", name);
  if (kind) {
    const key = wire.string();
    if (!key) return misshapen(format, "It ends in the middle of its number");
    return publicFromOctets(kind, key, format);
  }
  if (name.startsWith("ecdsa-sha2-")) {
    const crv = kindCalled("ssh", wire.text() ?? "")?.name;
    const point = wire.string();
    if (!point) return misshapen(format, "It ends in the middle of its point");
    return crv === undefined
      ? refuse("type-unsupported", format, { what: `a key of type ${name}` })
      : publicFromPoint(crv, point, format);
  }
  return refuse("type-unsupported", format, { what: `a key of type ${name}` });
}
