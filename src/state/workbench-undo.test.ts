import { beforeAll, describe, expect, it } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, settled, start, withToken } from "./workbench-fixture.ts";

beforeAll(async () => {
  await loadDetector();
});

describe("undo, revert, clear", () => {
  it("go back a hundred steps of typing, one by one", async () => {
    const workbench = start();
    for (let length = 1; length <= 120; length += 1) {
      workbench.actions.typeToken("x".repeat(length));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    for (let step = 0; step < 100; step += 1) workbench.actions.undo();
    expect(workbench.view.getState().token.text).toBe("x".repeat(20));
  });

  it("has one step for each text that is put into a pane at once, and one for a run of typing", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    const { actions, view } = workbench;
    const put = view.getState().payload.text;
    // A paste, a paste of two events, three letters, the button that restores: all within a second.
    actions.editPane("payload", '{"a":1}', "begins");
    actions.editPane("payload", "{", "begins");
    actions.editPane("payload", '{"b":22}', "continues");
    for (const typed of ['{"b":223}', '{"b":2234}', '{"b":22345}']) actions.editPane("payload", typed, "typed");
    actions.editPane("payload", put);
    const back = [];
    for (let step = 0; step < 4; step += 1) {
      actions.undo();
      back.push(view.getState().payload.text);
    }
    expect(back).toEqual(['{"b":22345}', '{"b":22}', '{"a":1}', put]);
  });

  it("has no step for a text that is put where it stands already", async () => {
    const { actions, view } = await withToken(hsToken('{"sub":"1"}'));
    const put = view.getState().payload.text;
    actions.editPane("payload", '{"a":1}');
    actions.editPane("payload", '{"a":1}');
    actions.undo();
    expect(view.getState().payload.text).toBe(put);
  });

  it("reverts edits and typing to the token that was pasted, as one step", async () => {
    const token = hsToken('{"sub":"1"}');
    const workbench = await withToken(token);
    expect(workbench.view.getState().canRevert).toBe(false);
    workbench.actions.editPane("payload", "{}");
    await settled(workbench);
    workbench.actions.typeToken("abc");
    expect(workbench.view.getState().canRevert).toBe(true);
    workbench.actions.revert();
    expect(workbench.view.getState().token.text).toBe(token);
    workbench.actions.undo();
    expect(workbench.view.getState().token.text).toBe("abc");
  });

  it("clears token and keys, and brings both back", async () => {
    const token = hsToken('{"sub":"1"}');
    const workbench = await withToken(token);
    workbench.actions.clearAll();
    const cleared = await settled(workbench);
    expect(cleared.verdict.state).toBe("empty");
    expect(cleared.inputs.keys.secret.text).toBe("");
    workbench.actions.undo();
    expect((await settled(workbench)).verdict.state).toBe("verified");
  });

  it("never write over a key that was typed after the page put one there: the typing is a step of its own", async () => {
    const workbench = start();
    const { actions, view } = workbench;
    await actions.openExample("HS256");
    const made = view.getState().inputs.keys.secret.text;
    for (const typed of ["m", "mi", "mine"]) actions.setSecret(typed);
    actions.clearAll();
    actions.setSecret("another");
    const back = [];
    for (let step = 0; step < 4; step += 1) {
      actions.undo();
      back.push(view.getState().inputs.keys.secret.text);
    }
    expect(back).toEqual(["", "mine", made, ""]);
  });

  it("has no step for what changes nothing, nor for what was typed and taken away at once", async () => {
    const token = hsToken('{"sub":"1"}');
    const { actions, view } = start();
    actions.openText(token);
    actions.openText(token);
    actions.revert();
    const put = view.getState().payload.text;
    for (const typed of [`${put} `, put]) actions.editPane("payload", typed, "typed");
    actions.undo();
    expect(view.getState().token.text).toBe("");
    expect(view.getState().canUndo).toBe(false);
    actions.clearAll();
    expect(view.getState().canUndo).toBe(false);
  });

  it("ends what is being typed: what is typed next is a step of its own", async () => {
    const { actions, view } = await withToken(hsToken('{"sub":"1"}'));
    actions.editPane("payload", '{"a":1}', "typed");
    actions.setMode("keep");
    actions.undo();
    actions.editPane("payload", '{"a":12}', "typed");
    actions.undo();
    expect(view.getState().payload.text).toBe('{"a":1}');
  });
});
