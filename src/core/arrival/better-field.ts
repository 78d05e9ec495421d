import type { DetectTokens } from "../token/load-detect.ts";
import { type Recognisers, thingsIn } from "./things.ts";
import { FIELD_OF, type FieldName, type TextPlace, type Thing } from "./types.ts";
import { isWhole } from "./whole-token.ts";

/** A shorter text is never considered to be in the wrong field, and a longer one is not examined. */
const LEAST = 20;
const MOST = 200_000;

/**
 * The field where a text belongs if it was put into the wrong one: that of the only thing recognised in it, if nothing
 * in it fits the field it is in. Null if it fits, if nothing is recognised, or if it contains things for different
 * fields.
 */
export async function betterField(
  text: string,
  field: TextPlace,
  detect: DetectTokens,
  recognisers: Recognisers,
): Promise<FieldName | null> {
  const fits = await fieldsOf(text, detect, recognisers);
  const [only] = fits;
  return only === undefined || fits.size > 1 || only === field ? null : only;
}

/** The fields that the things in a text belong in. A message with a token in it belongs in none. */
export async function fieldsOf(
  text: string,
  detect: DetectTokens,
  recognisers: Recognisers,
): Promise<ReadonlySet<FieldName>> {
  if (text.length < LEAST || text.length > MOST) return new Set();
  const tokens = detect(text).tokens.filter(isWhole);
  const length = tokens.reduce((sum, token) => sum + token.text.length, 0);
  if (tokens.length > 0 && 2 * length < text.length) return new Set();
  const things = await thingsIn(text, tokens, recognisers);
  return new Set<FieldName>([
    ...(tokens.length > 0 ? ["token" as const] : []),
    ...things.filter(isCertain).flatMap(({ kind }) => FIELD_OF[kind] ?? []),
  ]);
}

/** Text that merely may be a key may as well be a secret. */
function isCertain({ kind, keys, text }: Thing): boolean {
  return !kind.endsWith("-key") || keys !== undefined || text.includes("-----BEGIN ");
}
