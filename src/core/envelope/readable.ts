import { processedPayload } from "./disclosures.ts";
import { jsonSeals } from "./json-seals.ts";
import { parseToken } from "./parse.ts";
import { selectiveOf } from "./selective.ts";
import type { JsonDocument } from "../json/types.ts";
import type { ParsedToken } from "./types.ts";

/** What anyone can read of a token that is not open: no key, no edits. */
export interface Readable {
  /** A JSON serialisation is read as its first signature or recipient, with all header parameters of that one. */
  readonly token: ParsedToken;
  /** The claims that a verifier uses (RFC 9901 section 7.1); null if there is no payload, or it is encrypted. */
  readonly claims: JsonDocument | null;
}

/** Reads a token's text. Never fails; linear in the text. */
export function readableOf(text: string): Readable {
  const whole = parseToken(text);
  const isJsonForm = whole.form === "jws-json" || whole.form === "jwe-json";
  const token = isJsonForm ? { ...(jsonSeals(whole).seals[0]?.token ?? whole), form: whole.form } : whole;
  return { token, claims: token.payload && processedPayload(token.payload.json, selectiveOf(whole)) };
}
