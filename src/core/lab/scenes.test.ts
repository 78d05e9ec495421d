import { describe, expect, it } from "vitest";
import { attackOf, LAB } from "../../testing/lab-cases.ts";
import { TRIED } from "../../testing/lab-tried.ts";
import { SCENARIOS } from "./scenarios.ts";
import { flawDecides, makeScenes } from "./scenes.ts";
import type { Scenario } from "./types.ts";

const made = new Map<string, ReturnType<typeof makeAll>>();

/** The scenes of a scenario in a variant. They are made once, however many tests look at them. */
function scenesOf(scenario: Scenario, variant: string) {
  const name = `${scenario.id} ${variant}`;
  const scenes = made.get(name) ?? makeAll(scenario, variant);
  made.set(name, scenes);
  return scenes;
}

async function makeAll(scenario: Scenario, variant: string) {
  const again = () => scenario.setup(LAB, variant);
  const setup = await again();
  const forgery = await scenario.forge(setup, { target: "naive" });
  return { setup, forgery, scenes: await makeScenes(scenario, again, forgery) };
}

describe.each(TRIED)("$name", (one) => {
  const { scenario, variant } = one;

  it("has two verdicts for each step, and the last step is the attack", async () => {
    const { forgery, scenes } = await scenesOf(scenario, variant);
    expect(scenes).toHaveLength(forgery.steps.length);
    const outcome = await attackOf(one);
    const last = scenes.at(-1);
    expect(last?.naive.verdict).toBe(outcome.naive.verdict);
    expect(last?.hardened.verdict).toBe(outcome.hardened.verdict);
  });

  it("begins with what the naive verifier correctly accepts, and ends with the deciding line", async () => {
    const { setup, forgery, scenes } = await scenesOf(scenario, variant);
    expect(scenes.map((scene, index) => flawDecides(scene, index + 1)).at(0)).toBe(false);
    expect(scenes.map((scene, index) => flawDecides(scene, index + 1)).at(-1)).toBe(true);
    if (forgery.steps[0]?.token !== setup.honest) return;
    expect(scenes[0]?.naive.verdict).toBe("accepted");
    // A defence that is another key takes the honest tokens of that one.
    expect(scenes[0]?.hardened.verdict).toBe(setup.hardenedHonest === undefined ? "accepted" : "rejected");
  });
});

describe("a step's verdicts", () => {
  const find = (id: string): Scenario => SCENARIOS.find((one) => one.id === id) as Scenario;

  it("are on its own token: halfway through key confusion nobody gets in", async () => {
    const { scenes } = await scenesOf(find("rs-hs-confusion"), "HS256");
    const said = scenes.map(({ naive, hardened }) => `${naive.verdict} ${hardened.verdict}`);
    expect(said).toEqual(["accepted accepted", "rejected rejected", "rejected rejected", "accepted rejected"]);
    expect(scenes.map((scene, index) => flawDecides(scene, index + 1))).toEqual([false, false, false, true]);
  });

  it("come from a fresh situation: the first use of a token is not a replay, though its text is the same", async () => {
    const { forgery, scenes } = await scenesOf(find("jti-replay"), "");
    expect(forgery.steps[0]?.token).toBe(forgery.token);
    expect(scenes.map(({ hardened }) => hardened.verdict)).toEqual(["accepted", "rejected"]);
  });

  it("say if the hardened verifier judged a token other than the one shown", async () => {
    const { scenes } = await scenesOf(find("timing-compare"), "");
    expect(scenes.at(-1)?.presented).not.toBeNull();
    const { scenes: plain } = await scenesOf(find("alg-none"), "");
    expect(plain.map(({ presented }) => presented)).toEqual([null, null, null, null]);
  });
});
