import type { JsonDocument } from "../json/types.ts";
import { lookAt } from "../registry/issuers.ts";
import { type Profile, profileOf } from "../registry/profiles.ts";

/** The profile of the kind of token it claims to be, by header and claims; null if unknown. A claim proves nothing. */
export function profileOfToken(header: JsonDocument, payload: JsonDocument): Profile | null {
  return profileOf(lookAt(header, payload));
}
