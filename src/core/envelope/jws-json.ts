import { placesIn } from "./places.ts";
import { jsonSeals } from "./json-seals.ts";
import { bindingPlaces, selectiveOf } from "./selective.ts";
import type { JsonEnvelope, PaneDocuments, ParsedToken } from "./types.ts";

/**
 * A JWS in the JSON serialisation (RFC 7515 section 7.2), general or flattened: a seal for each signature. The panes
 * are those of the signature it was opened for. It may be an SD-JWT (RFC 9901 section 8).
 */
export function jwsJsonEnvelope(token: ParsedToken, panes: PaneDocuments | null): JsonEnvelope {
  const selective = selectiveOf(token);
  const envelope = { ...jsonSeals(token).envelope, selective, places: bindingPlaces(token) };
  if (token.seal === undefined || token.payload === null) return envelope;
  const content = panes?.payload ?? token.payload.json;
  // Bytes that are not UTF-8 would be lost when written back.
  const places = token.payload.utf8.length > 0 ? [] : placesIn(token.seal.joined.json, content);
  return { ...envelope, content, places: [...places, ...envelope.places] };
}
