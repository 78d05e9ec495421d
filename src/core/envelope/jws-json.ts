import type { JsonEnvelope, ParsedToken } from "./types.ts";
import { jsonEnvelope } from "./json-form.ts";

/** A JWS in the JSON serialisation (RFC 7515 section 7.2), general or flattened: a seal for each signature. */
export function jwsJsonEnvelope({ text }: ParsedToken): JsonEnvelope {
  return jsonEnvelope(text, { form: "jws-json", list: "signatures", seal: "signature", shared: null });
}
