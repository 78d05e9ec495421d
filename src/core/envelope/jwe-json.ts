import type { JsonEnvelope, ParsedToken } from "./types.ts";
import { jsonEnvelope } from "./json-form.ts";

/** A JWE in the JSON serialisation (RFC 7516 section 7.2), general or flattened: a seal for each recipient. */
export function jweJsonEnvelope({ text }: ParsedToken): JsonEnvelope {
  return jsonEnvelope(text, { form: "jwe-json", list: "recipients", seal: "encrypted_key", shared: "unprotected" });
}
