import { jwsEnvelope } from "./jws.ts";
import { innerForm } from "./places.ts";
import type { PaneDocuments, ParsedToken, Place, SdJwtEnvelope, Slice } from "./types.ts";

/** No presentation has as many; what follows is not told apart. */
const MOST_DISCLOSURES = 10_000;

/** An SD-JWT (RFC 9901 section 4): a JWS, its disclosures, and the key binding, which is a token of its own. */
export function sdJwtEnvelope(token: ParsedToken, panes: PaneDocuments | null): SdJwtEnvelope {
  const jws = jwsEnvelope(token, panes);
  const { text } = token;
  const disclosures: Slice[] = [];
  const last = text.lastIndexOf("~") + 1;
  for (let start = text.indexOf("~") + 1; start < last && disclosures.length < MOST_DISCLOSURES;) {
    const end = text.indexOf("~", start);
    disclosures.push({ text: text.slice(start, end), range: { start, end } });
    start = end + 1;
  }
  const binding = last === text.length ? null : { text: text.slice(last), range: { start: last, end: text.length } };
  const bound: readonly Place[] =
    binding !== null && innerForm(binding.text) === "jws"
      ? [{ name: "key-binding", form: "kb-jwt", ...binding, quoted: false }]
      : [];
  return { ...jws, form: "sd-jwt", places: [...jws.places, ...bound], disclosures, binding };
}
