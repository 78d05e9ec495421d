import { EC_CURVES, keyKind, kindCalled } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { fromHex } from "../../text/hex.ts";
import { misshapen } from "../asn1/asn1.ts";
import { privateFromNumber } from "../asn1/elliptic.ts";
import { checked } from "../asn1/rsa.ts";
import { publicFromOctets } from "../asn1/spki.ts";
import { type Found, isRefusal, refuse } from "../found.ts";
import { octetsOf } from "../numbers/big-number.ts";
import { isOnCurve } from "../numbers/curve.ts";
import { type MappedText, placeOf } from "../text/mapped-text.ts";
import { curveCalled } from "./jwk-names.ts";

const FORMAT = "openssl-text";

/**
 * A modulus in decimal, and the exponent that follows it, as Java, Go, Rust, Erlang and Python print an RSA key, with
 * whatever names. No other number has as many digits.
 */
const DECIMAL =
  /(?<![\w/])(\d{150,10000})[\s,;]{1,40}(?:(?:public[ _]?)?exponent|e)?["']?\s{0,4}[:=]?\s{0,4}\+?(\d{1,12})(?![\w+/=])/gi;
/** The same with the exponent first, as Python's cryptography prints it. */
const EXPONENT_FIRST = /\be=(\d{1,12}), n=(\d{150,10000})\b/gi;
/** Curve and coordinates, in decimal as Java and Python print them. */
const COORDINATES: readonly RegExp[] = [
  /public x coord:\s*(?<x>\d{20,200})\s+public y coord:\s*(?<y>\d{20,200})\s+parameters:\s*(?<crv>\w{1,20})/gi,
  /curve=["']?(?<crv>[\w -]{1,20})["']?, (?:point_)?x=(?<x>\d{20,200}), (?:point_)?y=(?<y>\d{20,200})/gi,
];
/** The bytes of an Edwards key after its name: in hex (Bouncy Castle), or as a dump (Java). */
const EDWARDS =
  /\b(Ed25519|Ed448)\b[^{}]{0,200}?(?:public data:|unparsed keybits =)\s*([\da-f]{4}:[^[\]]{0,800}|[\da-f]{64,114}\b)/gi;
/** A number that may be a coordinate or a private key. */
const NUMBER = /(?<![\w/-])\+?(?:0x)?([\da-f]{40,200})(?![\w/-])/gi;
/** How many numbers of a text are tried as coordinates. */
const MOST_NUMBERS = 200;

/**
 * Reads the keys whose numbers a program printed, in decimal or as bare hex: RSA with its exponent, EC by its two
 * coordinates, which are a key if they are a point of a curve, and Edwards keys under their name. Null if there is none.
 */
export async function readPrintedNumbers(mapped: MappedText): Promise<readonly Found[] | null> {
  const points = await pointsIn(mapped);
  const found = [...rsaIn(mapped), ...edwardsIn(mapped), ...(points.length > 0 ? points : namedPointsIn(mapped))];
  return found.length > 0 ? found : null;
}

function rsaIn(mapped: MappedText): readonly Found[] {
  const read = (pattern: RegExp, n: number, e: number): readonly Found[] =>
    Array.from(mapped.text.matchAll(pattern), (match): Found => {
      const [modulus, exponent] = [match[n], match[e]].map((digits) => encodeBase64Url(octetsOf(BigInt(digits ?? 0))));
      const jwk = checked({ kty: "RSA", n: modulus ?? "", e: exponent ?? "" }, FORMAT);
      const range = placeOf(mapped, match.index, match.index + match[0].length);
      return isRefusal(jwk) ? { ...jwk, range } : { jwk, format: FORMAT, range };
    });
  return [...read(DECIMAL, 1, 2), ...read(EXPONENT_FIRST, 2, 1)];
}

function edwardsIn(mapped: MappedText): readonly Found[] {
  return Array.from(mapped.text.matchAll(EDWARDS), ({ 0: whole, 1: name, 2: printed = "", index }): Found => {
    const range = placeOf(mapped, index, index + whole.length);
    const kind = kindCalled("openssl", (name ?? "").toUpperCase());
    const rows = printed.includes(":")
      ? Array.from(
          printed.matchAll(/^[ \t]*[\da-f]{4}:[ \t]*((?:[\da-f]{2}[ \t]{1,4}){1,16})/gim),
          ([, row = ""]) => row,
        )
      : [printed];
    const octets = fromHex(rows.join("").replaceAll(/\s/g, ""));
    const jwk = kind && publicFromOctets(kind, octets.subarray(0, kind.bytes), FORMAT);
    return jwk === null || isRefusal(jwk)
      ? { ...misshapen(FORMAT, "Its bytes are truncated"), range }
      : { jwk, format: FORMAT, range };
  });
}

/** EC keys with decimal coordinates and the name of their curve; a point off its curve is corrupt. */
function namedPointsIn(mapped: MappedText): readonly Found[] {
  return COORDINATES.flatMap((pattern) =>
    Array.from(mapped.text.matchAll(pattern), ({ 0: whole, index, groups = {} }): Found => {
      const range = placeOf(mapped, index, index + whole.length);
      const kind = curveCalled(groups["crv"] ?? "");
      if (kind?.kty !== "EC")
        return { ...refuse("type-unsupported", FORMAT, { what: `an EC key on ${groups["crv"]}` }), range };
      const [x, y] = [groups["x"], groups["y"]].map((digits) => coordinate(BigInt(digits ?? 0), kind.bytes)) as [
        string,
        string,
      ];
      if (!isOnCurve(kind.name, x, y)) {
        return { ...misshapen(FORMAT, `Its point is not on the curve ${kind.name}: the key is corrupt`), range };
      }
      return { jwk: { kty: "EC", crv: kind.name, x, y }, format: FORMAT, range };
    }),
  );
}

function coordinate(value: bigint, size: number): string {
  const octets = octetsOf(value);
  const padded = new Uint8Array(size);
  padded.set(octets.subarray(-size), Math.max(0, size - octets.length));
  return encodeBase64Url(padded);
}

interface PrintedNumber {
  /** What its digits may mean: hex, and decimal if it has no others. */
  readonly values: readonly bigint[];
  readonly start: number;
  readonly end: number;
}

/** Neighbouring numbers that are a point of some curve, with the private number if it stands beside them. */
async function pointsIn(mapped: MappedText): Promise<readonly Found[]> {
  const numbers: PrintedNumber[] = [];
  for (const { 0: whole, 1: digits = "", index } of mapped.text.matchAll(NUMBER)) {
    if (numbers.length === MOST_NUMBERS) break;
    const values = [BigInt(`0x${digits}`), ...(/^\d+$/.test(digits) ? [BigInt(digits)] : [])];
    numbers.push({ values, start: index, end: index + whole.length });
  }
  const found: Found[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 1) {
    const [x, y] = [numbers[at], numbers[at + 1]] as [PrintedNumber, PrintedNumber];
    const jwk = y.start - x.end < 80 ? pointOf(x, y) : null;
    if (jwk === null) continue;
    const secret = await privateBeside(jwk, [numbers[at + 2], numbers[at - 1]]);
    found.push({ jwk: secret ?? jwk, format: FORMAT, range: placeOf(mapped, x.start, y.end) });
    at += 1;
  }
  return found;
}

interface Point {
  readonly kty: "EC";
  readonly crv: string;
  readonly x: string;
  readonly y: string;
}

function pointOf(one: PrintedNumber, other: PrintedNumber): Point | null {
  for (const crv of EC_CURVES) {
    const size = keyKind(crv)?.bytes ?? 0;
    for (const u of one.values)
      for (const v of other.values) {
        if (u >> BigInt(8 * size) || v >> BigInt(8 * size)) continue;
        const [x, y] = [coordinate(u, size), coordinate(v, size)];
        if (isOnCurve(crv, x, y)) return { kty: "EC", crv, x, y };
      }
  }
  return null;
}

/** The whole key, if one of the numbers is its private one. */
async function privateBeside({ crv, x, y }: Point, beside: readonly (PrintedNumber | undefined)[]) {
  for (const value of beside.flatMap((number) => number?.values ?? [])) {
    const key = await privateFromNumber(crv, octetsOf(value), null, FORMAT);
    if (!isRefusal(key) && key.x === x && key.y === y) return key;
  }
  return null;
}
