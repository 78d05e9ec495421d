import { beforeAll, describe, expect, it } from "vitest";
import type { Actions } from "./types.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { encode, hsToken, settled, start } from "../testing/state/workbench.ts";

beforeAll(async () => {
  await loadDetector();
});

const TOKEN = hsToken('{"sub":"1"}');
const OTHER = hsToken('{"sub":"2"}');
const PASTED = `"Authorization: Bearer ${TOKEN}"\n`;

describe("what the base is", () => {
  const baseIs = (...deeds: readonly ((actions: Actions) => void)[]): string => {
    const { actions, view } = start();
    for (const deed of deeds) deed(actions);
    return view.getState().arrived.base;
  };
  const paste =
    (text: string) =>
    ({ openText }: Actions): void =>
      openText(text);

  it.each<[string, ...((actions: Actions) => void)[]]>([
    ["empty"],
    ["empty", paste(TOKEN), ({ clearAll }) => clearAll()],
    ["pasted", paste(TOKEN)],
    ["pasted", paste("hello")],
    ["pasted", paste(TOKEN), ({ editPane }) => editPane("payload", "{}")],
    ["pasted", paste(TOKEN), ({ typeToken }) => typeToken(`${TOKEN}x`), ({ revert }) => revert()],
    ["found-in-paste", paste(PASTED)],
    ["from-link", ({ openText }) => openText(TOKEN, "fragment")],
    ["made", ({ openWith }) => openWith(TOKEN, {})],
    ["pasted", ({ openWith }) => openWith(TOKEN, {}), paste(TOKEN)],
    ["changed", paste(TOKEN), ({ typeToken }) => typeToken(`${TOKEN}x`)],
    ["changed", ({ openWith }) => openWith(TOKEN, {}), ({ typeToken }) => typeToken(`${TOKEN}x`)],
    ["changed", paste(encode(TOKEN)), ({ applyFix }) => applyFix({ kind: "replace-all", pane: "token", text: TOKEN })],
    ["typed", ({ typeToken }) => typeToken("e")],
  ])("is %s", (expected, ...deeds) => {
    expect(baseIs(...deeds)).toBe(expected);
  });
});

describe("a paste's notes", () => {
  const findings = async (workbench: ReturnType<typeof start>): Promise<readonly string[]> =>
    (await settled(workbench)).findings.map(({ rule, variant }) => `${rule}/${variant}`);

  it.each<[string, (actions: Actions) => void]>([
    ["the pane was emptied", ({ typeToken }) => typeToken("")],
    ["something was typed in the pane", ({ typeToken }) => typeToken(`${TOKEN}x`)],
    ["a claim was edited", ({ editPane }) => editPane("payload", "{}")],
    ["everything was cleared", ({ clearAll }) => clearAll()],
    ["another token was pasted", ({ openText }) => openText(OTHER)],
    ["Undo", ({ undo }) => undo()],
  ])("disappear after %s", async (_, deed) => {
    const workbench = start();
    const { actions, view } = workbench;
    actions.openText(PASTED);
    await settled(workbench);
    await expect.poll(() => view.getState().messageOf).not.toBeNull();
    expect(await findings(workbench)).toContain("IN-01/scheme");
    deed(actions);
    expect(view.getState().arrived.arrival?.pasted).not.toBe(PASTED);
    expect(await findings(workbench)).not.toContain("IN-01/scheme");
  });

  it("return once its text returns", () => {
    const { actions, view } = start();
    actions.openText(PASTED);
    const { arrival } = view.getState().arrived;
    actions.editPane("payload", "{}");
    actions.revert();
    expect(view.getState().arrived.arrival).toEqual(arrival);
    actions.clearAll();
    actions.undo();
    expect(view.getState().arrived.arrival).toEqual(arrival);
  });

  it("return once the field's own undo and redo bring its text back", () => {
    const { actions, view } = start();
    actions.openText(`Bearer ${OTHER}`);
    actions.pasteToken(`${OTHER} ${PASTED}`);
    const pasted = view.getState().arrived;
    const shown = view.getState().token.text;
    actions.typeToken(OTHER);
    expect(view.getState().arrived.arrival?.pasted).toBe(`Bearer ${OTHER}`);
    expect(view.getState().canRevert).toBe(false);
    actions.typeToken(shown);
    expect(view.getState().arrived).toEqual(pasted);
    actions.forgetEverything();
    actions.typeToken(OTHER);
    expect(view.getState().arrived).toEqual({ base: "typed", arrival: null, found: [] });
  });

  it("list the tokens that came with it only while the text is there", () => {
    const { actions, view } = start();
    actions.openText(`access ${TOKEN}\nid ${OTHER}`);
    expect(view.getState().arrived.found).toHaveLength(2);
    actions.chooseToken(1);
    expect(view.getState().token.text).toBe(OTHER);
    expect(view.getState().arrived.found).toHaveLength(2);
    actions.typeToken("");
    expect(view.getState().arrived.found).toEqual([]);
    actions.chooseToken(0);
    expect(view.getState().token.text).toBe("");
  });
});

describe("restoring removed text", () => {
  it("restores what it names and nothing else", async () => {
    const workbench = start();
    const { actions, view } = workbench;
    actions.openText(PASTED);
    await expect.poll(() => view.getState().findings.map(({ rule }) => rule)).toContain("IN-01");
    const fixOf = (rule: string, variant: string) =>
      view.getState().findings.find((finding) => finding.rule === rule && finding.variant === variant)!.fix!;
    actions.applyFix(fixOf("IN-01", "scheme"));
    expect(view.getState().token.text).toBe(`Authorization: Bearer ${TOKEN}`);
    expect(view.getState().arrived).toMatchObject({ base: "found-in-paste" });
    actions.applyFix(fixOf("IN-02", "quotes"));
    expect(view.getState().token.text).toBe(`"Authorization: Bearer ${TOKEN}"`);
    actions.applyFix(fixOf("IN-02", "space"));
    expect(view.getState().token.text).toBe(PASTED);
    expect(view.getState().arrived).toEqual({ base: "pasted", arrival: null, found: [] });
  });
});
