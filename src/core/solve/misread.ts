import type { ParsedToken } from "../envelope/types.ts";
import { fitKey } from "../keys/fit/fit.ts";
import { keyFault } from "../keys/numbers/degenerate.ts";
import type { KeyMaterial } from "../keys/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import { misreadAt, misreadings } from "../text/misread.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { verifies } from "./asymmetric.ts";
import type { Found } from "./hmac.ts";
import type { Discovery } from "./types.ts";

/** Longer tokens are not typed off, and trying every character takes its time. */
const MOST_CHARACTERS = 3000;
/** How many keys are tried. */
const MOST_KEYS = 2;
/** More places than this in a signature are no mistakes of reading. */
const MOST_PLACES = 8;

interface MisreadSearch {
  readonly token: ParsedToken;
  readonly alg: string;
  /** The secret as the page uses it; null if it cannot be read. */
  readonly secret: Uint8Array<ArrayBuffer> | null;
  readonly keys: readonly KeyMaterial[];
}

/**
 * Tries the token with one character in the place of another that looks like it, for the key that the page judged with; of an
 * HMAC, any of them in the signature. Gives the token that verifies, or none, and how many were tried.
 */
export async function searchMisread({ token, alg, secret, keys }: MisreadSearch): Promise<Found> {
  const { text } = token;
  const row = algorithmRow(alg);
  const none: Found = { discovery: null, tried: 0, kinds: [] };
  if (row === null || text.length > MOST_CHARACTERS || token.segments.some(({ problems }) => problems.length > 0))
    return none;
  if (row.family === "HMAC") return secret === null || secret.length === 0 ? none : inHmac(text, row.alg, secret);
  let tried = 0;
  for (const material of keys
    .filter((key) => keyFault(key.jwk) === null && fitKey(key, alg, "verify").kind === "fits")
    .slice(0, MOST_KEYS)) {
    for (const one of misreadings(text)) {
      const [input, signature] = partsOf(one.text);
      tried += 1;
      if ((await verifies(material, row, signature, input)) !== null)
        return { discovery: discover(one.text, alg, [one.at], text), tried, kinds: [] };
    }
  }
  return { discovery: null, tried, kinds: tried > 0 ? ["misread"] : [] };
}

async function inHmac(text: string, alg: string, secret: Uint8Array<ArrayBuffer>): Promise<Found> {
  const { subtle } = globalThis.crypto;
  const params = { name: "HMAC", hash: `SHA-${alg.slice(2)}` };
  const key = await subtle.importKey("raw", secret, params, false, ["sign"]);
  const dot = text.lastIndexOf(".");
  const [said, signed] = [text.slice(dot + 1), text.slice(0, dot)];
  const macOf = async (input: string): Promise<string> =>
    encodeBase64Url(new Uint8Array(await subtle.sign("HMAC", key, encodeUtf8(input))));
  const mac = await macOf(signed);
  const places = misreadAt(said, mac);
  if (places !== null && places.length <= MOST_PLACES) {
    const all = places.map((at) => dot + 1 + at);
    return { discovery: discover(`${signed}.${mac}`, alg, all, text), tried: 1, kinds: [] };
  }
  let tried = 1;
  for (const one of misreadings(signed)) {
    tried += 1;
    if ((await macOf(one.text)) === said)
      return { discovery: discover(`${one.text}.${said}`, alg, [one.at], text), tried, kinds: [] };
  }
  return { discovery: null, tried, kinds: ["misread"] };
}

function partsOf(token: string): readonly [input: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>] {
  const dot = token.lastIndexOf(".");
  return [encodeUtf8(token.slice(0, dot)), decodeBase64Url(token.slice(dot + 1)).bytes];
}

function discover(token: string, alg: string, places: readonly number[], read: string): Discovery {
  const [at = 0] = places;
  return {
    steps: ["misread"],
    args: { alg, was: alg, at: at + 1, count: places.length, read: read.charAt(at), meant: token.charAt(at) },
    token,
  };
}
