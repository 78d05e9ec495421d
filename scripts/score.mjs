// Measures how well error messages are explained: `npm run score -- FILE… [--bound]`. A file contains cases as in
// src/testing/complaint/evaluation.json. With --bound the exit code is 1 if a wrong cause is called known, an unrelated
// text is claimed, or the right cause comes first for fewer than three of four.
import { readFileSync } from "node:fs";
import { runnerImport } from "vite";

const given = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const files = given.length > 0 ? given : ["src/testing/complaint/evaluation.json"];
/** @type {{ module: typeof import("../src/testing/complaint/score.ts") }} */
const { module } = await runnerImport("./src/testing/complaint/score.ts", { configFile: false, logLevel: "error" });

const WORDS = {
  first: "right cause first",
  listed: "right cause listed, not first",
  unknown: "not known",
  wrong: "known, and wrong",
  claimed: "unrelated, and claimed",
  left: "unrelated, and left alone",
};

const all = files.flatMap((file) => module.casesOf(JSON.parse(readFileSync(file, "utf8"))).map(module.scoreCase));
/** @param {string} outcome */
const of = (outcome) => all.filter((scored) => scored.outcome === outcome);
for (const [outcome, words] of Object.entries(WORDS)) {
  const found = of(outcome);
  console.log(`${String(found.length).padStart(4)}  ${words}`);
  if (outcome === "first" || outcome === "left") continue;
  for (const { id, answers } of found) console.log(`        ${id}  ${answers.slice(0, 4).join(" ")}`);
}
const messages = all.length - of("claimed").length - of("left").length;
const isWithin = of("wrong").length + of("claimed").length === 0 && of("first").length >= 0.75 * messages;
if (process.argv.includes("--bound") && !isWithin) process.exitCode = 1;
