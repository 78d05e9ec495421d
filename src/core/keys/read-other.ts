import { parseJson } from "../json/parse.ts";
import type { JsonNode } from "../json/types.ts";
import { readBare } from "./formats/bare.ts";
import { type Found, isRefusal, refuse } from "./formats/found.ts";
import { stringMember } from "./formats/json-members.ts";
import { readJsonStrings } from "./formats/json-strings.ts";
import { isKubernetesYaml, readKubernetesYaml } from "./formats/kubernetes-secret.ts";
import { isTelling, type ReadNested, relocate, withRepairs } from "./formats/nested.ts";
import { nameText } from "./formats/not-a-key.ts";
import { readPem } from "./formats/pem.ts";
import { readSshLines } from "./formats/ssh-lines.ts";
import { type MappedText, placeOf, sliceText, trimText } from "./mapped-text.ts";
import { materialOf, problemOf } from "./material.ts";
import { readingOf, readJwks, unusable } from "./read-jwks.ts";
import { mendCharacters, repair, unquoteJson } from "./repair.ts";
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

  const json = /^[[{]/.test(text) ? await readJson(mapped, nested) : null;
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
  if (json) return json;

  const inner = (await readAssigned(mapped, within)) ?? (await readEmbeddedJson(mapped, within));
  if (inner) return inner;
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
async function toReading(found: readonly Found[], repairs: readonly KeyRepair[]): Promise<KeyReading> {
  const keys: KeyMaterial[] = [];
  const unreadable: KeyProblem[] = [];
  for (const each of found) {
    if (isRefusal(each)) unreadable.push(problemOf(each, null));
    else keys.push(await materialOf(each));
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

/** JSON Web Keys with other text around them, as in a log or in source code. */
async function readEmbeddedJson(
  mapped: MappedText,
  within: (inner: MappedText) => Promise<KeyReading>,
): Promise<KeyReading | null> {
  const { text } = mapped;
  if (!text.includes('"kty"')) return null;
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]")) + 1;
  if (start < 0 || end <= start || (start === 0 && end === text.length)) return null;
  const reading = await within(sliceText(mapped, start, end));
  if (!isTelling(reading)) return null;
  const around = start > 0 ? placeOf(mapped, 0, start) : placeOf(mapped, end, text.length);
  return withRepairs(reading, [repair("text-around", around)]);
}
