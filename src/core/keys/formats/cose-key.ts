import type { JWK } from "jose";
import { type CborNode, readCbor } from "../../content/cbor.ts";
import { COSE_ALGORITHMS } from "../../registry/cose.ts";
import { bytesOf, keyKind } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { privateFromNumber, publicFromPoint } from "../asn1/elliptic.ts";
import { privateFromSeed } from "../asn1/pkcs8.ts";
import { checked } from "../asn1/rsa.ts";
import { publicFromOctets } from "../asn1/spki.ts";
import { type Found, isRefusal, refuse, type Refusal } from "../found.ts";

const FORMAT = "cose";

/** Curves by their number (IANA registry "COSE Elliptic Curves"). */
const CURVES: ReadonlyMap<number, string> = new Map([
  [1, "P-256"],
  [2, "P-384"],
  [3, "P-521"],
  [4, "X25519"],
  [5, "X448"],
  [6, "Ed25519"],
  [7, "Ed448"],
  [8, "secp256k1"],
]);

/**
 * Reads a COSE_Key (RFC 9052 section 7, RFC 8230 section 4), as WebAuthn stores the key of a credential. Null if the
 * bytes are not one CBOR map with the members of a key.
 */
export async function readCoseKey(bytes: Uint8Array<ArrayBuffer>): Promise<Found | null> {
  // A map of two to nineteen members; most texts end here.
  const first = bytes[0] ?? 0;
  if ((first < 0xa2 || first > 0xb3) && first !== 0xbf) return null;
  const node = readCbor(bytes);
  if (node?.kind !== "map") return null;
  const members = new Map(
    node.entries.map(([name, value]) => [name.kind === "number" ? Number(name.value) : NaN, value]),
  );
  const kty = numberIn(members.get(1));
  const jwk = await keyOf(members, kty);
  if (jwk === null) return null;
  if (isRefusal(jwk)) return jwk;
  const alg = COSE_ALGORITHMS.get(numberIn(members.get(3)) ?? NaN);
  return { jwk: alg !== undefined && NAMED.has(alg) ? { ...jwk, alg } : jwk, format: FORMAT };
}

/** The algorithms of COSE that JOSE calls the same. */
const NAMED: ReadonlySet<string> = new Set([
  "ES256",
  "ES384",
  "ES512",
  "ES256K",
  "EdDSA",
  "Ed25519",
  "Ed448",
  "PS256",
  "PS384",
  "PS512",
  "RS256",
  "RS384",
  "RS512",
]);

async function keyOf(members: ReadonlyMap<number, CborNode>, kty: number | null): Promise<JWK | Refusal | null> {
  const [first, x, y, d] = [-1, -2, -3, -4].map((name) => members.get(name));
  if (kty === 3) {
    const [n, e] = [first, x].map(octetsIn);
    return n && e ? checked({ kty: "RSA", n: encodeBase64Url(n), e: encodeBase64Url(e) }, FORMAT) : null;
  }
  if (kty !== 1 && kty !== 2) return null;
  const crv = CURVES.get(numberIn(first) ?? NaN);
  const kind = keyKind(crv);
  if (crv === undefined || kind === null)
    return refuse("type-unsupported", FORMAT, { what: "a COSE key on an unknown curve" });
  const [own, secret] = [octetsIn(x), octetsIn(d)];
  if (kind.kty === "OKP") {
    if (secret) return privateFromSeed(kind, secret, FORMAT, own);
    return own && publicFromOctets(kind, own, FORMAT);
  }
  const point = own && pointOf(own, y, bytesOf(crv));
  if (secret) return privateFromNumber(crv, secret, point, FORMAT);
  return point && publicFromPoint(crv, point, FORMAT);
}

/** A point from x and y; y may be only its sign (RFC 9053 section 7.1.1). */
function pointOf(x: Uint8Array, y: CborNode | undefined, size: number): Uint8Array<ArrayBuffer> | null {
  if (x.length !== size) return null;
  if (y?.kind === "word") return Uint8Array.of(y.value === "true" ? 3 : 2, ...x);
  const other = octetsIn(y);
  return other?.length === size ? Uint8Array.of(4, ...x, ...other) : null;
}

function numberIn(node: CborNode | undefined): number | null {
  return node?.kind === "number" ? Number(node.value) : null;
}

function octetsIn(node: CborNode | undefined): Uint8Array<ArrayBuffer> | null {
  return node?.kind === "bytes" ? node.value : null;
}
