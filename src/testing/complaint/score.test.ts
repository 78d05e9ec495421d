import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { casesOf, type Outcome, scoreCase } from "./score.ts";

/** The ids of the cases of a file, by how they were answered. */
function scored(path: string): Readonly<Record<Outcome, readonly string[]>> {
  const found: Record<Outcome, string[]> = { first: [], listed: [], unknown: [], wrong: [], claimed: [], left: [] };
  for (const one of casesOf(JSON.parse(readFileSync(path, "utf8")))) found[scoreCase(one).outcome].push(one.id);
  return found;
}

/** What nothing may come below: a wrong cause called known is worse than none. */
function expectWithin(path: string, leastFirst: number): void {
  const { first, listed, unknown, wrong, claimed } = scored(path);
  expect({ wrong, claimed }).toEqual({ wrong: [], claimed: [] });
  const messages = first.length + listed.length + unknown.length;
  const share = messages === 0 ? 1 : first.length / messages;
  expect(share, `not first: ${[...listed, ...unknown].join(" ")}`).toBeGreaterThanOrEqual(leastFirst);
}

test("nineteen of twenty of the project's own messages from public threads have their true cause first, and none a wrong one", () => {
  expectWithin(join(import.meta.dirname, "evaluation.json"), 0.95);
});

test("nine of ten messages written down before the table was seen have their cause first, and none a wrong one", () => {
  expectWithin(join(import.meta.dirname, "held-back.json"), 0.9);
});

const beside = process.env["JOTSCOPE_VECTORS"];
const folder = process.env["JOTSCOPE_CASES"] ?? (beside === undefined ? "" : join(beside, "..", "cases"));
const files = ["errors.json", "unrelated.json", "seeds.json"];

describe("the cases that come with the vectors (JOTSCOPE_CASES)", () => {
  for (const file of files) {
    const path = join(folder, file);
    test.skipIf(!existsSync(path))(`${file} (skipped without it)`, () => {
      expectWithin(path, 0.95);
    });
  }
});

test("a guess counts as unknown, and a right cause recognised by its words as right", () => {
  const one = { id: "1", text: "JsonWebTokenError: jwt expired" };
  expect(scoreCase({ ...one, rules: ["TIM-01"] }).outcome).toBe("first");
  expect(scoreCase({ ...one, rules: [], words: "has expired" }).outcome).toBe("first");
  expect(scoreCase({ ...one, rules: ["KEY-07"] }).outcome).toBe("wrong");
  expect(scoreCase({ ...one, rules: ["KEY-07"], alsoRight: ["TIM-01"] }).outcome).toBe("listed");
  expect(scoreCase(one).outcome).toBe("claimed");
  expect(scoreCase({ id: "2", text: "the token and its claims were odd", rules: ["CLM-01"] }).outcome).toBe("unknown");
  expect(scoreCase({ id: "3", text: "tar: checksum verification failed" }).outcome).toBe("left");
});
