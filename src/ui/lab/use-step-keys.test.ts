import { expect, test } from "vitest";
import { chordWords, RUN_ATTACK } from "../help/shortcuts.ts";
import { stepAct } from "./use-step-keys.ts";

test("arrows step, and the chord in the help sheet runs the attack", () => {
  expect(stepAct("ArrowRight", false)).toBe("on");
  expect(stepAct("ArrowLeft", false)).toBe("back");
  expect(stepAct(RUN_ATTACK.key, RUN_ATTACK.mod === true)).toBe("run");
  expect(chordWords(RUN_ATTACK, false)).toEqual(["Ctrl", "Enter"]);
});

test("a button keeps its Enter, and the browser its Ctrl with an arrow", () => {
  expect(stepAct("Enter", false)).toBeNull();
  expect(stepAct("ArrowRight", true)).toBeNull();
  expect(stepAct("r", false)).toBeNull();
});
