import { describe, expect, it } from "vitest";
import type { Workbench } from "./workbench.ts";
import { hsToken, settled, start } from "../testing/state/workbench.ts";

describe("a key that takes time to generate", () => {
  const es256 = hsToken('{"sub":"1"}', '{"alg":"ES256"}');
  const rs256 = hsToken('{"sub":"1"}', '{"alg":"RS256"}');

  it("does not replace one that was requested later", async () => {
    const workbench = start();
    workbench.actions.openText(rs256);
    const slow = workbench.actions.generateKey();
    workbench.actions.openText(es256);
    await Promise.all([slow, workbench.actions.generateKey()]);
    expect((await settled(workbench)).verdict.state).toBe("invalid");
    expect(workbench.view.getState().pair).toBe(true);
    expect(workbench.view.getState().notice).toMatchObject({ code: "generated", args: { alg: "ES256" } });
  });

  it("does not replace one that was typed meanwhile, nor is set for an algorithm left meanwhile, and that is reported", async () => {
    for (const meanwhile of [
      (workbench: Workbench) => workbench.actions.setKeyField("publicKey", "mine"),
      (workbench: Workbench) => workbench.actions.openText(es256),
    ]) {
      const workbench = start();
      workbench.actions.openText(rs256);
      const slow = workbench.actions.generateKey();
      meanwhile(workbench);
      const { keys } = workbench.view.getState().inputs;
      await slow;
      expect(workbench.view.getState().inputs.keys).toBe(keys);
      expect(workbench.view.getState().notice).toMatchObject({ code: "generate-late", args: { alg: "RS256" } });
    }
  });

  it("nor does an example replace what was pasted meanwhile", async () => {
    const workbench = start();
    const example = workbench.actions.openExample("RS256");
    workbench.actions.openText(es256);
    await example;
    expect(workbench.view.getState().token.text).toBe(es256);
  });

  it("nor a pane that was edited meanwhile", async () => {
    const workbench = start();
    workbench.actions.openText(es256);
    const example = workbench.actions.openExample("RS256");
    workbench.actions.editPane("payload", '{"mine":1}');
    await example;
    expect(workbench.view.getState().payload.text).toBe('{"mine":1}');
  });
});
