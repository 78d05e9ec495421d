import { lastMember } from "../json/query.ts";
import { minifyJson } from "../json/minify.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { octetsOfText } from "../text/octets.ts";
import { encodeUtf8, hasLoneSurrogate } from "../text/utf8.ts";
import { toBase64 } from "../keys/asn1/der.ts";
import { toHex } from "../text/hex.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { sha256, utf16 } from "./secret/octets.ts";
import type { SolveStep } from "./types.ts";

/** Bytes over which the signature may have been made. `token` is the token with this signing input, if there is one. */
export interface SigningInput {
  readonly step: SolveStep | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly header?: string;
  readonly token?: string;
}

/** The token with these segments; null if it cannot be made. */
type Spelled = (header: string, payload: string, signature: string) => string | null;

const compactly: Spelled = (...segments) => segments.join(".");
const tokenOf = (token: string | null) => (token === null ? {} : { token });

const segmentOf = (text: string): string => encodeBase64Url(encodeUtf8(text));

/** Whether a segment is the base64url of the text, or of its reading. */
function hasSameText(segment: string, text: string): boolean {
  return segmentOf(text) === segment;
}

/** The bytes' digest, as a signer hands it to a function that hashes again. */
const digestWith =
  (hash: string) =>
  async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await globalThis.crypto.subtle.digest(hash, bytes));
const [sha384, sha512] = [digestWith("SHA-384"), digestWith("SHA-512")];

/** The longest content that is also tried encoded once more. */
const MOST_ENCODED_AGAIN = 100_000;

/** Base64 as MIME writes it (RFC 2045 section 6.8), with a line break at its end as encoders write. */
function inLines(base64: string, lineBreak: string): string {
  return base64.replace(/.{76}/g, (line) => line + lineBreak) + (base64.length > 76 ? "" : lineBreak);
}

/** The JSON text as a JavaScript program would write it; null if it is not JSON. */
function rewritten(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * The JWS Signing Input of the token (RFC 7515 section 5.1 step 5), then what may have been signed instead: the
 * header before someone changed it, the JSON before it was reformatted, segments with padding, decoded segments, and
 * the hashed nonce of Microsoft Graph, which sends another nonce than it signs.
 */
export async function signingInputs(
  { segments, header, payload, detached }: ParsedToken,
  spelled: Spelled = compactly,
): Promise<readonly SigningInput[]> {
  const [first = "", second = "", third = ""] = segments.map((segment) => segment.text);
  const own = octetsOfText(`${first}.${second}${detached?.signed ?? ""}`);
  const inputs: SigningInput[] = [{ step: null, bytes: own }];
  if (header === null || payload === null || detached !== undefined) return inputs;
  if (hasLoneSurrogate(header.text) || hasLoneSurrogate(payload.text)) return inputs;
  const seen = new Set([`${first}.${second}`]);
  const add = (step: SolveStep, one: string, two: string, changedHeader?: string): void => {
    const input = `${one}.${two}`;
    if (seen.has(input)) return;
    seen.add(input);
    inputs.push({
      step,
      bytes: encodeUtf8(input),
      ...(changedHeader === undefined ? {} : { header: changedHeader }),
      ...(/^[\w-]+\.[\w-]+$/.test(input) ? tokenOf(spelled(one, two, third)) : {}),
    });
  };

  const root = header.json.root;
  const nonce = root?.type === "object" ? lastMember(root, "nonce")?.value : undefined;
  if (nonce?.type === "string") {
    const hashed = encodeBase64Url(await sha256(encodeUtf8(nonce.value)));
    const { start, end } = nonce.range;
    const changed = `${header.text.slice(0, start)}"${hashed}"${header.text.slice(end)}`;
    add("hashed-nonce", segmentOf(changed), second, changed);
  }
  const headers = [minifyJson(header.text), rewritten(header.text)];
  const payloads = [minifyJson(payload.text), rewritten(payload.text)];
  for (const one of [null, ...headers]) {
    for (const two of [null, ...payloads]) {
      add("minified", one === null ? first : segmentOf(one), two === null ? second : segmentOf(two));
    }
  }
  for (const alg of ["HS256", "HS384", "HS512", "RS256", "ES256", "none"]) {
    for (const changed of [`{"alg":"${alg}","typ":"JWT"}`, `{"typ":"JWT","alg":"${alg}"}`, `{"alg":"${alg}"}`]) {
      add("header", segmentOf(changed), second, changed);
    }
  }
  const standard = (text: string): string => toBase64(encodeUtf8(text));
  const bare = (text: string): string => standard(text).replaceAll("=", "");
  if (hasSameText(first, header.text) && hasSameText(second, payload.text)) {
    add("standard-base64", standard(header.text), standard(payload.text));
    add("standard-base64", bare(header.text), bare(payload.text));
  }
  const push = (step: SolveStep, bytes: Uint8Array<ArrayBuffer>): void => {
    inputs.push({ step, bytes });
  };
  const pushText = (step: SolveStep, content: string): void => push(step, encodeUtf8(content));
  for (const digest of [sha256, sha384, sha512]) {
    const octets = await digest(own);
    push("hashed-twice", octets);
    for (const spelled of [toHex(octets), toHex(octets).toUpperCase(), toBase64(octets), encodeBase64Url(octets)])
      pushText("hashed-twice", spelled);
  }
  const padded = (segment: string): string => segment.padEnd(Math.ceil(segment.length / 4) * 4, "=");
  add("padded-segments", padded(first), padded(second));
  add("padded-segments", first, padded(second));
  add("padded-segments", padded(first), second);
  if (hasSameText(first, header.text) && hasSameText(second, payload.text)) {
    // MIME encoders break lines and end with a line break.
    add("standard-base64", first, standard(payload.text));
    add("standard-base64", first, bare(payload.text));
    for (const lineBreak of ["\n", "\r\n"])
      add("standard-base64", inLines(standard(header.text), lineBreak), inLines(standard(payload.text), lineBreak));
  }
  add("decoded-segments", header.text, payload.text);
  add("decoded-segments", first, payload.text);
  add("decoded-segments", header.text, second);
  pushText("decoded-segments", header.text + payload.text);
  for (const end of ["\n", "\r\n", "\r", " ", "\0", "."])
    pushText(end === "." ? "dot-at-end" : "line-end", `${first}.${second}${end}`);
  pushText("no-dot", first + second);
  pushText("payload-alone", second);
  pushText("payload-alone", payload.text);
  pushText("payload-alone", `${payload.text}\n`);
  pushText("header-alone", first);
  pushText("swapped-segments", `${second}.${first}`);
  pushText("quoted-input", `"${first}.${second}"`);
  push("utf-16-input", utf16(`${first}.${second}`, true));
  push("utf-16-input", utf16(`${first}.${second}`, false));
  push("encoded-input", own.length > MOST_ENCODED_AGAIN ? own : encodeUtf8(encodeBase64Url(own)));
  return inputs;
}
