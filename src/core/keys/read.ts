import { parseJson } from "../json/parse.ts";
import { readJwks } from "./read-jwks.ts";
import type { KeyReading } from "./types.ts";

/** How many readings are kept: those of the fields, each asked for by reading, judging and signing at every keystroke. */
const KEPT = 6;
const kept = new Map<string, Promise<KeyReading>>();

/**
 * Reads what stands in a key field, by its content, whatever it is called: every form of `KeyFormat`, also damaged, each
 * mended damage listed. Keys come as JWK (RFC 7517). Ranges are in `text`. Never rejects on account of the text. JSON Web
 * Keys are read here; the parsers of all other forms are loaded when a text needs them. The last readings are kept, since a
 * passphrase is meant to take long.
 */
export function readKeys(text: string, passphrase = ""): Promise<KeyReading> {
  const question = `${passphrase.length} ${passphrase}${text}`;
  const reading = kept.get(question) ?? read(text, passphrase);
  kept.delete(question);
  kept.set(question, reading);
  // A Map keeps the order of insertion: the first is the one that was not asked for the longest.
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  // What failed (parsers that could not be loaded) may succeed another time.
  reading.catch(() => kept.delete(question));
  return reading;
}

/** Whether there is an encrypted key in a text that was read without a passphrase. */
export function wantsPassphrase(reading: KeyReading): boolean {
  const problems = reading.kind === "keys" ? reading.unreadable : reading.kind === "unusable" ? [reading.problem] : [];
  return problems.some(({ code }) => code.startsWith("passphrase"));
}

async function read(text: string, passphrase: string): Promise<KeyReading> {
  if (/^\s*$/.test(text)) return { kind: "empty" };
  if (/^\s*[[{]/.test(text)) {
    const { root, problems } = parseJson(text);
    const reading = root && problems.length === 0 ? await readJwks(root, text) : null;
    // What no key can have in it (a soft hyphen, a space of no width) is looked for before a key is given up.
    if (reading && (reading.kind === "keys" || !/[^\0-\x7f]/.test(text))) return reading;
  }
  const { readOther } = await import("./read-other.ts");
  return readOther(text, passphrase);
}
