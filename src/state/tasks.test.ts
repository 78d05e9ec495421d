import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, settled, withToken } from "./workbench-fixture.ts";

beforeAll(async () => {
  await loadDetector();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const FILLER = "x".repeat(300_000);

it.each([
  ["a large token", FILLER, 1],
  ["a small token, for comparison", "", 2],
])("letters typed before a frame has passed: %s is signed so often", async (_, filler, times) => {
  const workbench = await withToken(hsToken(`{"sub":"1","filler":"${filler}"}`));
  const sign = vi.spyOn(crypto.subtle, "sign");
  workbench.actions.editPane("payload", `{"sub":"12","filler":"${filler}"}`, "typed");
  expect(workbench.view.getState().signaturePending).toBe(true);
  workbench.actions.editPane("payload", `{"sub":"123","filler":"${filler}"}`, "typed");
  const view = await settled(workbench);
  expect(view.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  expect(sign).toHaveBeenCalledTimes(times);
});
