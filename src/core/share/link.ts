import { decodeBase64Url, encodeBase64Url, isStrictBase64Url } from "../text/base64url.ts";
import { inflate } from "../text/inflate.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { plainView, type SharedView, viewOf } from "./view.ts";

/** The version that this page writes and reads: `1.`, then base64url of raw DEFLATE (RFC 1951) of JSON in UTF-8. */
const VERSION = "1";

/** A view may unpack to this many bytes at most; a link to a larger one is not read. */
export const MOST_OCTETS = 1024 * 1024;

/** Why a link's text does not yield a view. */
type LinkFault = "version" | "broken" | "too-large" | "not-a-view";

type LinkReading =
  | { readonly kind: "view"; readonly view: SharedView }
  | { readonly kind: "fault"; readonly fault: LinkFault; readonly version: string };

/** A view as the text of a link, and whether it was compressed. Rejects if it is too large for one. */
export async function linkText(view: SharedView): Promise<{ readonly text: string; readonly compressed: boolean }> {
  const octets = encodeUtf8(JSON.stringify(plainView(view)));
  if (octets.length > MOST_OCTETS) throw new RangeError("too large for a link");
  const deflated = await deflate(octets);
  return { text: `${VERSION}.${encodeBase64Url(deflated ?? stored(octets))}`, compressed: deflated !== null };
}

/** Reads the text of a link. Never fails, and unpacks at most `MOST_OCTETS`. */
export function readLinkText(text: string): LinkReading {
  const dot = text.indexOf(".");
  const version = text.slice(0, dot).slice(0, 20);
  const fault = (what: LinkFault): LinkReading => ({ kind: "fault", fault: what, version });
  if (dot < 0 || !/^\d{1,20}$/.test(version)) return fault("broken");
  if (version !== VERSION) return fault("version");
  const packed = text.slice(dot + 1).trim();
  if (packed === "" || !isStrictBase64Url(packed)) return fault("broken");
  let isTooLarge = false;
  const octets = inflate(decodeBase64Url(packed).bytes, 0, MOST_OCTETS, () => (isTooLarge = true));
  if (octets === null) return fault(isTooLarge ? "too-large" : "broken");
  const { text: json, problems } = decodeUtf8(octets);
  if (problems.length > 0) return fault("broken");
  const view = viewOf(parsed(json));
  return view === null ? fault("not-a-view") : { kind: "view", view };
}

/** The value of a JSON text; undefined if it is not JSON. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Compresses bytes (RFC 1951); null if the browser cannot. */
async function deflate(octets: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  if (typeof CompressionStream === "undefined") return null;
  let stream: CompressionStream;
  try {
    stream = new CompressionStream("deflate-raw");
  } catch {
    return null;
  }
  return new Uint8Array(await new Response(new Blob([octets]).stream().pipeThrough(stream)).arrayBuffer());
}

const MOST_STORED = 0xffff;

/** Bytes as a DEFLATE stream of stored blocks (RFC 1951 section 3.2.4): any decoder reads it, but it is not smaller. */
export function stored(octets: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(octets.length / MOST_STORED));
  const out = new Uint8Array(octets.length + 5 * blocks);
  let at = 0;
  for (let block = 0; block < blocks; block += 1) {
    const part = octets.subarray(block * MOST_STORED, (block + 1) * MOST_STORED);
    const { length } = part;
    out.set([Number(block === blocks - 1), length & 255, length >> 8, ~length & 255, (~length >> 8) & 255], at);
    out.set(part, at + 5);
    at += 5 + length;
  }
  return out;
}
