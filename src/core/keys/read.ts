import { parseJson } from "../json/parse.ts";
import { createKept } from "../memory/kept.ts";
import { isBlank } from "./reading.ts";
import type { KeyReading } from "./types.ts";

/** The cached readings of the fields, needed for display, verification and signing at every keystroke. */
export const readings = createKept<KeyReading>({ entries: 6, bytes: 32 * 1024 * 1024 });

/**
 * Reads a key field by its content, whatever its label: every `KeyFormat`, even if damaged, with each repair
 * listed. Keys come as JWK (RFC 7517). Ranges are in `text`. Never rejects because of the text. Parsers load when a
 * text needs them; those of JSON Web Keys are separate. Recent readings are cached, since passphrases are slow by
 * design.
 */
export function readKeys(text: string, passphrase = ""): Promise<KeyReading> {
  return readings.get(`${passphrase.length} ${passphrase}${text}`, () => read(text, passphrase));
}

async function read(text: string, passphrase: string): Promise<KeyReading> {
  if (isBlank(text)) return { kind: "empty" };
  if (/^\s*[[{]/.test(text)) {
    const { root, problems } = parseJson(text);
    const isJson = root !== null && problems.length === 0;
    const reading = isJson ? await (await import("./read-jwks.ts")).readJwks(root, text) : null;
    // Characters that no key contains (a soft hyphen, a zero-width space) are removed before giving up.
    if (reading && (reading.kind === "keys" || !/[^\0-\x7f]/.test(text))) return reading;
  }
  const { readOther } = await import("./read-other.ts");
  return readOther(text, passphrase);
}
