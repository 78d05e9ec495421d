import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { loadDiagnosis } from "../core/rules/load.ts";
import type { View } from "../state/types.ts";
import type { Workbench } from "../state/workbench.ts";
import { hsToken, SECRET, settled, start } from "../testing/state/workbench.ts";
import { atRest } from "./at-rest.ts";

beforeAll(async () => {
  await loadDiagnosis();
});

let live: Workbench;
let resting: Workbench;
let heard: View[];

beforeEach(async () => {
  // Every frame comes before the answer, so anything skipped is skipped by `atRest`.
  live = start((then) => then());
  live.actions.openText(hsToken('{"sub":"1","exp":"1700000000"}'));
  live.actions.setSecret(SECRET);
  // The first edit is over: it would reach Undo at once.
  live.actions.editPane("payload", '{"sub":"12","exp":"1700000000"}', "typed");
  await settled(live);
  resting = atRest(live);
  heard = [];
  resting.view.subscribe((view) => heard.push(view));
});
afterEach(() => {
  vi.useRealTimers();
});

const states = (): readonly string[] => heard.map(({ verdict }) => verdict.state);

it("skips the moment between a key and its answer", async () => {
  const before = resting.view.getState();
  live.actions.editPane("payload", '{"sub":"123","exp":"1700000000"}', "typed");
  expect(live.view.getState().verdict.state).toBe("pending");
  expect(resting.view.getState()).toBe(before);
  await settled(live);
  expect(new Set(states())).toEqual(new Set(["verified"]));
  expect(resting.view.getState()).toBe(live.view.getState());
});

it("shows what takes long as is", () => {
  vi.useFakeTimers();
  live.actions.editPane("payload", '{"sub":"1234","exp":"1700000000"}', "typed");
  vi.advanceTimersByTime(149);
  expect(states()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(states()).toEqual(["pending"]);
});

it("shows another token at once", () => {
  live.actions.openText(hsToken('{"sub":"2"}'));
  expect(states()).toContain("pending");
});

it("is the same one however often it is read", () => {
  expect(atRest(live)).toBe(resting);
  expect(atRest(resting)).toBe(resting);
});

it("runs an action offered for the previous text once the new text offers it too", async () => {
  const fix = resting.view.getState().findings.find(({ fix }) => fix?.kind === "replace")?.fix;
  if (fix === undefined) throw new Error("nothing to fix");
  live.actions.editPane("payload", '{"sub":"12","exp":"1700000000","b":1}', "typed");
  resting.actions.applyFix(fix);
  expect(live.view.getState().payload.text).toContain('"1700000000"');
  await settled(live);
  expect(live.view.getState().payload.text).toBe('{"sub":"12","exp":1700000000,"b":1}');
});

it("does not run an action offered for the previous text on the new one", async () => {
  const fix = resting.view.getState().findings.find(({ fix }) => fix?.kind === "replace")?.fix;
  if (fix === undefined) throw new Error("nothing to fix");
  const typed = '{"sub":"12345","exp":"1700000000"}';
  live.actions.editPane("payload", typed, "typed");
  resting.actions.applyFix(fix);
  await settled(live);
  expect(live.view.getState().payload.text).toBe(typed);
});
