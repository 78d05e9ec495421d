import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import { generateKey } from "../keys/generate.ts";
import { SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { parseToken } from "../token/parse.ts";
import { capabilities } from "./capabilities.ts";
import { judgeToken } from "./judge.ts";
import { signToken } from "./sign.ts";
import { fields, readJwks } from "./test-support.ts";
import { isCompactVerify, runCase, summary, type VectorCase } from "./vector-cases.ts";

describe("in this browser", () => {
  it("every algorithm can be done, of which ES256K and Ed448 by software alone", async () => {
    expect(await capabilities()).toEqual(new Set(SIGNATURE_ALGORITHMS));
  });

  it.each(SIGNATURE_ALGORITHMS.filter((alg) => alg !== "none"))("%s keys are made, sign and verify", async (alg) => {
    const made = await generateKey(alg);
    const keys =
      "secret" in made ? fields({ secret: made.secret }) : fields({ privateKey: { text: JSON.stringify(made.jwk) } });
    const signingInput = `${btoa(JSON.stringify({ alg })).replaceAll("=", "")}.e30`;
    const outcome = await signToken({ alg, signingInput }, keys, readJwks);
    if (outcome.kind !== "signed") throw new Error(JSON.stringify(outcome.reason));
    const judgement = await judgeToken(parseToken(`${signingInput}.${outcome.signature}`), keys, readJwks);
    expect(judgement).toMatchObject({ state: "verified", software: outcome.software });
    if (alg === "ES256K" || alg === "Ed448") expect(outcome.software).toBe(true);
    if (/^(?:HS|RS|PS|ES\d+$)/.test(alg)) expect(outcome.software).toBe(false);
  });
});

describe("the verify cases of the vectors (skipped where JOTSCOPE_VECTORS is not set)", () => {
  it(
    "have the verdict of their label, or stand in the list of exceptions with the reason",
    { timeout: 120_000 },
    async ({ skip }) => {
      const text = await commands.readVectors("cases.json");
      if (text === null) return skip("JOTSCOPE_VECTORS names no folder with vectors");
      const cases = (JSON.parse(text) as readonly VectorCase[]).filter(isCompactVerify);
      const reports = [];
      for (const vector of cases) reports.push(await runCase(vector));
      const { lines, unmet } = summary(reports);
      console.info(lines.join("\n"));
      expect(cases.length).toBeGreaterThan(400);
      expect(reports.flatMap(({ details }) => (details === "" ? [] : [details]))).toEqual([]);
      expect(unmet).toEqual([]);
    },
  );
});
