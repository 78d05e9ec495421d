import { before, camelCase, requireWords, textOf, withImport } from "./files.mjs";

const LIST = "src/core/keys/text-formats.ts";
const ROWS = "src/core/registry/key-formats.ts";
const SAMPLES = "src/testing/keys/formats.ts";

/**
 * The files of a new key format, as path and text: its reader, the ordered list with its line, its row with its name,
 * and its sample, which the tests of all formats use. Throws if the id is malformed or taken.
 *
 * @param {{ id: string }} format
 * @param {import("./files.mjs").Read} read
 * @returns {ReadonlyMap<string, string>}
 */
export function newKeyFormat({ id }, read) {
  requireWords(id, "the id of a format");
  const path = `src/core/keys/formats/${id}.ts`;
  const name = camelCase(id);
  const [list, rows, samples] = [LIST, ROWS, SAMPLES].map((file) => textOf(file, read));
  const isTaken = new RegExp(`^ {2}"?${id}"?: \\{`, "m").test(rows ?? "") || list?.includes(`id: "${id}"`);
  if (isTaken || read(path) !== null) throw new Error(`${id} exists already`);
  const withLine = before(list ?? "", '  {\n    id: "values",', `  ${name},\n`);
  const key = /^[a-z\d]+$/.test(id) ? id : `"${id}"`;
  return new Map([
    [path, readerText(id, name)],
    [LIST, withImport(withLine, `import { ${name} } from "./formats/${id}.ts";`)],
    [ROWS, before(rows ?? "", "\n} as const satisfies", `\n  ${key}: { name: "${id.replaceAll("-", " ")}" },`)],
    [SAMPLES, before(samples ?? "", "\n];", sampleText(id))],
  ]);
}

/** @param {string} id @param {string} name */
function readerText(id, name) {
  return `import { encodeBase64Url } from "../../text/base64url.ts";
import { isRefusal } from "../found.ts";
import { decodeBody } from "../text/base64-body.ts";
import { sliceText } from "../text/mapped-text.ts";
import { toReading } from "./reading.ts";
import type { TextFormat } from "./text-format.ts";

const START = "${id} ";

/** What it looks like, and what writes it. */
export const ${name}: TextFormat = {
  id: "${id}",
  recognises: (text) => text.startsWith(START),
  read: async ({ mapped }) => {
    const body = decodeBody(sliceText(mapped, START.length));
    if (isRefusal(body)) return toReading([body], []);
    const jwk = { kty: "OKP", crv: "Ed25519", x: encodeBase64Url(body.bytes) };
    return toReading([{ jwk, format: "${id}" }], body.repairs);
  },
};
`;
}

/** @param {string} id */
function sampleText(id) {
  return `
  {
    format: "${id}",
    text: \`${id} \${Buffer.from(ED25519.x ?? "", "base64url").toString("base64")}\`,
    jwk: ED25519,
    description: "Ed25519",
  },`;
}
