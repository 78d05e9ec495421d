import { describe, expect, it } from "vitest";
import { readMask } from "./mask.ts";
import { startSearch, type SearchWorker } from "./search.ts";
import { keyspaceSource, type Source } from "./sources.ts";
import type { UnitResult } from "./work.ts";

/** Workers that answer when the test says so. */
function slowWorkers(count: number): { workers: SearchWorker[]; open: (() => void)[]; terminated: () => number } {
  const open: (() => void)[] = [];
  let terminated = 0;
  const result: UnitResult = { tried: 10, found: null, current: null, milliseconds: 1 };
  const workers = Array.from({ length: count }, () => ({
    run: () => new Promise<UnitResult>((resolve) => open.push(() => resolve(result))),
    terminate: () => {
      terminated += 1;
    },
  }));
  return { workers, open, terminated: () => terminated };
}

function digits(): readonly Source[] {
  const reading = readMask("?d?d?d?d?d?d");
  if (reading.kind === "unusable") throw new Error("a mask");
  return [keyspaceSource("mask", reading.keyspaces)];
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe("search control", () => {
  it("gives each worker two units, so none waits for the page", async () => {
    const { workers, open } = slowWorkers(3);
    startSearch(
      workers,
      digits(),
      () => 0,
      () => {},
    ).progress();
    await settle();
    expect(open).toHaveLength(6);
  });

  it("starts no new unit while paused, and resumes where it was", async () => {
    const { workers, open } = slowWorkers(1);
    const search = startSearch(
      workers,
      digits(),
      () => 0,
      () => {},
    );
    await settle();
    search.pause();
    for (const answer of open.splice(0)) answer();
    await settle();
    expect(search.progress()).toMatchObject({ state: "paused", tried: 20, rate: 0 });
    expect(open).toHaveLength(0);
    search.resume();
    await settle();
    expect(open).toHaveLength(2);
    expect(search.progress().state).toBe("running");
  });

  it("ends all workers at once on cancel, and reports nothing that arrives later", async () => {
    const { workers, open, terminated } = slowWorkers(2);
    let changes = 0;
    const search = startSearch(
      workers,
      digits(),
      () => 0,
      () => {
        changes += 1;
      },
    );
    await settle();
    search.cancel();
    expect(terminated()).toBe(2);
    const before = changes;
    for (const answer of open.splice(0)) answer();
    await settle();
    expect(search.progress()).toMatchObject({ state: "cancelled", tried: 0 });
    expect(changes).toBe(before);
  });

  it("does not count pauses as time", async () => {
    let now = 1_000;
    const { workers } = slowWorkers(1);
    const search = startSearch(
      workers,
      digits(),
      () => now,
      () => {},
    );
    now += 500;
    search.pause();
    now += 60_000;
    search.resume();
    now += 250;
    expect(search.progress().milliseconds).toBe(750);
  });

  it("fails, and ends its workers, if one of them dies", async () => {
    const { workers, terminated } = slowWorkers(1);
    const dead: SearchWorker = { run: () => Promise.reject(new Error("dead")), terminate: () => {} };
    const search = startSearch(
      [...workers, dead],
      digits(),
      () => 0,
      () => {},
    );
    await settle();
    expect(search.progress()).toMatchObject({ state: "failed", failure: "worker" });
    expect(terminated()).toBe(1);
  });
});
