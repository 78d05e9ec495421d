import type { JsonDocument } from "../json/types.ts";
import { lookAt } from "../registry/issuers.ts";
import { type Profile, profileOf } from "../registry/profiles.ts";

/** The profile of what a token says that it is, by its header and claims; null where nothing tells. A claim proves nothing. */
export function profileOfToken(header: JsonDocument, payload: JsonDocument): Profile | null {
  return profileOf(lookAt(header, payload));
}
