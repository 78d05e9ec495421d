import { utcIso } from "../claims/describe.ts";
import { parseJson } from "../json/parse.ts";
import { printJson } from "../json/print.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Content } from "./types.ts";

/** Cookies are never longer. */
const MOST = 20_000;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  decodeBase64Url(text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")).bytes;

/** Session formats of web frameworks other than JWT: Rails, Laravel, Express, and Fernet. Null if it is none. */
export function sessionCookie(text: string): Content | null {
  if (text.length > MOST) return null;
  return rails(text) ?? laravel(text) ?? express(text) ?? fernet(text);
}

/** Rails: content, `--` and an HMAC in hex if signed; three Base64 texts if encrypted (AES-GCM). */
function rails(cookie: string): Content | null {
  const text = cookie.replace(/%3D/gi, "=").replace(/%2B/gi, "+").replace(/%2F/gi, "/");
  const signed = /^([\w+/-]{8,}={0,2})--([\da-f]{40}|[\da-f]{64})$/.exec(text);
  if (signed) {
    const bytes = bytesOf(signed[1] ?? "");
    const { text: plain, problems } = decodeUtf8(bytes);
    const isMarshal = bytes[0] === 4 && bytes[1] === 8;
    const isText = problems.length === 0 && /^[\t\n\r\x20-\x7e\u{a0}-\u{10ffff}]+$/u.test(plain);
    // A branch name with a commit hash looks the same.
    if (!isText && !isMarshal) return null;
    return {
      kind: "session",
      name: "a signed cookie of Rails",
      certain: isMarshal || /^\s*[{["]/.test(plain),
      about: `It is signed with the application's secret_key_base (HMAC) but not encrypted${isMarshal ? "; its content is Ruby's Marshal, which must not be loaded from an untrusted source" : ""}. Only that application can verify it.`,
      items: [{ name: "HMAC", value: signed[2] ?? "", note: signed[2]?.length === 40 ? "SHA-1" : "SHA-256" }],
      ...(isText ? { text: printJson(plain) } : {}),
    };
  }
  const sealed = /^([\w+/]{8,}={0,2})--([\w+/]{16}={0,2})--([\w+/]{22}={0,2})$/.exec(text);
  if (!sealed || bytesOf(sealed[2] ?? "").length !== 12 || bytesOf(sealed[3] ?? "").length !== 16) return null;
  return {
    kind: "session",
    name: "an encrypted session cookie of Rails",
    certain: true,
    about:
      "It is encrypted with a key derived from the application's secret_key_base (AES-256-GCM). Only that application can read it.",
    items: [{ name: "ciphertext", value: `${bytesOf(sealed[1] ?? "").length} bytes` }],
  };
}

/** Laravel: JSON with iv, value and mac, in Base64. */
function laravel(cookie: string): Content | null {
  const text = cookie.replace(/%3D/gi, "=");
  if (!/^eyJpdiI6[\w+/]+={0,2}$/.test(text)) return null;
  const root = wholeObject(parseJson(decodeUtf8(bytesOf(text)).text));
  if (root === null || !["iv", "value", "mac"].every((name) => lastMember(root, name))) return null;
  return {
    kind: "session",
    name: "an encrypted cookie of Laravel",
    certain: true,
    about: "It is encrypted with the application's APP_KEY. Only that application can read it.",
    items: root.members.flatMap(({ name, value }) => (value.type === "string" ? [{ name, value: value.value }] : [])),
  };
}

/** Express: `s:`, a value, a dot and an HMAC (cookie-signature). */
function express(cookie: string): Content | null {
  const [, value, mac] = /^s(?::|%3A)([^\s;]{1,4000})\.([\w+/%-]{43,60}=?)$/i.exec(cookie) ?? [];
  if (value === undefined || mac === undefined) return null;
  if (bytesOf(mac.replace(/%2B/gi, "+").replace(/%2F/gi, "/").replace(/%3D/gi, "=")).length !== 32) return null;
  return {
    kind: "session",
    name: "a signed cookie of Express",
    certain: true,
    about:
      "It is a value and an HMAC with the secret of express-session or cookie-parser. The value is usually the id of a session that the server keeps.",
    items: [{ name: "value", value }],
  };
}

/** Fernet: a version, the time, an IV, the ciphertext and an HMAC. */
function fernet(text: string): Content | null {
  if (!/^gAAAAA[\w-]{60,}={0,2}$/.test(text)) return null;
  const bytes = bytesOf(text);
  if (bytes[0] !== 0x80 || bytes.length < 73 || (bytes.length - 57) % 16 !== 0) return null;
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(1));
  return {
    kind: "opaque",
    name: "a Fernet token",
    certain: true,
    about:
      "It is encrypted with AES-CBC and signed with an HMAC, by one shared key (cryptography.fernet in Python; Keystone and Airflow use it). Only someone with the key can read it.",
    items: [
      { name: "created", value: utcIso(seconds) ?? String(seconds), note: "not encrypted" },
      { name: "ciphertext", value: `${bytes.length - 57} bytes` },
    ],
  };
}
