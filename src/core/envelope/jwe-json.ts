import { placesIn } from "./places.ts";
import { jsonSeals } from "./json-seals.ts";
import type { JsonEnvelope, PaneDocuments, ParsedToken } from "./types.ts";

/**
 * A JWE in the JSON serialisation (RFC 7516 section 7.2), general or flattened: a seal for each recipient. It has
 * content once decrypted.
 */
export function jweJsonEnvelope(token: ParsedToken, panes: PaneDocuments | null): JsonEnvelope {
  const { envelope } = jsonSeals(token);
  if (token.seal === undefined || token.payload === null) return envelope;
  const content = panes?.payload ?? token.payload.json;
  const places = token.payload.utf8.length > 0 ? [] : placesIn(token.seal.joined.json, content);
  return { ...envelope, content, places };
}
