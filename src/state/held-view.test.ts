import { beforeAll, describe, expect, it } from "vitest";
import { loadDiagnosis } from "../core/rules/load.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { eventually } from "../testing/eventually.ts";
import { encode, hsToken, hs256, SECRET, settled, start } from "../testing/state/workbench.ts";
import type { View } from "./types.ts";

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

/** A workbench with a signed token and its secret, whose frames pass when the test says so; `told` is what its listeners heard. */
async function opened() {
  let frames: (() => void)[] = [];
  const workbench = start((then) => void frames.push(then));
  workbench.actions.openText(hsToken('{"sub":"1"}'));
  workbench.actions.setSecret(SECRET);
  await settled(workbench);
  const told: View[] = [];
  workbench.view.subscribe((view) => told.push(view));
  const passFrame = (): void => {
    const due = frames;
    frames = [];
    for (const then of due) then();
  };
  return { ...workbench, told, passFrame };
}

describe("what is typed", () => {
  it("is published once, with its signature and verdict, if they arrive before the next frame", async () => {
    const { actions, told, held } = await opened();
    actions.editPane("payload", '{"sub":"12"}', "typed");
    expect([told.length, held.read()]).toEqual([0, true]);
    await eventually(() => {
      if (held.read()) throw new Error("still held");
    });
    const input = `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode('{"sub":"12"}')}`;
    expect(told.map(({ verdict, token }) => [verdict.state, token.text])).toEqual([
      ["verified", `${input}.${hs256(input)}`],
    ]);
  });

  it("is there at once for readers, without the verdict on the former text", async () => {
    const { actions, view, told } = await opened();
    actions.editPane("payload", '{"sub":"12"}', "typed");
    const { payload, verdict, token } = view.getState();
    expect([payload.text, verdict.state, token.payload?.text]).toEqual(['{"sub":"12"}', "pending", '{"sub":"12"}']);
    expect(view.getState()).toBe(view.getState());
    expect(told).toEqual([]);
    // What draws goes on with the moment before, as a whole.
    expect(view.told().payload.text).toContain('"1"');
    expect(view.told().verdict.state).toBe("verified");
  });

  it("is published as pending with the frame that comes before its signature", async () => {
    const { actions, told, held, passFrame } = await opened();
    actions.editPane("payload", '{"sub":"12"}', "typed");
    passFrame();
    expect(told.map(({ payload, verdict }) => [payload.text, verdict.state])).toEqual([['{"sub":"12"}', "pending"]]);
    expect(held.read()).toBe(false);
    await eventually(() => {
      if (told.at(-1)?.verdict.state !== "verified") throw new Error("not verified yet");
    });
  });

  it("is published at once if nothing is pending", async () => {
    const { actions, told, held } = await opened();
    actions.editPane("header", "[", "typed");
    expect(told.map(({ verdict }) => verdict.state)).toEqual(["malformed"]);
    expect(held.read()).toBe(false);
  });

  it("is published together with another action that follows in the same frame", async () => {
    const { actions, told, held, passFrame } = await opened();
    actions.editPane("payload", '{"sub":"12"}', "typed");
    actions.undo();
    expect(told.map(({ payload, verdict }) => [JSON.parse(payload.text), verdict.state])).toEqual([
      [{ sub: "1" }, "verified"],
    ]);
    expect(held.read()).toBe(false);
    passFrame();
    expect(told).toHaveLength(1);
  });

  it("is held, but what is pasted or filled in is not", async () => {
    const { actions, told } = await opened();
    actions.editPane("payload", '{"sub":"12"}', "begins");
    expect(told.map(({ verdict }) => verdict.state)).toEqual(["pending"]);
  });
});
