import { expect, it } from "vitest";
import { draftOf } from "../core/lab/workshop.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { start } from "../testing/state/workbench.ts";
import { challengesOf, NOT_BEGUN } from "./challenge-progress.ts";

// A paste is searched for tokens: at once, so nothing is still on its way when a test ends.
await loadDetector();

const HONEST = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoidmlld2VyIn0.AAAA";

function begun() {
  const workbench = start();
  const challenges = challengesOf(workbench.view);
  challenges.setWord("blue-otter");
  challenges.change(2, () => ({ draft: draftOf(HONEST) }));
  challenges.change(2, ({ hints }) => ({ hints: hints + 1 }));
  return { workbench, challenges };
}

it("is one for each page, and each challenge has its own", () => {
  const { workbench, challenges } = begun();
  expect(challengesOf(workbench.view)).toBe(challenges);
  const { word, of } = challenges.store.getState();
  expect(word).toBe("blue-otter");
  expect([...of]).toEqual([[2, { ...NOT_BEGUN, draft: draftOf(HONEST), hints: 1 }]]);
});

it("starts over for the next class, which can be undone", () => {
  const { challenges } = begun();
  const before = challenges.store.getState();
  const restore = challenges.reset();
  expect(challenges.store.getState()).toEqual({ word: "", of: new Map() });
  restore();
  expect(challenges.store.getState()).toEqual(before);
});

it("Forget everything forgets tokens, secrets and the class's word; Clear all, which can be undone, keeps them", () => {
  const { workbench, challenges } = begun();
  workbench.actions.clearAll();
  expect(challenges.store.getState().word).toBe("blue-otter");
  workbench.actions.forgetEverything();
  expect(challenges.store.getState()).toEqual({ word: "", of: new Map() });
});
