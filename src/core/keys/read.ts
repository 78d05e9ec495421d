import { parseJson } from "../json/parse.ts";
import { readJwks } from "./read-jwks.ts";
import type { KeyReading } from "./types.ts";

/**
 * Reads what stands in a key field, by its content, whatever it is called: every form of `KeyFormat`, also damaged, each
 * mended damage listed. Keys come as JWK (RFC 7517). Ranges are in `text`. Never rejects on account of the text. JSON Web
 * Keys are read here; the parsers of all other forms are loaded when a text needs them.
 */
export async function readKeys(text: string, passphrase?: string): Promise<KeyReading> {
  if (/^\s*$/.test(text)) return { kind: "empty" };
  if (/^\s*[[{]/.test(text)) {
    const { root, problems } = parseJson(text);
    const reading = root && problems.length === 0 ? await readJwks(root, text) : null;
    if (reading) return reading;
  }
  const { readOther } = await import("./read-other.ts");
  return readOther(text, passphrase);
}
