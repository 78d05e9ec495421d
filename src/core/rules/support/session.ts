import { firstMember } from "../../json/query.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { decompress } from "../../text/inflate.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import type { ParsedToken } from "../../envelope/types.ts";

/** A web framework's signed session, which looks like a token. */
export interface Session {
  readonly framework: "Flask" | "Django";
  /** A leading dot means that the content is compressed with zlib. */
  readonly compressed: boolean;
  /** The content's text; null if it cannot be read. */
  readonly content: string | null;
  /** When it was signed, in seconds since the epoch; null if the timestamp is invalid. */
  readonly signedAt: number | null;
}

/** What itsdangerous and Django sign: JSON (after a dot if compressed), a short timestamp, an HMAC with SHA-1 or SHA-256. */
const SHAPES: readonly (readonly [RegExp, Session["framework"]])[] = [
  [/^(\.?)([\w-]+)\.([\w-]{5,8})\.[\w-]{27}$/, "Flask"],
  [/^(\.?)([\w-]+):([\w-]{5,8}):[\w-]{27}(?:[\w-]{16})?$/, "Django"],
];

/** Reads a web framework's session, which has no `alg`; null if the text is not one, or is a token. */
export function sessionOf(token: ParsedToken, text: string): Session | null {
  const root = token.header?.json.root;
  if (text.length > 10_000 || (root?.type === "object" && firstMember(root, "alg"))) return null;
  for (const [shape, framework] of SHAPES) {
    const [, dot = "", body = "", stamp = ""] = shape.exec(text) ?? [];
    if (body === "") continue;
    const compressed = dot === ".";
    return { framework, compressed, content: contentOf(body, compressed), signedAt: stampOf(stamp, framework) };
  }
  return null;
}

function contentOf(body: string, compressed: boolean): string | null {
  const { bytes } = decodeBase64Url(body);
  const plain = compressed ? decompress(bytes)?.bytes : bytes;
  if (plain === undefined) return null;
  const { text, problems } = decodeUtf8(plain);
  return problems.length === 0 ? text : null;
}

/** itsdangerous writes seconds as bytes, before version 1.1 from 2011 on; Django writes them in base 62. */
function stampOf(stamp: string, framework: Session["framework"]): number | null {
  if (framework === "Django") {
    const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return Array.from(stamp).reduce((sum, digit) => sum * 62 + Math.max(0, digits.indexOf(digit)), 0);
  }
  const { bytes } = decodeBase64Url(stamp);
  if (bytes.length < 4 || bytes.length > 5) return null;
  const seconds = bytes.reduce((sum, octet) => sum * 256 + octet, 0);
  return seconds < 1_000_000_000 ? seconds + 1_293_840_000 : seconds;
}
