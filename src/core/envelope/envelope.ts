import type { Envelope, PaneDocuments, ParsedToken } from "./types.ts";
import { jweEnvelope } from "./jwe.ts";
import { jweJsonEnvelope } from "./jwe-json.ts";
import { jwsEnvelope } from "./jws.ts";
import { jwsJsonEnvelope } from "./jws-json.ts";
import { sdJwtEnvelope } from "./sd-jwt.ts";

/**
 * A token as an envelope, whatever its form; null where the text is none. `panes` are the documents of the panes as they are
 * edited: they then say what the headers and the content are. Never fails.
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
