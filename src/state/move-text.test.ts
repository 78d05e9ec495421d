import { expect, it } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, SECRET, settled, withToken } from "../testing/state/workbench.ts";
import { fieldFor } from "./place.ts";

/** With the key of RFC 7515 appendix A.3. */
const SET = JSON.stringify({
  keys: [
    {
      kty: "EC",
      crv: "P-256",
      x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
      y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    },
  ],
});

it("a key set put into a pane moves to its field, the pane shows the token's text, and one Undo takes it back", async () => {
  const workbench = await withToken(hsToken('{"sub":"1"}'), SECRET);
  const { actions, view } = workbench;
  const before = view.getState();
  actions.editPane("payload", SET);
  expect(await fieldFor(SET, "payload", await loadDetector())).toBe("publicKey");
  actions.applyFix({ kind: "move", from: "payload", to: "publicKey" });
  await settled(workbench);
  expect(view.getState().fields.keys.publicKey.text).toBe(SET);
  expect(view.getState().payload).toMatchObject({ text: before.payload.text, edited: false });
  expect(view.getState().whole.text).toBe(before.whole.text);
  expect(view.getState().verdict.provenance).toBe("original");
  actions.undo();
  expect(view.getState().fields.keys.publicKey.text).toBe("");
  expect(view.getState().payload).toMatchObject({ text: SET, edited: true });
});
