import { attack } from "../core/lab/run.ts";
import { makeScenes, type Scene } from "../core/lab/scenes.ts";
import { createKeyShop } from "../core/lab/toolkit/key-shop.ts";
import type { Forgery, Scenario, Setup } from "../core/lab/types.ts";
import type { LabResult } from "../workers/lab-protocol.ts";
import { attackInWorker, scenesInWorker } from "../workers/lab-client.ts";

/** A user's change to a simulated object, recorded so that it can be repeated in a fresh situation. */
export interface WorldEdit {
  readonly object: string;
  readonly entry: string;
  readonly value: string;
}

/** Keys are made once for as long as the page is open. */
const keys = createKeyShop();

/**
 * Recreates the situation at `at` (NumericDate, seconds; null: this moment) with the reader's changes in it, and runs
 * the attack or, without `run`, only prepares it. Capped attacks run in a worker. Rejects if this browser cannot do
 * it.
 */
export async function carryOut(
  scenario: Scenario,
  variant: string,
  { run, edits, at }: { readonly run: boolean; readonly edits: readonly WorldEdit[]; readonly at: number | null },
): Promise<LabResult> {
  // In a frame, this also blocks the surrounding pages.
  if (!globalThis.crypto?.subtle)
    throw new Error("keys can only be generated in a secure context: https, localhost or a file.");
  const now = at ?? Math.floor(Date.now() / 1000);
  if (scenario.isCapped) return attackInWorker({ scenario: scenario.id, variant, now, run });
  const setup = await situation(scenario, variant, now, edits);
  const outcome = run ? await attack(scenario, setup) : null;
  const forgery = outcome?.forgery ?? (await scenario.forge(setup, { target: "naive" }));
  return { setup, forgery, outcome };
}

/** Asks both verifiers about each step of a forgery that was made in `setup`, in situations like it. Rejects as `carryOut`. */
export function judgeScenes(
  scenario: Scenario,
  { variant, now }: Setup,
  forgery: Forgery,
  edits: readonly WorldEdit[],
): Promise<readonly Scene[]> {
  if (scenario.isCapped) return scenesInWorker({ scenario: scenario.id, variant, now, run: forgery });
  return makeScenes(scenario, () => situation(scenario, variant, now, edits), forgery);
}

async function situation(
  scenario: Scenario,
  variant: string,
  now: number,
  edits: readonly WorldEdit[],
): Promise<Setup> {
  const setup = await scenario.setup({ now, keys }, variant);
  for (const { object, entry, value } of edits) setup.world.find(({ name }) => name === object)?.set(entry, value);
  return setup;
}
