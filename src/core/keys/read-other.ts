import { problemOf } from "./formats/material.ts";
import { unusable } from "./formats/reading.ts";
import type { Field } from "./formats/text-format.ts";
import { refuse } from "./found.ts";
import { TEXT_FORMATS } from "./text-formats.ts";
import { type MappedText, placeOf, trimText } from "./text/mapped-text.ts";
import { withRepairs } from "./text/nested.ts";
import { nameText } from "./text/not-a-key.ts";
import { mendCharacters } from "./text/repair.ts";
import type { KeyReading } from "./types.ts";

/** Maximum depth of nested texts (a PEM in Base64 in JSON in a variable). */
const DEEPEST = 5;

/**
 * Reads a key field that is not plain JSON Web Keys: the first matching entry of `TEXT_FORMATS`, even if damaged.
 * Anything else is named.
 */
export async function readOther(text: string, passphrase?: string, depth = 0): Promise<KeyReading> {
  const { mapped, repairs } = mendCharacters(text);
  return withRepairs(await readMended(trimText(mapped), passphrase, depth), repairs);
}

async function readMended(mapped: MappedText, passphrase: string | undefined, depth: number): Promise<KeyReading> {
  const { text } = mapped;
  const place = placeOf(mapped, 0, text.length);
  if (text === "") {
    return unusable(problemOf(refuse("not-a-key", null, { what: "nothing but invisible characters" }), place));
  }
  const named = unusable(problemOf(nameText(text), place));
  if (depth > DEEPEST) return named;
  const field: Field = {
    mapped,
    text,
    place,
    passphrase,
    named,
    nested: (inner) => readOther(inner, passphrase, depth + 1),
    within: (inner) => readMended(trimText(inner), passphrase, depth + 1),
  };
  for (const { recognises, read } of TEXT_FORMATS) {
    const reading = recognises?.(text) === false ? null : await read(field);
    if (reading) return reading;
  }
  return named;
}
