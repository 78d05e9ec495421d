import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import { isCompactDecrypt, runDecrypt, unmetExceptions } from "../../../testing/crypto/decrypt-cases.ts";
import type { VectorCase } from "../../../testing/crypto/vector-cases.ts";

describe("in this browser, the compact decrypt cases of the vectors (skipped where JOTSCOPE_VECTORS is not set)", () => {
  it("come out as labelled, or are listed as exceptions with a reason", { timeout: 120_000 }, async ({ skip }) => {
    const text = await commands.readVectors("cases.json");
    if (text === null) return skip("JOTSCOPE_VECTORS names no folder with vectors");
    const cases = (JSON.parse(text) as readonly VectorCase[]).filter(isCompactDecrypt);
    const reports = [];
    for (const vector of cases) reports.push(await runDecrypt(vector));
    expect(cases.length).toBeGreaterThan(120);
    expect(reports.flatMap(({ details }) => (details === "" ? [] : [details]))).toEqual([]);
    expect(unmetExceptions(reports)).toEqual([]);
  });
});
