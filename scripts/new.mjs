/** Writes the files for a new part of Jotscope: `npm run new -- rule TIM-13 clockBehind`. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { newCheck } from "./lib/new/check.mjs";
import { newKeyFormat } from "./lib/new/key-format.mjs";
import { newRule } from "./lib/new/rule.mjs";
import { newScenario } from "./lib/new/scenario.mjs";

const KINDS = {
  rule: {
    make: newRule,
    usage: "<ID> [name]",
    what: "a rule, its line in the list, its sample, its cause",
    tests: "src/core/rules src/core/causes",
  },
  "key-format": {
    make: newKeyFormat,
    usage: "<id>",
    what: "a key format: its reader, its line in the list, its name, its sample",
    tests: "src/core/keys",
  },
  check: {
    make: newCheck,
    usage: "<name>",
    what: "a policy check, its line in the list, its policy member, its sample",
    tests: "src/core/policy",
  },
  scenario: {
    make: newScenario,
    usage: "<id>",
    what: "a lab scenario, its naive verifier, its lines in the list and in the tests",
    tests: "src/core/lab",
  },
};

const [kind = "", id, name] = process.argv.slice(2);
const chosen = Object.hasOwn(KINDS, kind) ? KINDS[/** @type {keyof typeof KINDS} */ (kind)] : null;
if (chosen === null || id === undefined) {
  for (const [each, { usage, what }] of Object.entries(KINDS)) {
    console.error(`npm run new -- ${`${each} ${usage}`.padEnd(22)}${what}`);
  }
  process.exitCode = 1;
} else {
  try {
    const files = chosen.make({ id, name }, (path) => (existsSync(path) ? readFileSync(path, "utf8") : null));
    for (const [path, text] of files) {
      writeFileSync(path, text);
      console.log(path);
    }
    console.log(`Next: replace the placeholders; then npx vitest run --project unit ${chosen.tests}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
