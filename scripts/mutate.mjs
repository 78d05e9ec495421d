// @ts-check
// Mutation testing: makes one change to a file at a time and checks whether a test fails. `npm run mutate` covers the
// files below, `npm run mutate -- judge.ts` only those whose path contains a word. Survivors are printed with their
// place; the exit code is 1 if one is not listed in `EXPLAINED`.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseAst } from "vite";
import { createVitest } from "vitest/node";
import { EXPLAINED, TARGETS } from "./lib/mutation-targets.mjs";

/** @typedef {{ start: number, end: number, insert: string }} Mutation */

/** @type {Readonly<Record<string, string>>} */
const OPERATORS = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "&&": "||",
  "||": "&&",
};

/**
 * Every single change to a source text that keeps it well formed: operators, conditions, booleans, list elements.
 *
 * @param {string} text
 * @returns {Mutation[]}
 */
function mutationsOf(text) {
  /** @type {Mutation[]} */
  const found = [];
  const source = (/** @type {any} */ node) => text.slice(node.start, node.end);
  const visit = (/** @type {any} */ node) => {
    if (typeof node !== "object" || node === null) return;
    if (Array.isArray(node)) return node.forEach(visit);
    // Types do not run.
    if (typeof node.type === "string" && /^TS(?!AsExpression|NonNull|Satisfies)/.test(node.type)) return;
    if (node.type === "ImportDeclaration") return;
    if ((node.type === "BinaryExpression" || node.type === "LogicalExpression") && node.operator in OPERATORS) {
      const at = text.indexOf(node.operator, node.left.end);
      found.push({ start: at, end: at + node.operator.length, insert: OPERATORS[node.operator] ?? "" });
    }
    if (node.type === "LogicalExpression" && node.operator === "??") {
      found.push({ start: node.left.end, end: node.end, insert: "" });
    }
    if (node.type === "IfStatement" || node.type === "ConditionalExpression") {
      for (const insert of ["true", "false"]) found.push({ start: node.test.start, end: node.test.end, insert });
    }
    if (node.type === "UnaryExpression" && node.operator === "!") {
      found.push({ start: node.start, end: node.start + 1, insert: "" });
    }
    if (node.type === "Literal" && typeof node.value === "boolean") {
      found.push({ start: node.start, end: node.end, insert: String(!node.value) });
    }
    if (node.type === "ArrayExpression") {
      for (const element of node.elements) {
        if (!element) continue;
        const comma = /^\s*,/.exec(text.slice(element.end))?.[0].length ?? 0;
        found.push({ start: element.start, end: element.end + comma, insert: "" });
      }
    }
    for (const [name, child] of Object.entries(node)) if (name !== "type") visit(child);
  };
  visit(parseAst(text, { lang: "ts" }));
  return found.filter((one) => source(one) !== one.insert);
}

const words = process.argv.slice(2);
const targets = Object.entries(TARGETS).filter(
  ([file]) => words.length === 0 || words.some((word) => file.includes(word)),
);
// One server for all runs: unchanged files are read and compiled once.
const vitest = await createVitest("test", { watch: false, project: ["unit"], bail: 1, reporters: [{}] });
let unexplained = 0;
for (const [file, tests] of targets) {
  const text = readFileSync(file, "utf8");
  const specifications = await vitest.globTestSpecifications([...tests]);
  const own = new Set(specifications.map(({ moduleId }) => moduleId));
  const isNoticed = async (/** @type {Mutation | null} */ mutation) => {
    process.env["JOTSCOPE_MUTANT"] = JSON.stringify(mutation === null ? {} : { file, ...mutation });
    vitest.invalidateFile(resolve(file));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    // Vitest returns the modules of earlier runs with those of this one: the last target's, as its last change left
    // them.
    return (
      unhandledErrors.length > 0 ||
      testModules.some((module) => own.has(module.moduleId) && module.state() === "failed")
    );
  };
  if (specifications.length === 0) throw new Error(`There are no tests of ${file}.`);
  if (await isNoticed(null)) throw new Error(`The tests of ${file} fail as they are.`);
  const mutations = mutationsOf(text);
  let survivors = 0;
  for (const mutation of mutations) {
    if (await isNoticed(mutation)) continue;
    const { start, end, insert } = mutation;
    const number = text.slice(0, start).split("\n").length;
    const line = text.split("\n")[number - 1]?.trim() ?? "";
    const change = `${text.slice(start, end).replaceAll(/\s+/g, " ")} → ${insert || "nothing"}`;
    const why = EXPLAINED[`${file}: ${line}: ${change}`];
    survivors += 1;
    if (why === undefined) unexplained += 1;
    console.log(`${why === undefined ? "✗" : "·"} ${file}:${number}: ${line}: ${change}${why ? ` (${why})` : ""}`);
  }
  // If the tests fail whatever is changed, they detect nothing. The next file's tests see this one unchanged.
  if (await isNoticed(null)) throw new Error(`The tests of ${file} fail after its changes were taken back.`);
  console.log(`${file}: ${mutations.length - survivors} of ${mutations.length} changes noticed`);
}
await vitest.close();
process.exitCode = unexplained > 0 ? 1 : 0;
