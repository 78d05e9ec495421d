import type { CompactEnvelope, PaneDocuments, ParsedToken } from "./types.ts";
import { partsOf, tile } from "./parts.ts";
import { placesIn } from "./places.ts";

/** A JWS in the compact serialisation (RFC 7515 section 7.1): one seal, the signature. */
export function jwsEnvelope({ text, segments, ...token }: ParsedToken, panes: PaneDocuments | null): CompactEnvelope {
  const header = panes?.header ?? token.header?.json ?? null;
  const content = token.payload === null ? null : (panes?.payload ?? token.payload.json);
  const signature = segments.find(({ name }) => name === "signature");
  return {
    form: "jws",
    parts: tile(text.length, partsOf(segments)),
    protected: header,
    unprotected: null,
    seals: [{ protected: header, unprotected: null, range: signature?.range ?? null }],
    content,
    // Bytes that are not UTF-8 would be lost when written back.
    places: content === null || (token.payload?.utf8.length ?? 0) > 0 ? [] : placesIn(header, content),
    selective: null,
  };
}
