import { before, camelCase, requireWords, textOf, withImport } from "./files.mjs";

const LIST = "src/core/lab/scenarios.ts";
const EXPECTED = "src/testing/lab-expected.ts";

/**
 * The files of a new lab scenario, as path and text: the scenario, its naive verifier, the list and what is expected of it. Its
 * tests follow from the list and pass; attack and words are placeholders. Throws if the id is malformed or taken.
 *
 * @param {{ id: string }} scenario
 * @param {import("./files.mjs").Read} read
 * @returns {ReadonlyMap<string, string>}
 */
export function newScenario({ id }, read) {
  requireWords(id, "the id of a scenario");
  const path = `src/core/lab/scenarios/${id}.ts`;
  const naive = `src/core/lab/naive/${id}.ts`;
  const name = camelCase(id);
  const list = textOf(LIST, read);
  const isTaken = new RegExp(`\\b${name}\\b`).test(list);
  if (isTaken || read(path) !== null || read(naive) !== null) throw new Error(`${id} exists already`);
  const files = Array.from(list.matchAll(/"\.\/(scenarios\/[\w-]+\.ts)"/g), ([, file]) => `src/core/lab/${file}`);
  const numbers = files.map((file) => Number(/^ {2}number: (\d+),$/m.exec(textOf(file, read))?.[1] ?? 0));
  const line = `import ${name} from "./scenarios/${id}.ts";`;
  return new Map([
    [path, scenarioText(id, Math.max(0, ...numbers) + 1)],
    [naive, NAIVE],
    [LIST, before(withImport(list, line), "\n];", `\n  ${name},`)],
    [EXPECTED, before(textOf(EXPECTED, read), "\n};", `\n  "${id}": ["signature", "rs256", "not-verified", null],`)],
  ]);
}

const NAIVE = `import { decodeJwt } from "jose";

/** What it does, and what it takes for granted. */
export async function verify(token: string) {
  return decodeJwt(token); // guilty: what is missing here.
}
`;

/** @param {string} id @param {number} number */
function scenarioText(id, number) {
  return `import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256 } from "../hardened/index.ts";
import { ADMIN, cast, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/${id}.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

export default defineScenario({
  id: "${id}",
  number: ${number},
  family: "signature",
  title: "The attack in a few words",
  summary: "What the naive verifier gets wrong.",
  needs: "no key",
  situation: "Who built what, and why it seemed to work.",
  actors: cast([PRIVATE], [PUBLIC], []),
  loosened: { signature: "skipped" },
  naive: {
    file: "naive/${id}.ts",
    summary: "what sets it apart",
    verify: (_, token) => verify(token),
  },
  hardened: HARDENED_RS256,
  consequence: "What Mallory can do now.",
  lesson: "What to remember.",
  clause: CLAUSES.operations,
  fixes: FIXES.verify,
  question: {
    text: "What would have helped?",
    answers: ["This", "That"],
    right: 0,
    why: "Why it is so.",
  },
  setup: pairSetup,
  forge: (setup) =>
    tell({
      honest: setup.honest,
      payload: { ...MAKE_ADMIN, value: { ...readCompact(setup.honest).claims, ...ADMIN } },
    }),
});
`;
}
