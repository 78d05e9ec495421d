import { describe, expect, it } from "vitest";
import { hsToken, start } from "../testing/state/workbench.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { visitOf } from "./visit.ts";

// Each arrival is searched for tokens: at once, so nothing is still on its way when a test ends.
await loadDetector();

const token = (sub: string): string => hsToken(JSON.stringify({ sub }));
const texts = ({ view }: ReturnType<typeof start>): readonly string[] =>
  visitOf(view)
    .getState()
    .map(({ text }) => text);

describe("the tokens of a visit", () => {
  it("each token that arrives is kept once, in order of arrival, including the one already open", () => {
    const workbench = start();
    workbench.actions.openText(token("a"));
    visitOf(workbench.view);
    workbench.actions.openText(token("b"));
    workbench.actions.openText(token("a"));
    expect(texts(workbench)).toEqual([token("a"), token("b")]);
  });

  it("all tokens of one text are kept, the opened one as the latest", () => {
    const workbench = start();
    visitOf(workbench.view);
    workbench.actions.openText(`first ${token("a")}\nsecond ${token("b")}`);
    expect(texts(workbench)).toEqual([token("b"), token("a")]);
    workbench.actions.chooseToken(1);
    expect(texts(workbench)).toEqual([token("b"), token("a")]);
  });

  it("an edit is not an arrival, and Undo and Clear all remove nothing", () => {
    const workbench = start();
    visitOf(workbench.view);
    workbench.actions.openText(token("a"));
    workbench.actions.editPane("payload", '{"sub":"edited"}');
    workbench.actions.undo();
    workbench.actions.clearAll();
    expect(texts(workbench)).toEqual([token("a")]);
  });

  it("Forget everything forgets them, and later ones are kept again", () => {
    const workbench = start();
    visitOf(workbench.view);
    workbench.actions.openText(token("a"));
    workbench.actions.forgetEverything();
    expect(texts(workbench)).toEqual([]);
    workbench.actions.openText(token("b"));
    expect(texts(workbench)).toEqual([token("b")]);
  });

  it("at most 200 are kept, the latest", () => {
    const workbench = start();
    visitOf(workbench.view);
    for (let index = 0; index < 205; index += 1) workbench.actions.openText(token(String(index)));
    expect(texts(workbench)).toHaveLength(200);
    expect(texts(workbench).at(-1)).toBe(token("204"));
  });
});
