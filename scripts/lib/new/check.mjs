import { before, textOf, withImport } from "./files.mjs";

const LIST = "src/core/policy/checks.ts";
const MEMBERS = "src/core/policy/members.ts";
const SAMPLES = "src/testing/policy.ts";

/**
 * The files of a new policy check, as path and text: the check, the list with its line, the policy member that requests
 * it, and its sample. Its rule and words are the generic ones for claims until it has its own. Throws if the name is
 * taken.
 *
 * @param {{ id: string }} check
 * @param {import("./files.mjs").Read} read
 * @returns {ReadonlyMap<string, string>}
 */
export function newCheck({ id: name }, read) {
  if (!/^[a-z][A-Za-z\d]*$/.test(name)) throw new Error(`${name} is not the name of a member, such as maxAge`);
  const file = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const path = `src/core/policy/checks/${file}.ts`;
  const [list, members, samples] = [LIST, MEMBERS, SAMPLES].map((each) => textOf(each, read));
  const isTaken =
    new RegExp(`^ {2}${name}: \\[`, "m").test(members ?? "") || new RegExp(`\\b${name}\\b`).test(list ?? "");
  if (isTaken || read(path) !== null) throw new Error(`${name} exists already`);
  const withLine = before(list ?? "", "\n];", `\n  ${name},`);
  return new Map([
    [path, checkText(name)],
    [LIST, withImport(withLine, `import { ${name} } from "./checks/${file}.ts";`)],
    [MEMBERS, before(members ?? "", "\n} as const satisfies", `\n  /** What it asks for. */\n  ${name}: ["text"],`)],
    [SAMPLES, before(samples ?? "", "\n];", sampleText(name))],
  ]);
}

/** @param {string} name */
function checkText(name) {
  return `import { compared, type PolicyCheck, textIn, valueIn } from "./check.ts";

/** What it compares, and who says that a verifier should. */
export const ${name}: PolicyCheck = ({ policy, payload }) => {
  if (policy.${name} === undefined) return [];
  const isSame = textIn(payload, "example") === policy.${name};
  const mismatch = isSame ? null : ({ rule: "CLM-19", variant: "value" } as const);
  return [compared("claim", "example", valueIn(payload, "example"), [policy.${name}], mismatch)];
};
`;
}

/** @param {string} name */
function sampleText(name) {
  return `
  { policy: { ${name}: "a" }, passes: { example: "a" }, fails: { example: "b" }, says: "CLM-19/value" },`;
}
