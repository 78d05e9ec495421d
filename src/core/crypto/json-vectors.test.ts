import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isJsonCase, runJsonCase, unmetJsonExceptions } from "../../testing/crypto/json-cases.ts";
import type { VectorCase } from "../../testing/crypto/vector-cases.ts";
import { readKeys } from "../keys/read.ts";

const folder = process.env["JOTSCOPE_VECTORS"];

describe.skipIf(folder === undefined)("the cases of the vectors in JSON (JOTSCOPE_VECTORS)", () => {
  it("come out as labelled, or are listed as exceptions with a reason", { timeout: 60_000 }, async () => {
    const all = JSON.parse(readFileSync(join(folder ?? "", "cases.json"), "utf8")) as readonly VectorCase[];
    const cases = all.filter(isJsonCase);
    const reports = [];
    for (const vector of cases) reports.push(await runJsonCase(vector, readKeys));
    expect(cases.length).toBeGreaterThan(50);
    expect(reports.flatMap(({ details }) => (details === "" ? [] : [details]))).toEqual([]);
    expect(unmetJsonExceptions(reports)).toEqual([]);
  });
});
