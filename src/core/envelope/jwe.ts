import type { CompactEnvelope, PaneDocuments, ParsedToken } from "./types.ts";
import { partsOf, tile } from "./parts.ts";
import { placesIn } from "./places.ts";

/** A JWE in the compact serialisation (RFC 7516 section 7.1): one seal, the encrypted key. It has content once decrypted. */
export function jweEnvelope({ text, segments, ...token }: ParsedToken, panes: PaneDocuments | null): CompactEnvelope {
  const header = panes?.header ?? token.header?.json ?? null;
  const content = token.payload === null ? null : (panes?.payload ?? token.payload.json);
  const key = segments.find(({ name }) => name === "encrypted-key");
  return {
    form: "jwe",
    parts: tile(text.length, partsOf(segments)),
    protected: header,
    unprotected: null,
    seals: [{ protected: header, unprotected: null, range: key?.range ?? null }],
    content,
    places: content === null || (token.payload?.utf8.length ?? 0) > 0 ? [] : placesIn(header, content),
    selective: null,
  };
}
