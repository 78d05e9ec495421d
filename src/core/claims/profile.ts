import { stringMember, wholeValue } from "../json/query.ts";
import type { JsonDocument } from "../json/types.ts";
import { type Profile, profileOf } from "../registry/profiles.ts";

/** The profile of what a token says that it is, by its header and claims; null where nothing tells. A claim proves nothing. */
export function profileOfToken(header: JsonDocument, payload: JsonDocument): Profile | null {
  return profileOf({
    header: (name) => stringMember(header, name) ?? "",
    claim: (name) => stringMember(payload, name) ?? "",
    has: (name) => wholeValue(payload, name) !== null,
  });
}
