import { jwsEnvelope } from "./jws.ts";
import { bindingPlaces, selectiveOf } from "./selective.ts";
import type { PaneDocuments, ParsedToken, SdJwtEnvelope } from "./types.ts";

/** An SD-JWT in the compact serialisation (RFC 9901 section 4): a JWS, its disclosures, and the key binding, which is another token. */
export function sdJwtEnvelope(token: ParsedToken, panes: PaneDocuments | null): SdJwtEnvelope {
  const jws = jwsEnvelope(token, panes);
  const selective = selectiveOf(token) ?? { disclosures: [], binding: null };
  return { ...jws, form: "sd-jwt", places: [...jws.places, ...bindingPlaces(token)], selective };
}
