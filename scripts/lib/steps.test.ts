import { expect, test } from "vitest";
import { failures, fileTimes, secondTries, stepCounts, vitestCounts } from "./steps.mjs";

const step = { name: "unit", command: ["vitest"] as [string], counts: vitestCounts };

test("a test that failed and then passed is a pass that is named, one that failed is named as failed", () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 1,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      {
        name: "a.test.ts",
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "steady", failureMessages: [] },
          { status: "passed", fullName: "by chance", failureMessages: ["Error: 1\n    at x"] },
          { status: "failed", fullName: "never", failureMessages: ["Error: 2\n    at y", "Error: 3"] },
        ],
      },
    ],
  };
  expect(secondTries(step, { ok: false, report })).toEqual([
    expect.stringMatching(/a\.test\.ts › by chance: Error: 1$/),
  ]);
  expect(failures(step, { ok: false, report })).toEqual([expect.stringMatching(/a\.test\.ts › never: Error: 2$/)]);
  expect(stepCounts(step, { ok: false, report })).toEqual({ passed: 2, failed: 1, skipped: 0 });
});

test("the times of a run's files are those of all its shards", () => {
  const report = (name: string, startTime: number, endTime: number) => ({
    testResults: [{ name: `${process.cwd()}/${name}`, status: "passed", startTime, endTime, assertionResults: [] }],
  });
  const times = fileTimes([report("src/a.test.ts", 1000.25, 1400), report("src/b.test.ts", 1000, 1001.5)]);
  expect(times).toEqual({ "src/a.test.ts": 400, "src/b.test.ts": 2 });
});
