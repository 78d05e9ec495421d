import { onForget } from "../memory/forget.ts";
import { opaqueToken } from "../registry/opaque-tokens.ts";
import { biscuitContent } from "./biscuit.ts";
import { bytesOfText, type Spelling } from "./bytes-of-text.ts";
import { cborContent } from "./cbor-content.ts";
import { compressedContent } from "./compressed.ts";
import { healthCertificate } from "./health-certificate.ts";
import { macaroonContent, macaroonOfJson } from "./macaroon.ts";
import { pasetoContent } from "./paseto.ts";
import { sessionCookie } from "./session-cookie.ts";
import type { Content } from "./types.ts";

/** What a non-JOSE text is, and how it encodes its bytes. */
export interface Foreign extends Content {
  readonly spelling: Spelling | null;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

const known = new Map<string, Foreign | null>();
/** The last texts asked about: rules and panels ask the same. */
const MOST_KNOWN = 4;

/** The prefixes that credentials are sent with. */
const SCHEME = /^(?:authorization\s{0,9}:\s{0,9})?(?:bearer|token|macaroon)\s{1,9}/i;

/**
 * Identifies a non-JOSE text, with or without its scheme: PASETO, CBOR with COSE, CWT and
 * mdoc, Biscuit, macaroon, a framework's cookie, something packed, a credential that is known by its spelling. Null if
 * unknown. Never throws. Linear.
 */
export function foreignOf(text: string): Foreign | null {
  const bare = text.trimStart().startsWith("HC1:") ? text.trimStart() : text.trim().replace(SCHEME, "");
  const last = known.get(bare);
  if (last !== undefined) return last;
  const found = find(bare);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(bare, found);
  return found;
}

onForget(() => known.clear());

function find(text: string): Foreign | null {
  const asText =
    healthCertificate(text) ?? pasetoContent(text) ?? macaroonOfJson(text) ?? opaque(text) ?? sessionCookie(text);
  if (asText !== null) return { ...asText, spelling: null, bytes: null };
  for (const { spelling, bytes } of bytesOfText(text.replace(/^biscuit:/, ""))) {
    const content = ofBytes(bytes);
    if (content !== null) return { ...content, spelling, bytes };
  }
  return null;
}

/** Any text can decode to something: bare CBOR counts only if it is tagged or large enough. */
const LEAST_PLAIN = 12;

function ofBytes(bytes: Uint8Array<ArrayBuffer>): Content | null {
  const first = bytes[0] ?? 0;
  if (first === 2 || first === 0x30) {
    const macaroon = macaroonContent(bytes);
    if (macaroon !== null) return macaroon;
  }
  if (first === 0x08 || first === 0x12) {
    const biscuit = biscuitContent(bytes);
    if (biscuit !== null) return biscuit;
  }
  const packed = compressedContent(bytes);
  if (packed !== null) return packed;
  // An array, a map or a tag.
  if (first < 0x80 || first > 0xdf) return null;
  const content = cborContent(bytes);
  const isNamed = content !== null && (content.certain || bytes.length >= LEAST_PLAIN);
  return isNamed && (content.certain || content.items.every(({ name }) => /^"[\x20-\x7e]+"$/.test(name)))
    ? content
    : null;
}

function opaque(text: string): Content | null {
  const row = opaqueToken(text);
  return (
    row && {
      kind: "opaque",
      name: row.name,
      certain: row.sure,
      about: row.isReference ? row.use : `${row.use} If it is in use, do not share it.`,
      items: [],
      ...(row.isReference && { isReference: true }),
    }
  );
}
