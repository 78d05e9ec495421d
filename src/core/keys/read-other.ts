import { parseJson } from "../json/parse.ts";
import type { JsonNode } from "../json/types.ts";
import { DECIMALS, readBare } from "./formats/bare.ts";
import { readEmbedded } from "./formats/embedded.ts";
import { type Found, isRefusal, refuse } from "./formats/found.ts";
import { stringMember } from "./formats/json-members.ts";
import { readJsonStrings } from "./formats/json-strings.ts";
import { isKubernetesYaml, readKubernetesYaml } from "./formats/kubernetes-secret.ts";
import { isTelling, type ReadNested, relocate, withRepairs } from "./formats/nested.ts";
import { nameText } from "./formats/not-a-key.ts";
import { readOpensslText, readPrintedNumbers } from "./formats/openssl-text.ts";
import { readPem } from "./formats/pem.ts";
import { readSettings } from "./formats/settings.ts";
import { readSshLines } from "./formats/ssh-lines.ts";
import { readXmlKeys } from "./formats/xml-key.ts";
import { type MappedText, placeOf, replaceText, sliceText, trimText } from "./mapped-text.ts";
import { materialOf, problemOf } from "./material.ts";
import { readingOf, readJwks, unusable } from "./read-jwks.ts";
import { mendCharacters, repair, unquoteJson, withoutMarkup } from "./repair.ts";
import type { KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "./types.ts";

/** Texts within texts (a PEM in Base64 in JSON in a variable) are followed as deep as people nest them. */
const DEEPEST = 5;

/**
 * Reads what is in a key field and no plain JSON Web Key: all other forms, and all forms with damage. The order goes from
 * what is certain (armour, JSON) to what is told by its content alone (DER in hex or Base64); in the end the text is named.
 */
export async function readOther(text: string, passphrase?: string, depth = 0): Promise<KeyReading> {
  const { mapped, repairs } = mendCharacters(text);
  return withRepairs(await readMended(trimText(mapped), passphrase, depth), repairs);
}

async function readMended(mapped: MappedText, passphrase: string | undefined, depth: number): Promise<KeyReading> {
  const { text } = mapped;
  const place = placeOf(mapped, 0, text.length);
  if (text === "") {
    return unusable(
      problemOf(refuse("not-a-key", null, { what: "nothing but characters that can not be seen" }), place),
    );
  }
  const named = unusable(problemOf(nameText(text), place));
  if (depth > DEEPEST) return named;
  const nested: ReadNested = (inner) => readOther(inner, passphrase, depth + 1);
  const within = (inner: MappedText): Promise<KeyReading> => readMended(trimText(inner), passphrase, depth + 1);

  const unmarked = withoutMarkup(mapped);
  if (unmarked) {
    const reading = await within(unmarked.mapped);
    if (isTelling(reading)) return withRepairs(reading, unmarked.repairs);
  }
  const json = /^[[{]/.test(text) && !DECIMALS.test(text) ? await readJson(mapped, nested) : null;
  if (json && json.kind !== "unusable") return json;
  if (json?.kind === "unusable" && json.problem.code !== "json-invalid") return json;
  const unquoted = unquoteJson(mapped);
  if (unquoted) {
    const reading = await within(unquoted);
    if (isTelling(reading)) return withRepairs(reading, [repair("json-string", place)]);
  }
  if (isKubernetesYaml(mapped)) {
    const reading = await readKubernetesYaml(mapped, nested);
    if (reading) return reading;
  }
  const blocks = (await readPem(mapped, passphrase)) ?? (await readSshLines(mapped));
  if (blocks) return toReading(blocks.found, blocks.repairs);

  const printed =
    (await readXmlKeys(mapped, passphrase)) ?? (await readOpensslText(mapped)) ?? readPrintedNumbers(mapped);
  if (printed) return toReading(printed, []);

  const inner = (await readAssigned(mapped, within)) ?? (await readEmbeddedJson(mapped, within));
  if (inner?.kind === "keys") return inner;
  // What one value breaks off with may be the next entry.
  const settings = /"kty\\*"/.test(text) ? null : await readSettings(mapped, nested);
  if (settings && (settings.kind === "keys" || !inner)) return settings;
  if (inner) return inner;
  if (json) return json;
  const embedded = await readEmbedded(mapped);
  // One that is the whole text is read below, where it may be damaged as well.
  if (embedded && (embedded.found.length > 1 || /[^\w+/=\s-]/.test(text) || embedded.repairs.length > 1)) {
    return toReading(embedded.found, embedded.repairs);
  }
  const bare = await readBare(mapped, nested, passphrase);
  if (bare && "reading" in bare) return bare.reading;
  if (!bare) return named;
  const reading = await toReading([bare.found], bare.repairs);
  // A look that is certain (a token, an address) says more than that it is no DER.
  return reading.kind === "unusable" && reading.problem.code === "not-a-key" && !isWord(named) ? named : reading;
}

function isWord(reading: KeyReading): boolean {
  return reading.kind === "unusable" && /^a word|^text/.test(reading.problem.args["what"] ?? "");
}

/** The reading of what was found; the format is that of the first key. */
async function toReading(found: readonly (Found | KeyMaterial)[], repairs: readonly KeyRepair[]): Promise<KeyReading> {
  const keys: KeyMaterial[] = [];
  const unreadable: KeyProblem[] = [];
  for (const each of found) {
    if (isRefusal(each)) unreadable.push(problemOf(each, null));
    else keys.push("thumbprint" in each ? each : await materialOf(each));
  }
  const reading = readingOf(keys[0]?.format ?? "spki", keys, unreadable);
  return withRepairs(reading ?? unusable(problemOf(refuse("not-a-key", null), null)), repairs);
}

/** Reads JSON: keys in it, then keys in its strings. Ranges of the reading are in the field. */
async function readJson(mapped: MappedText, nested: ReadNested): Promise<KeyReading | null> {
  const { text } = mapped;
  const { root, problems } = parseJson(text);
  const move = ({ start, end }: { readonly start: number; readonly end: number }) => placeOf(mapped, start, end);
  const [problem] = problems;
  if (problem) {
    const { code, range } = problem;
    if (!/["']?\w["']?[ \t\n]*:/.test(text) && code !== "depth") return null;
    return unusable(problemOf({ ...refuse("json-invalid", null, { problem: code }), range: move(range) }, null));
  }
  if (!root) return null;
  const reading = (await readJwks(root, text)) ?? (await readJsonStrings(root, nested)) ?? noKeys(root);
  return relocate(reading, move);
}

/** JSON without keys. A discovery document says where they are (OpenID Connect Discovery section 3). */
function noKeys(root: JsonNode): KeyReading {
  const address = root.type === "object" ? stringMember(root, "jwks_uri") : null;
  return unusable(problemOf(refuse("empty-set", null, address === null ? {} : { jwks_uri: address }), root.range));
}

/** `NAME=value`, `name: value`, or a value in quotes: the value is read where it is a key. */
async function readAssigned(
  mapped: MappedText,
  within: (inner: MappedText) => Promise<KeyReading>,
): Promise<KeyReading | null> {
  const { text } = mapped;
  const quoted = /^(["'`])[^]*\1[;,]?$/.exec(text);
  if (quoted && text.length > 2) {
    const end = text.lastIndexOf(quoted[1] as string);
    const reading = await within(sliceText(mapped, 1, end));
    return isTelling(reading) ? withRepairs(reading, [repair("quotes", placeOf(mapped, 0, 1))]) : null;
  }
  const name =
    /^(?:(?:export|set|const|let|var|ENV)[ \t]+)?["']?[A-Za-z_][\w.-]{0,100}["']?[ \t]*[:=](?!\/\/|=)[ \t]*(?:[|>][-+\d]*[ \t]*\n)?/.exec(
      text,
    );
  if (!name || name[0].length >= text.length) return null;
  const reading = await within(sliceText(mapped, name[0].length));
  return isTelling(reading)
    ? withRepairs(reading, [repair("env-or-yaml", placeOf(mapped, 0, name[0].trimEnd().length))])
    : null;
}

/** JSON Web Keys with other text around them, as in a log or in source code, or with their quotes and line breaks escaped. */
async function readEmbeddedJson(
  mapped: MappedText,
  within: (inner: MappedText) => Promise<KeyReading>,
): Promise<KeyReading | null> {
  const { text } = mapped;
  if (!/"kty\\*"/.test(text)) return null;
  if (/\\/.test(text)) {
    const { result, places } = replaceText(mapped, /\\+(?:(["/])|[nrt]|[ \t]*\n)/g, ([, kept]) => kept ?? "\n");
    const [first] = places;
    const reading = first ? await within(result) : null;
    if (first && reading && isTelling(reading)) return withRepairs(reading, [repair("escaped-newlines", first)]);
  }
  const parts = jsonParts(text);
  const [first] = parts;
  if (!first || (first.start === 0 && first.end === text.length)) return null;
  // JSON that breaks off says where; keys further in are not all that was meant. A settings file has a heading in brackets.
  if (/^[[{]/.test(text) && first.start > 0 && !/^\[[\w .:-]+\][ \t]*\n/.test(text)) return null;
  const readings: Extract<KeyReading, { kind: "keys" }>[] = [];
  for (const { start, end } of parts) {
    const reading = await within(sliceText(mapped, start, end));
    if (reading.kind === "keys") readings.push(reading);
    else if (parts.length === 1 && isTelling(reading)) return reading;
  }
  const [one] = readings;
  if (!one) return null;
  const around = first.start > 0 ? placeOf(mapped, 0, first.start) : placeOf(mapped, first.end, text.length);
  return {
    kind: "keys",
    format: readings.length > 1 ? "jwks" : one.format,
    keys: readings.flatMap(({ keys }) => keys),
    repairs: [repair("text-around", around), ...readings.flatMap(({ repairs }) => repairs)],
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
  };
}

/** How often a text is gone through in search of JSON, all pieces taken together. */
const MOST_PASSES = 8;

/**
 * The outermost pieces of a text that are JSON and hold a key: from a bracket to the one that closes it, quotes respected. A
 * bracket that is not closed, or closes no JSON, is passed over, and the search given up where that takes too long.
 */
function jsonParts(text: string): readonly { readonly start: number; readonly end: number }[] {
  const parts: { readonly start: number; readonly end: number }[] = [];
  const openings = /[[{]/g;
  let left = MOST_PASSES * text.length;
  for (let opening = openings.exec(text); opening && left > 0; opening = openings.exec(text)) {
    const start = opening.index;
    const end = closingEnd(text, start);
    left -= (end ?? text.length) - start;
    if (end === null) continue;
    const piece = text.slice(start, end);
    if (!piece.includes('"kty"') || parseJson(piece).problems.length > 0) continue;
    parts.push({ start, end });
    openings.lastIndex = end;
  }
  return parts;
}

/** The offset behind the bracket that closes the one at `start`; null where none does. */
function closingEnd(text: string, start: number): number | null {
  let depth = 0;
  const tokens = /"(?:[^"\\\n]|\\.)*"|[[{\]}]/g;
  tokens.lastIndex = start;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    if (depth === 0) return match.index + token.length;
  }
  return null;
}
