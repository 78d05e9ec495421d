import { parseJson } from "../json/parse.ts";
import type { JsonNode } from "../json/types.ts";
import { readBare } from "./formats/bare.ts";
import { readEmbedded } from "./formats/embedded.ts";
import { problemOf } from "./formats/material.ts";
import { readMultikeys } from "./formats/multikey.ts";
import { readOpensslText } from "./formats/openssl-text.ts";
import { readPem } from "./formats/pem.ts";
import { readPrintedNumbers } from "./formats/printed-numbers.ts";
import { toReading, unusable } from "./formats/reading.ts";
import { readSshLines } from "./formats/ssh-lines.ts";
import type { TextFormat } from "./formats/text-format.ts";
import { readXmlKeys } from "./formats/xml-key.ts";
import { type Found, refuse } from "./found.ts";
import { readJwks } from "./read-jwks.ts";
import { readAssigned } from "./text/assigned.ts";
import { readEmbeddedJson } from "./text/embedded-json.ts";
import { stringMember } from "./text/json-members.ts";
import { readJsonStrings } from "./text/json-strings.ts";
import { isKubernetesYaml, readKubernetesYaml } from "./text/kubernetes-secret.ts";
import { beginsWithMember, readLooseMembers } from "./text/loose-members.ts";
import { type MappedText, placeOf } from "./text/mapped-text.ts";
import { isRawKey, isTelling, type ReadNested, relocate, withRepairs } from "./text/nested.ts";
import { asJson } from "./text/printed-json.ts";
import { repair, unquoteJson, withoutMarkup, withoutPercent } from "./text/repair.ts";
import { BYTE_ARRAY, dumpedHex, printedBytes } from "./text/printed-bytes.ts";
import { hasSmartQuotes, withStraightQuotes } from "./text/smart-quotes.ts";
import { readSettings } from "./text/settings.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { toHex } from "../text/hex.ts";
import type { KeyReading, KeyRepair } from "./types.ts";

/**
 * All formats of key texts, in the order they are tried: from certain ones (armour, JSON) to those recognised only by
 * content (DER in hex or Base64). The first that gives a reading wins.
 */
export const TEXT_FORMATS: readonly TextFormat[] = [
  {
    id: "markup",
    // The text column of a hex dump may look like anything.
    recognises: (text) => dumpedHex(text) === null,
    read: async ({ mapped, within }) => {
      const unmarked = withoutMarkup(mapped);
      return unmarked && telling(await within(unmarked.mapped), unmarked.repairs);
    },
  },
  {
    id: "smart-quotes",
    recognises: hasSmartQuotes,
    read: async ({ mapped, within }) => {
      const { mapped: straight, repairs } = withStraightQuotes(mapped);
      return telling(await within(straight), repairs);
    },
  },
  { id: "json", recognises: looksLikeJson, read: ({ mapped, nested }) => readJson(mapped, nested) },
  {
    id: "printed-json",
    recognises: looksLikeJson,
    read: async ({ mapped, text, place, nested }) => {
      const literal = asJson(mapped);
      const reading = literal && literal.text !== text.replace(/;$/, "") ? await readJson(literal, nested) : null;
      return reading && telling(reading, [repair("printed", place)]);
    },
  },
  {
    id: "json-string",
    read: async ({ mapped, place, within }) => {
      const unquoted = unquoteJson(mapped);
      return unquoted && telling(await within(unquoted), [repair("json-string", place)]);
    },
  },
  {
    id: "kubernetes-yaml",
    recognises: isKubernetesYaml,
    read: ({ mapped, nested }) => readKubernetesYaml(mapped, nested),
  },
  {
    id: "percent",
    // The character column of a dump may look like this by chance.
    recognises: (text) => /%[\da-f]{2}/i.test(text) && dumpedHex(text) === null,
    read: async ({ mapped, place, within }) => {
      const reading = await within(withoutPercent(mapped));
      return telling(reading, [repair("double-encoded", place, { encoding: "percent" })]);
    },
  },
  {
    id: "pem",
    read: async ({ mapped, passphrase }) => {
      const blocks = await readPem(mapped, passphrase);
      const reading = await readingIn(blocks);
      const { byAlgorithm = [] } = blocks ?? {};
      return reading?.kind === "unusable" ? { ...reading, byAlgorithm } : reading;
    },
  },
  { id: "ssh-lines", read: async ({ mapped }) => readingIn(await readSshLines(mapped)) },
  { id: "xml", read: async ({ mapped, passphrase }) => readingOfKeys(await readXmlKeys(mapped, passphrase)) },
  { id: "openssl-text", read: async ({ mapped }) => readingOfKeys(await readOpensslText(mapped)) },
  { id: "printed-numbers", read: async ({ mapped }) => readingOfKeys(await readPrintedNumbers(mapped)) },
  {
    id: "multikey",
    recognises: (text) => text.includes("z"),
    read: async ({ mapped }) => readingOfKeys(await readMultikeys(mapped)),
  },
  {
    id: "did-jwk",
    recognises: (text) => text.startsWith("did:jwk:"),
    read: async ({ text, place, nested }) => {
      const [encoded = ""] = text.slice("did:jwk:".length).split(/[#?]/);
      const { bytes } = decodeBase64Url(encoded);
      const reading = relocate(await nested(decodeUtf8(bytes).text), () => place);
      return isTelling(reading) ? reading : null;
    },
  },
  {
    id: "printed-bytes",
    read: async ({ mapped, text, nested }) => {
      const printed = printedBytes(text);
      if (!printed) return null;
      const { octets, start, end } = printed;
      const place = placeOf(mapped, start, end);
      const reading = relocate(await nested(toHex(octets)), () => place);
      // Around raw bytes, which any list may be, there is only how the language writes one.
      const isWhole = text.length - (end - start) < 60;
      return isTelling(reading) || (isWhole && isRawKey(reading)) ? reading : null;
    },
  },
  {
    id: "printed-members",
    recognises: beginsWithMember,
    read: ({ mapped, within }) => readLooseMembers(mapped, within),
  },
  {
    id: "values",
    read: async ({ mapped, text, nested, within }) => {
      const inner = (await readAssigned(mapped, within)) ?? (await readEmbeddedJson(mapped, within));
      if (inner?.kind === "keys") return inner;
      // The rest of a broken value may be the next entry.
      const settings = /"kty\\*"/.test(text) ? null : await readSettings(mapped, nested);
      return settings && (settings.kind === "keys" || !inner) ? settings : inner;
    },
  },
  { id: "members", read: ({ mapped, within }) => readLooseMembers(mapped, within) },
  { id: "broken-json", recognises: looksLikeJson, read: async ({ mapped }) => brokenJson(mapped) },
  {
    id: "embedded",
    read: async ({ mapped, text }) => {
      const embedded = await readEmbedded(mapped);
      // If it is the whole text, it is read as bare bytes, which may be damaged.
      const isPart = embedded && (embedded.found.length > 1 || /[^\w+/=\s-]/.test(text) || embedded.repairs.length > 1);
      return isPart ? readingIn(embedded) : null;
    },
  },
  {
    id: "bare",
    read: async ({ mapped, named, nested, passphrase }) => {
      const bare = await readBare(mapped, nested, passphrase);
      if (bare === null || "reading" in bare) return bare && bare.reading;
      const reading = await toReading([bare.found], bare.repairs);
      // A certain identification (a token, an address) says more than that it is not DER.
      if (reading.kind !== "unusable" || reading.problem.code !== "not-a-key") return reading;
      return isWord(named) ? { ...reading, byAlgorithm: bare.byAlgorithm ?? [] } : null;
    },
  },
];

function looksLikeJson(text: string): boolean {
  return /^[[{]/.test(text) && !BYTE_ARRAY.test(text);
}

/** A reading with the earlier repairs, if it says more than that the text is something else. */
function telling(reading: KeyReading, repairs: readonly KeyRepair[]): KeyReading | null {
  return isTelling(reading) ? withRepairs(reading, repairs) : null;
}

function readingIn(
  blocks: { readonly found: Parameters<typeof toReading>[0]; readonly repairs: readonly KeyRepair[] } | null,
): Promise<KeyReading> | null {
  return blocks && toReading(blocks.found, blocks.repairs);
}

function readingOfKeys(found: readonly Found[] | null): Promise<KeyReading> | null {
  return found && toReading(found, []);
}

function isWord(reading: KeyReading): boolean {
  return reading.kind === "unusable" && /^a word|^text/.test(reading.problem.args["what"] ?? "");
}

/** Reads JSON: keys in it, then keys in its strings. Ranges of the reading are in the field. Null if it is not JSON. */
async function readJson(mapped: MappedText, nested: ReadNested): Promise<KeyReading | null> {
  const { text } = mapped;
  const { root, problems } = parseJson(text);
  if (!root || problems.length > 0) return null;
  const reading = (await readJwks(root, text)) ?? (await readJsonStrings(root, nested)) ?? noKeys(root);
  return relocate(reading, ({ start, end }) => placeOf(mapped, start, end));
}

/** JSON without keys. A discovery document says where they are (OpenID Connect Discovery section 3). */
function noKeys(root: JsonNode): KeyReading {
  const address = root.type === "object" ? stringMember(root, "jwks_uri") : null;
  return unusable(problemOf(refuse("empty-set", null, address === null ? {} : { jwks_uri: address }), root.range));
}

/** Where JSON breaks; null if a text in brackets has no member, so it was probably not meant as JSON. */
function brokenJson(mapped: MappedText): KeyReading | null {
  const [problem] = parseJson(mapped.text).problems;
  if (!problem || (!/["']?\w["']?[ \t\n]*:/.test(mapped.text) && problem.code !== "depth")) return null;
  const { start, end } = problem.range;
  return unusable(problemOf(refuse("json-invalid", null, { problem: problem.code }), placeOf(mapped, start, end)));
}
