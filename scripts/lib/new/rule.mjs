import { before, camelCase, kebabCase, textOf, withImport } from "./files.mjs";

/** By an id's prefix: the folder of its rules and causes, the location of its samples, and the initial topic. */
const FAMILIES = {
  IN: { folder: "input", samples: "input", topic: "shape" },
  SEC: { folder: "secret", samples: "secret", topic: "secret" },
  KEY: { folder: "key", samples: "key", topic: "key-text" },
  HDR: { folder: "header", samples: "header", topic: "header" },
  TIM: { folder: "time", samples: "time", topic: "lifetime" },
  CLM: { folder: "claims", samples: "claims", topic: "claim" },
  PRV: { folder: "provider", samples: "practice", topic: "claim" },
  DBG: { folder: "debugger", samples: "own", topic: "tool" },
};
/** For the project's own ids, which have no cause. */
const OWN = { folder: "own", samples: "own", topic: null };
const LIST = "src/core/rules/index.ts";

/**
 * The files of a new rule, as path and text: the rule, the list with its line, the samples with its own, and, for a
 * catalogue id that has no cause yet, its cause record. The rule compiles and its sample fires; words and detection are
 * placeholders. Throws if the id is malformed or taken, or a file is not as expected.
 *
 * @param {{ id: string, name?: string | undefined }} rule
 * @param {import("./files.mjs").Read} read
 * @returns {ReadonlyMap<string, string>}
 */
export function newRule({ id, name = camelCase(id) }, read) {
  const prefix = /^([A-Z]{2,3})-\d\d$/.exec(id)?.[1];
  const family = prefix === undefined ? OWN : FAMILIES[/** @type {keyof typeof FAMILIES} */ (prefix)];
  if (family === undefined || (prefix === undefined && !/^[a-z]+(?:-[a-z\d]+)*$/.test(id)))
    throw new Error(`${id} is not an id such as TIM-13 or odd-claim`);
  if (!/^[a-z][A-Za-z\d]*$/.test(name)) throw new Error(`${name} is not a name for a constant`);
  const path = `src/core/rules/${family.folder}/${kebabCase(name)}.ts`;
  const samples = `src/testing/rules/${family.samples}.ts`;
  const list = textOf(LIST, read);
  const known = textOf(samples, read);
  const isTaken = new RegExp(`\\b${name}\\b`).test(list) || known.includes(`"${id}": {`);
  if (isTaken || read(path) !== null) throw new Error(`${id} or ${name} exists already`);
  const line = `import { ${name} } from "./${family.folder}/${kebabCase(name)}.ts";`;
  return new Map([
    [path, ruleText(id, name)],
    [LIST, before(withImport(list, line), "\n] as const;", `\n  ${name},`)],
    [samples, samplesText(known, id)],
    ...(family.topic === null ? [] : causeFile(id, family.folder, family.topic, read)),
  ]);
}

/**
 * @param {string} id
 * @param {string} folder
 * @param {string} topic
 * @param {import("./files.mjs").Read} read
 * @returns {[string, string][]}
 */
function causeFile(id, folder, topic, read) {
  const path = `src/core/causes/${folder}.ts`;
  const records = textOf(path, read);
  if (records.includes(`"${id}": {`)) return [];
  const record = `
  "${id}": {
    topic: "${topic}",
    decides: "token",
    title: "What went wrong, whatever the token (${id})",
    why: "Why it happens.",
    todo: "What to do about it.",
  },`;
  return [[path, before(records, "\n} as const satisfies", record)]];
}

/** @param {string} id @param {string} name */
function ruleText(id, name) {
  return `import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import type { Args } from "../support/words.ts";

/** What it finds, and why that matters. */
export const ${name} = defineRule({
  id: "${id}",
  spec: "RFC 7519 section 4",
  words: {
    there: (a: Args<"value">) => [\`example is \${a.value}\`, "What that means, and what to do."],
  },
  look: (facts, say) => {
    const value = facts.payloadValue("example");
    if (value?.type !== "string") return;
    say("warn", "there", { args: { value: excerpt(value.value, 40) }, place: at("payload", value.range) });
  },
});
`;
}

/** @param {string} known @param {string} id */
function samplesText(known, id) {
  const imports = /import \{ ([^}]*) \} from "\.\/sample\.ts";/.exec(known);
  if (!imports) throw new Error("the samples import nothing of sample.ts");
  const names = [...new Set([...(imports[1] ?? "").split(/,\s*/).filter(Boolean), "healthy", "payload"])];
  const key = /^[a-z]+$/.test(id) ? id : `"${id}"`;
  const sample = `
  ${key}: {
    fires: [["there", payload(\`{"example":"a"}\`), "warn", 'payload "\\\\"a\\\\""']],
    silent: [healthy()],
  },`;
  return before(known, "\n};", sample).replace(imports[0], `import { ${names.join(", ")} } from "./sample.ts";`);
}
