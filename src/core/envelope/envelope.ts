import type { Envelope, PaneDocuments, ParsedToken } from "./types.ts";
import { jweEnvelope } from "./jwe.ts";
import { jweJsonEnvelope } from "./jwe-json.ts";
import { jwsEnvelope } from "./jws.ts";
import { jwsJsonEnvelope } from "./jws-json.ts";
import { sdJwtEnvelope } from "./sd-jwt.ts";

/**
 * A token as an envelope, whatever its form; null if the text is not a token. `panes` are the panes' documents as
 * edited; if given, they define the headers and the content. Never fails.
 */
export function envelopeOf(token: ParsedToken, panes: PaneDocuments | null = null): Envelope | null {
  switch (token.form) {
    case "empty":
    case "text":
      return null;
    case "jws":
      return jwsEnvelope(token, panes);
    case "sd-jwt":
      return sdJwtEnvelope(token, panes);
    case "jwe":
      return jweEnvelope(token, panes);
    case "jws-json":
      return jwsJsonEnvelope(token, panes);
    case "jwe-json":
      return jweJsonEnvelope(token, panes);
  }
}
