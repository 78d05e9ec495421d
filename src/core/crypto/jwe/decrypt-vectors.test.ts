import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readKeys } from "../../keys/read.ts";
import { isCompactDecrypt, runDecrypt, unmetExceptions } from "../../../testing/crypto/decrypt-cases.ts";
import type { VectorCase } from "../../../testing/crypto/vector-cases.ts";

const folder = process.env["JOTSCOPE_VECTORS"];

describe.skipIf(folder === undefined)("the compact decrypt cases of the vectors (JOTSCOPE_VECTORS)", () => {
  it("come out as labelled, or are listed as exceptions with a reason", { timeout: 60_000 }, async () => {
    const all = JSON.parse(readFileSync(join(folder ?? "", "cases.json"), "utf8")) as readonly VectorCase[];
    const cases = all.filter(isCompactDecrypt);
    const reports = [];
    for (const vector of cases) reports.push(await runDecrypt(vector, readKeys));
    expect(cases.length).toBeGreaterThan(120);
    expect(reports.flatMap(({ details }) => (details === "" ? [] : [details]))).toEqual([]);
    expect(unmetExceptions(reports)).toEqual([]);
  });
});
