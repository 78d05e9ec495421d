import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readJwks } from "../../testing/keys/inputs.ts";
import { isCompactVerify, runCase, summary, type VectorCase } from "../../testing/crypto/vector-cases.ts";

const folder = process.env["JOTSCOPE_VECTORS"];

describe.skipIf(folder === undefined)("the verify cases of the vectors (JOTSCOPE_VECTORS)", () => {
  it("have their labelled verdict, or are listed as exceptions with a reason", { timeout: 60_000 }, async () => {
    const all = JSON.parse(readFileSync(join(folder ?? "", "cases.json"), "utf8")) as readonly VectorCase[];
    const cases = all.filter(isCompactVerify);
    const reports = [];
    for (const vector of cases) reports.push(await runCase(vector, readJwks));
    const { lines, unmet } = summary(reports);
    console.info([...lines, `not compact, or to decrypt: ${all.length - cases.length}`].join("\n"));
    expect(cases.length).toBeGreaterThan(400);
    expect(reports.flatMap(({ details }) => (details === "" ? [] : [details]))).toEqual([]);
    expect(unmet).toEqual([]);
  });
});
