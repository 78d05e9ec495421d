import { describe, expect, it } from "vitest";
import { CAPPED } from "../core/lab/capped.ts";
import { SCENARIOS } from "../core/lab/scenarios.ts";
import { answerLab } from "./lab-handler.ts";
import { sampled } from "../testing/rounds.ts";

describe("attacks in the worker", () => {
  it("are those that the list declares as capped", () => {
    expect(SCENARIOS.filter(({ isCapped }) => isCapped).toSorted((a, b) => a.number - b.number)).toEqual(CAPPED);
  });

  it.each(sampled(CAPPED))("$id can be sent back from there, with both verdicts", async ({ id: scenario }) => {
    const answer = await answerLab({ id: 1, scenario, variant: "", now: 1_800_000_000, run: true });
    const sent = structuredClone(answer);
    expect(sent).toMatchObject({
      id: 1,
      result: { outcome: { naive: { verdict: "accepted" }, hardened: { verdict: "rejected" } } },
    });
  });

  it("are prepared without asking the verifiers", async () => {
    const answer = await answerLab({
      id: 2,
      scenario: "parser-exhaustion",
      variant: "",
      now: 1_800_000_000,
      run: false,
    });
    expect(answer).toMatchObject({ id: 2, result: { outcome: null } });
  });

  it("ask both verifiers about each step, and send what they say", async () => {
    const question = { id: 4, scenario: "parser-exhaustion", variant: "", now: 1_800_000_000 };
    const made = await answerLab({ ...question, run: false });
    if (!("result" in made)) throw new Error("not prepared");
    const answer = structuredClone(await answerLab({ ...question, run: made.result.forgery }));
    if (!("scenes" in answer)) throw new Error("not asked");
    expect(answer.scenes.map(({ naive, hardened }) => [naive.verdict, hardened.verdict])).toEqual([
      ["accepted", "accepted"],
      ["accepted", "rejected"],
    ]);
  });

  it("answer an unknown scenario with the reason", async () => {
    const answer = await answerLab({ id: 3, scenario: "alg-none", variant: "", now: 0, run: true });
    expect(answer).toEqual({ id: 3, problem: "alg-none does not run in a worker" });
  });
});
