import { beforeAll, describe, expect, it } from "vitest";
import { imports } from "../core/keys/import/import-secret.ts";
import { readings } from "../core/keys/read.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, settled, start, withToken } from "../testing/state/workbench.ts";

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

  it("take a link's token and keys back together, and call its secret published while it is in its field", async () => {
    const workbench = await withToken(hsToken('{"sub":"mine"}'));
    const { actions, view } = workbench;
    const [mine, theirs] = [view.getState().token.text, hsToken('{"sub":"theirs"}', undefined, "from-the-link")];
    const { keys } = view.getState().inputs;
    const secret = { text: "from-the-link", encoding: "UTF-8" } as const;
    actions.openText(theirs, "fragment", {
      keys: { "": { ...view.getState().fields.keys, secret } },
      linkKeys: [secret.text],
    });
    const opened = await settled(workbench);
    expect(opened.token.text).toBe(theirs);
    expect(opened.verdict.state).toBe("verified");
    const published = () => view.getState().findings.filter(({ rule }) => rule === "key-in-link");
    await expect
      .poll(() => published().map(({ severity, place }) => [severity, place?.pane]))
      .toEqual([["security", "secret"]]);
    actions.setSecret("another");
    expect(published()).toEqual([]);
    actions.setSecret(secret.text);
    actions.undo();
    while (view.getState().token.text === theirs) actions.undo();
    expect(view.getState().token.text).toBe(mine);
    expect(view.getState().inputs.keys).toEqual(keys);
    expect(published()).toEqual([]);
  });

  it("have one step for each text put into a pane at once, and one for a run of typing", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    const { actions, view } = workbench;
    const put = view.getState().payload.text;
    // A paste, a paste of two events, three letters, the restore button: all within a second.
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

  it("have no step for text put where it is already", async () => {
    const { actions, view } = await withToken(hsToken('{"sub":"1"}'));
    const put = view.getState().payload.text;
    actions.editPane("payload", '{"a":1}');
    actions.editPane("payload", '{"a":1}');
    actions.undo();
    expect(view.getState().payload.text).toBe(put);
  });

  it("revert edits and typing to the pasted token, as one step", async () => {
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

  it("clear token and keys, and bring both back", async () => {
    const token = hsToken('{"sub":"1"}');
    const workbench = await withToken(token);
    workbench.actions.clearAll();
    const cleared = await settled(workbench);
    expect(cleared.verdict.state).toBe("empty");
    expect(cleared.fields.keys.secret.text).toBe("");
    workbench.actions.undo();
    expect((await settled(workbench)).verdict.state).toBe("verified");
  });

  it("never overwrite a key that was typed after the page put one there: the typing is a step of its own", async () => {
    const workbench = start();
    const { actions, view } = workbench;
    await actions.openExample("HS256");
    const made = view.getState().fields.keys.secret.text;
    for (const typed of ["m", "mi", "mine"]) actions.setSecret(typed);
    actions.clearAll();
    actions.setSecret("another");
    const back = [];
    for (let step = 0; step < 4; step += 1) {
      actions.undo();
      back.push(view.getState().fields.keys.secret.text);
    }
    expect(back).toEqual(["", "mine", made, ""]);
  });

  it("have no step for what changes nothing, nor for what was typed and deleted at once", async () => {
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

  it("end a run of typing: what is typed next is a step of its own", async () => {
    const { actions, view } = await withToken(hsToken('{"sub":"1"}'));
    actions.editPane("payload", '{"a":1}', "typed");
    actions.setMode("keep");
    actions.undo();
    actions.editPane("payload", '{"a":12}', "typed");
    actions.undo();
    expect(view.getState().payload.text).toBe('{"a":1}');
  });

  it("leave nothing in any cache after Clear all, and say that Undo brings the fields back", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    workbench.actions.setKeyField("privateKey", "some key");
    await settled(workbench);
    expect(readings.size().entries).toBeGreaterThan(0);
    expect(imports.size().entries).toBeGreaterThan(0);
    workbench.actions.clearAll();
    expect(workbench.view.getState().notice?.code).toBe("cleared");
    // What the empty fields ask for themselves.
    expect(readings.size().bytes).toBeLessThan(10);
    expect(imports.size().entries).toBe(0);
  });

  it("go back to the policy that was typed before a preset or an offered one replaced it", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    const policy = (): string => workbench.view.getState().inputs.policy;
    workbench.actions.setNotes({ policy: '{"iss":"mine"}' });
    workbench.actions.applyFix({ kind: "policy", text: '{"iss":"preset"}' });
    workbench.actions.setNotes({ policy: '{"iss":"typed on"}' });
    workbench.actions.undo();
    expect(policy()).toBe('{"iss":"preset"}');
    workbench.actions.undo();
    expect(policy()).toBe('{"iss":"mine"}');
  });

  it("go back to nothing after everything was forgotten, the policy included", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    workbench.actions.setNotes({ policy: '{"iss":"me"}' });
    workbench.actions.setSettings({ leeway: 5 });
    workbench.actions.forgetEverything();
    workbench.actions.undo();
    expect(workbench.view.getState()).toMatchObject({
      canUndo: false,
      inputs: { base: "", policy: "", keys: {} },
      fields: { keys: { secret: { text: "" } } },
      settings: { leeway: 5 },
      forgotten: 1,
    });
  });
});
