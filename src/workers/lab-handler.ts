import { messageOf } from "../core/crypto/thrown.ts";
import { CAPPED } from "../core/lab/capped.ts";
import { attack } from "../core/lab/run.ts";
import { makeScenes } from "../core/lab/scenes.ts";
import { createKeyShop } from "../core/lab/toolkit/key-shop.ts";
import type { LabAnswer, LabQuestion } from "./lab-protocol.ts";

const keys = createKeyShop();

/** Answers one question; a failure is an answer, too. */
export async function answerLab({ id, scenario: name, variant, now, run }: LabQuestion): Promise<LabAnswer> {
  try {
    const scenario = CAPPED.find((candidate) => candidate.id === name);
    if (!scenario) throw new Error(`${name} does not run in a worker`);
    const again = () => scenario.setup({ now, keys }, variant);
    if (typeof run === "object") return { id, scenes: await makeScenes(scenario, again, run) };
    const setup = await again();
    const outcome = run ? await attack(scenario, setup) : null;
    const forgery = outcome?.forgery ?? (await scenario.forge(setup, { target: "naive" }));
    return { id, result: { setup, forgery, outcome } };
  } catch (error) {
    return { id, problem: messageOf(error) };
  }
}
