import { ask, naiveOf, present, type Verdict } from "./run.ts";
import type { Forgery, Scenario, Setup } from "./types.ts";

/** Both verifiers' verdicts on the token of one step. */
export interface Scene {
  readonly naive: Verdict;
  readonly hardened: Verdict;
  /**
   * The token given to the hardened verifier, if it differs from the step's: an attack that queries the verifier
   * under attack (`asks`) ends with a different token for each.
   */
  readonly presented: string | null;
}

/**
 * Asks both verifiers about the token of each step, in the order of the steps. The last step is the attack itself, sent
 * after the tokens in `Forgery.before`. Each step is asked in its own situation, made by `again`, so no step leaves
 * anything in a store for the next. Never throws because a verifier rejects; rejects if a situation cannot be made.
 */
export async function makeScenes(
  scenario: Scenario,
  again: () => Promise<Setup>,
  forgery: Forgery,
): Promise<readonly Scene[]> {
  const scenes: Scene[] = [];
  for (const { token } of forgery.steps.slice(0, -1)) {
    const setup = await again();
    scenes.push({
      naive: await ask(naiveOf(scenario, setup.variant), setup, token),
      hardened: await ask(scenario.hardened, setup, token),
      presented: null,
    });
  }
  const setup = await again();
  const naive = await present(naiveOf(scenario, setup.variant), setup, forgery);
  const second = scenario.asks ? await scenario.forge(setup, { target: "hardened" }) : forgery;
  const hardened = await present(scenario.hardened, setup, second);
  scenes.push({ naive, hardened, presented: otherThan(forgery, second) });
  return scenes;
}

/** The token of the second forgery, if it differs. */
export function otherThan({ token }: Forgery, second: Pick<Forgery, "token">): string | null {
  return second.token === token ? null : second.token;
}

/**
 * Whether the marked line of the naive verifier decides at a step (from 1): it lets a token through that the hardened
 * verifier stops. The first step is the starting point, not yet an attack.
 */
export function flawDecides({ naive, hardened }: Pick<Scene, "naive" | "hardened">, step: number): boolean {
  return step > 1 && naive.verdict === "accepted" && hardened.verdict === "rejected";
}
